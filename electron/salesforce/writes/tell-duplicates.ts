import type { DuplicateMatch, Duplicates } from '../../../shared/model/problem.ts';
import type { Sent, WriteOrder } from '../../../shared/model/target.ts';
import { fieldOf } from '../records/describe.ts';
import { readRecords } from '../records/read-record.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';

/** Records told of one refusal, at most: more are no choice for a person. */
const mostMatches = 10;

/** Says what the records are called that a duplicate rule found, and what they hold where the write would put its values. */
export async function tellDuplicates(sent: Sent, order: WriteOrder, connection: SalesforceConnection): Promise<Sent> {
  if (sent.kind !== 'refused' || !sent.problem.duplicates) return sent;
  const told = await named(sent.problem.duplicates, order, connection);
  return { ...sent, problem: { ...sent.problem, duplicates: told } };
}

async function named(
  { allowSave, matches }: Duplicates,
  order: WriteOrder,
  connection: SalesforceConnection,
): Promise<Duplicates> {
  const shown = matches.slice(0, mostMatches);
  const read = new Map<string, DuplicateMatch>();
  for (const [object, group] of Map.groupBy(shown, ({ record }) => record.object)) {
    const ids = group.map(({ record }) => record.id);
    // The write is refused, whatever becomes of reading on: its ids are told all the same.
    for (const match of await readMatches(connection, object, ids, order).catch(() => [])) {
      read.set(match.record.id, match);
    }
  }
  return { allowSave, matches: shown.map((match) => read.get(match.record.id) ?? match) };
}

async function readMatches(
  connection: SalesforceConnection,
  objectName: string,
  ids: readonly string[],
  order: WriteOrder,
): Promise<DuplicateMatch[]> {
  const object = await connection.describeObject(objectName);
  const described = Object.keys(order.payload.fields).flatMap((name) => fieldOf(object, name) ?? []);
  const names = described.map(({ name }) => name);
  const found = await readRecords(connection, object.name, ids, names);
  return [...found.values()].map(({ record, snapshot }) => ({
    record,
    url: `${connection.instanceUrl}/lightning/r/${object.name}/${record.id}/view`,
    fields: described.map(({ name, label }) => ({ field: name, label, value: snapshot.fields[name] ?? null })),
  }));
}
