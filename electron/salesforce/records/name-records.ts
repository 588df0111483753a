import type { RecordRef } from '../../../shared/model/record-ref.ts';
import { toId18 } from '../ids.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';
import { findRecords } from '../search/find-records.ts';

/** Names for ids, in the order of the ids; an object whose fields may not be read keeps its ids. */
export async function nameRecords(
  connection: SalesforceConnection,
  object: { name: string; label: string },
  ids: readonly string[],
): Promise<RecordRef[]> {
  if (ids.length === 0) return [];
  const bare = (id: string) => ({ object: object.name, id, name: `${object.label} ${id.slice(0, 15)}`, detail: null });
  const whole = ids.map((id) => toId18(id)).filter((id) => id !== null);
  const read = await findRecords(connection, object.name, { Id: whole }, whole.length).catch(() => null);
  if (!read) return whole.map(bare);
  const byId = new Map(read.map((record) => [record.id, record]));
  return whole.flatMap((id) => byId.get(id) ?? []);
}
