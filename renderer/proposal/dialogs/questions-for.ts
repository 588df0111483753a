import type { Proposal } from '../../../shared/model/proposal.ts';

const most = 3;

/** Questions that a proposal itself gives reason for: what is unsure in it first, else what it changes. Without its values. */
export function questionsFor(of: Pick<Proposal, 'values' | 'readiness'>): string[] {
  const record = of.readiness.state === 'needs-record' ? ['Which record is this about?'] : [];
  const unsure = of.values.filter(({ certainty }) => certainty === 'unsure');
  const about = (unsure.length > 0 ? unsure : of.values).map(
    ({ label }) => `Please have the caller confirm: ${label}.`,
  );
  return [...record, ...about].slice(0, most);
}
