import type { LikeRecord } from '../../../shared/model/like-record.ts';
import type { Proposal, ProposedValue } from '../../../shared/model/proposal.ts';
import type { OrgReader } from './prepare-proposal.ts';

/** Objects of which one person has one record. */
const onceEach: ReadonlySet<string> = new Set(['Contact', 'Lead', 'Account']);

/** The records that a create would be one more of. What the org does not answer is nothing found: its own rule still stands. */
export async function likelyDuplicates(
  { org, operation, undoes }: Pick<Proposal, 'org' | 'operation' | 'undoes'>,
  object: string,
  values: readonly ProposedValue[],
  reader: Pick<OrgReader, 'findLike'>,
): Promise<LikeRecord[]> {
  if (operation !== 'create' || undoes || !onceEach.has(object) || !reader.findLike) return [];
  const wanted = values.filter(
    ({ value, invalid, origin }) => value !== null && invalid === null && origin !== 'fixed',
  );
  return reader
    .findLike(org, object, Object.fromEntries(wanted.map(({ field, value }) => [field, value])))
    .catch(() => []);
}
