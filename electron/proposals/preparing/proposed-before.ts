import { z } from 'zod';
import { type Decision, type Proposal, type ProposedValue, proposedValue } from '../../../shared/model/proposal.ts';
import { fromJson } from '../../store/from-json.ts';
import type { Store } from '../../store/open-store.ts';

const shown = z.looseObject({
  values: z.array(proposedValue.pick({ field: true, label: true, value: true })).optional(),
});

/** The values of an edited proposal as they were shown before the edit, by the journal; as it has them now, where that was erased. */
export async function proposedBefore(
  { db }: Pick<Store, 'db'>,
  of: Proposal,
  { at }: Pick<Decision, 'at'>,
): Promise<ProposedValue[]> {
  const rows = await db
    .selectFrom('journal')
    .innerJoin('journal_values', 'journal_values.seq', 'journal.seq')
    .select('journal_values.value')
    .where('journal.proposal', '=', of.id)
    .where('journal.kind', 'in', ['proposal.made', 'proposal.revised'])
    .where('journal.at', '<=', at)
    .orderBy('journal.seq', 'desc')
    .execute();
  for (const { value } of rows) {
    const { values } = fromJson(shown, value);
    if (values) return values.map((each) => withFormOf(of, each));
  }
  return of.values;
}

function withFormOf(
  of: Proposal,
  { field, label, value }: Pick<ProposedValue, 'field' | 'label' | 'value'>,
): ProposedValue {
  const now = of.values.find((each) => each.field === field);
  const base: ProposedValue = now ?? {
    field,
    label,
    type: null,
    value,
    origin: 'said',
    evidence: null,
    certainty: 'likely',
    reasons: [],
    resolvedFrom: null,
    alternatives: [],
    invalid: null,
    display: null,
  };
  // What a person entered is certain; what stood there before was at most likely.
  return base.origin === 'edited' ? { ...base, value, origin: 'said', certainty: 'likely' } : { ...base, value };
}
