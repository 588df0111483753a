import type { Action } from '../../../shared/model/action.ts';
import type { Call } from '../../../shared/model/call.ts';
import { isOutbound } from '../../../shared/model/outbound.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { Proposal, ProposedValue } from '../../../shared/model/proposal.ts';
import type { Utterance } from '../../../shared/model/utterance.ts';
import type { Catalogue } from '../../actions/catalogue.ts';
import { concreteAction } from '../../actions/concrete-action.ts';
import { comesAfter } from '../../actions/other-proposal.ts';
import { outboundActions } from '../../actions/outbound-actions.ts';
import type { PreparationContext } from '../../actions/prepare-values.ts';
import type { ReadingContext } from '../../actions/reading-context.ts';
import { loadCall, utterancesOf } from '../../calls/call-store.ts';
import type { Store } from '../../store/open-store.ts';
import { proposalsOfCall, type StoredProposal } from '../proposal-store.ts';
import { withoutTranscript } from './no-transcript.ts';

/** What is known about a proposal before its record is looked for. */
export type ContextParts = {
  store: Store;
  catalogue: Catalogue;
  /** How values said in this org are read; `startedAt` is set per call. */
  readingOf(org: string): Omit<ReadingContext, 'startedAt'>;
  /** Holds values against what was said in a call; absent where nobody listens. */
  weighEvidence?: WeighEvidence;
};

/** Says of values what stands behind them in a call, and what is doubtful about it; a person filled the fields `byHand`. */
export type WeighEvidence = (
  call: Call,
  said: readonly Utterance[],
) => (values: readonly ProposedValue[], byHand: ReadonlySet<string>) => ProposedValue[];

/** Reads the call a proposal belongs to, and the other proposals that its values may refer to. */
export async function contextOf(
  { store, readingOf, weighEvidence }: ContextParts,
  of: Proposal,
): Promise<Omit<PreparationContext, 'record' | 'coming'>> {
  const call: Call | null = of.call ? await loadCall(store.db, of.call) : null;
  const said = call && weighEvidence ? await utterancesOf(store.db, call.id) : [];
  const all = of.call ? (await proposalsOfCall(store.db, of.call)).map(({ proposal }) => proposal) : [];
  return {
    call,
    // What comes after this one cannot also come before it.
    others: all.filter((other) => !comesAfter(other.id, of.id, all)),
    reading: { ...readingOf(of.org), startedAt: call?.heldAt ?? call?.startedAt ?? of.createdAt },
    ...(weighEvidence ? { weigh: call && said.length > 0 ? weighEvidence(call, said) : withoutTranscript } : {}),
  };
}

/** A proposal's action as it is for its object. */
export function actionOf(
  { catalogue }: Pick<ContextParts, 'catalogue'>,
  { proposal: of, requested }: Pick<StoredProposal, 'proposal' | 'requested'>,
): Action {
  const action = catalogue.find(of.action);
  const fields = requested.map(({ field }) => field);
  // What goes out is made ready by what it says itself.
  if (isOutbound(of)) return { ...outboundActions[of.operation], operation: 'create' };
  if (action) return concreteAction(action, of.object, fields);
  throw new ProblemError(toProblem('not-found', `The action “${of.actionLabel}” is no longer in the catalogue.`));
}
