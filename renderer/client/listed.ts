import type { OutcomeRow, OutcomesChange } from '../../shared/contract/outcomes-contract.ts';
import type { CallSummary, CallsChange, ListedProposal, ProposalsChange } from '../../shared/contract/views.ts';

/** Takes in what is new in the list of calls. */
export function applyCallsChange(
  held: ReadonlyMap<string, CallSummary>,
  change: CallsChange,
): ReadonlyMap<string, CallSummary> {
  const next = new Map(change.reset ? [] : held);
  for (const summary of change.calls) {
    // It turned out to be another call, which is listed by itself.
    if (summary.call.joinedTo === undefined) next.set(summary.call.id, summary);
    else next.delete(summary.call.id);
  }
  return next;
}

/** Takes in what is new among the open proposals. Settled ones stay until the next reset, so that their row can say what became of them. */
export function applyProposalsChange(
  held: ReadonlyMap<string, ListedProposal>,
  change: ProposalsChange,
): ReadonlyMap<string, ListedProposal> {
  const next = new Map(change.reset ? [] : held);
  for (const listed of change.proposals) next.set(listed.proposal.id, listed);
  return next;
}

/** Takes in what is new among the outcomes of calls. */
export function applyOutcomesChange(
  held: ReadonlyMap<string, OutcomeRow>,
  change: OutcomesChange,
): ReadonlyMap<string, OutcomeRow> {
  const next = new Map(change.reset ? [] : held);
  for (const row of change.outcomes) next.set(row.call, row);
  for (const call of change.gone) next.delete(call);
  return next;
}
