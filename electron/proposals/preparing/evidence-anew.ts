import { isDeepStrictEqual } from 'node:util';
import type { Proposal, ProposedValue } from '../../../shared/model/proposal.ts';
import { isByHand } from '../../actions/requested-value.ts';
import { loadCall, utterancesOf } from '../../calls/call-store.ts';
import type { Store } from '../../store/open-store.ts';
import { type Policy, policyEvents } from '../deciding/apply-policy.ts';
import { commandProposal, isProposal, proposalsOfCall } from '../proposal-store.ts';
import type { WeighEvidence } from './preparation-context.ts';

/** What weighing works with. */
export type EvidenceParts = {
  store: Store;
  policy: Policy;
  weighEvidence?: WeighEvidence;
  now(): number;
};

/**
 * Holds the waiting proposals of a call against what was said since. A correction marks the card that waits, as a new
 * revision: nobody decides on what they saw before it. Answers with those that changed.
 */
export async function weighAnew(parts: EvidenceParts, id: string): Promise<Proposal[]> {
  const { store, policy, weighEvidence, now } = parts;
  const waiting = (await proposalsOfCall(store.db, id)).filter(({ proposal: of }) => isShown(of));
  if (!weighEvidence || waiting.length === 0) return [];
  const call = await loadCall(store.db, id);
  const said = await utterancesOf(store.db, id);
  if (!call || said.length === 0) return [];
  const weigh = weighEvidence(call, said);
  const changed: Proposal[] = [];
  for (const { proposal: of, requested } of waiting) {
    const byHand = new Set(requested.filter(isByHand).map(({ field }) => field));
    const values = weigh(of.values, byHand);
    if (values.every((value, at) => isSameSupport(value, of.values[at]))) continue;
    // Something else changed meanwhile: what is made ready then is weighed too.
    const answer = await commandProposal(store, of.id, { type: 'weighed', revision: of.revision, values }, now(), {
      follow: (tx, after) => policyEvents(tx, policy, after, now()),
    });
    if (isProposal(answer)) changed.push(answer);
  }
  return changed;
}

function isShown({ status, readiness, operation }: Proposal): boolean {
  return status.state === 'waiting' && readiness.state !== 'preparing' && operation !== 'delete';
}

function isSameSupport(value: ProposedValue, before: ProposedValue | undefined): boolean {
  const support = ({ evidence, certainty, reasons, marks = [] }: ProposedValue) => ({
    evidence: evidence && [evidence.utterance, evidence.start, evidence.end],
    certainty,
    reasons,
    marks: marks.map((mark) => [mark.kind, mark.evidence?.utterance, mark.evidence?.start, mark.evidence?.end]),
  });
  return before !== undefined && isDeepStrictEqual(support(value), support(before));
}
