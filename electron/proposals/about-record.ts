import type { ObjectDescribe } from '../../shared/model/object-describe.ts';
import { type Problem, toProblem } from '../../shared/model/problem.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import type { RecordRef } from '../../shared/model/record-ref.ts';
import { deletionConsequences } from '../actions/deletion.ts';
import type { OrgReader } from './preparing/prepare-proposal.ts';

/** Fields of a deletion that are read, at most: their names travel in an address. */
const mostThatGo = 100;

/** What a whole object does not allow this user. */
export function refuseByObject(describe: ObjectDescribe, operation: Proposal['operation']): Problem | null {
  const allowed = new Map<string, boolean>([
    ['create', describe.createable],
    ['update', describe.updateable],
    ['delete', describe.deletable],
  ]);
  if (allowed.get(operation) ?? true) return null;
  const message = `Your Salesforce user may not ${operation} ${describe.labelPlural.toLowerCase()}.`;
  return toProblem('not-allowed', message, { code: 'INSUFFICIENT_ACCESS' });
}

/** What goes with a record that is deleted. */
export async function consequencesOf(of: Proposal, record: RecordRef, reader: OrgReader): Promise<string[]> {
  return deletionConsequences(await reader.countDeletedWith(of.org, of.object, record.id));
}

/** Of a deletion: what people wrote into the record, all of which goes; a compound value is read by its parts. */
export function fieldsThatGo(describe: ObjectDescribe): string[] {
  const unread = new Set(['address', 'location', 'base64', 'complexvalue']);
  return describe.fields
    .filter((field) => field.updateable && !unread.has(field.type))
    .slice(0, mostThatGo)
    .map(({ name }) => name);
}

/** A record that cannot be read. */
export function gone(record: RecordRef): Problem {
  return toProblem(
    'not-found',
    `${record.name} is no longer in Salesforce, or this user may not see it. Choose another record.`,
    {
      next: 'choose-record',
    },
  );
}
