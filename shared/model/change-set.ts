import type { FieldValues } from './field-value.ts';
import type { Precedent, Proposal } from './proposal.ts';

/** Marks a problem that lies with what a proposal comes after. */
export const afterCode = 'after';

/** What stands for the record that another proposal will have made: unambiguous, and no record id. */
export function resultToken(proposal: string): string {
  return `@${proposal}`;
}

/** The proposal whose record a value stands for; null for a value of its own. */
export function proposalOfToken(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  return /^@([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/.exec(value)?.[1] ?? null;
}

/** Fields as they are sent: the records that other proposals made in the place of what stood for them. */
export function withResults(
  fields: FieldValues,
  after: readonly Pick<Precedent, 'proposal' | 'field'>[],
  records: ReadonlyMap<string, string>,
): FieldValues {
  const resolved = { ...fields };
  for (const { proposal, field } of after) {
    const record = records.get(proposal);
    if (record === undefined) throw new Error(`${field} stands for a record that is not there yet`);
    if (proposalOfToken(fields[field]) === proposal) resolved[field] = record;
  }
  return resolved;
}

/** How far a proposal is that others wait for: its record is there, may still come, or will not come as it stands. */
export function progressOf({ status }: Pick<Proposal, 'status'>): 'done' | 'coming' | 'lost' {
  switch (status.state) {
    case 'written':
      return 'done';
    case 'waiting':
    case 'approved':
    case 'writing':
    case 'uncertain':
      return 'coming';
    default:
      return 'lost';
  }
}
