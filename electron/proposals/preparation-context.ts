import type { Action } from '../../shared/model/action.ts';
import type { Call } from '../../shared/model/call.ts';
import { ProblemError, toProblem } from '../../shared/model/problem.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import type { Catalogue } from '../actions/catalogue.ts';
import { concreteAction } from '../actions/concrete-action.ts';
import { comesAfter } from '../actions/other-proposal.ts';
import type { PreparationContext } from '../actions/prepare-values.ts';
import type { ReadingContext } from '../actions/reading-context.ts';
import { loadCall } from '../calls/call-store.ts';
import type { Store } from '../store/open-store.ts';
import { proposalsOfCall, type StoredProposal } from './proposal-store.ts';

/** What is known about a proposal before its record is looked for. */
export type ContextParts = {
  store: Store;
  catalogue: Catalogue;
  /** How values said in this org are read; `startedAt` is set per call. */
  readingOf(org: string): Omit<ReadingContext, 'startedAt'>;
};

/** Reads the call a proposal belongs to, and the other proposals that its values may refer to. */
export async function contextOf(
  { store, readingOf }: ContextParts,
  of: Proposal,
): Promise<Omit<PreparationContext, 'record' | 'coming'>> {
  const call: Call | null = of.call ? await loadCall(store.db, of.call) : null;
  const all = of.call ? (await proposalsOfCall(store.db, of.call)).map(({ proposal }) => proposal) : [];
  return {
    call,
    // What comes after this one cannot also come before it.
    others: all.filter((other) => !comesAfter(other.id, of.id, all)),
    reading: { ...readingOf(of.org), startedAt: call?.heldAt ?? call?.startedAt ?? of.createdAt },
  };
}

/** A proposal's action as it is for its object. */
export function actionOf(
  { catalogue }: Pick<ContextParts, 'catalogue'>,
  { proposal: of, requested }: Pick<StoredProposal, 'proposal' | 'requested'>,
): Action {
  const action = catalogue.find(of.action);
  const fields = requested.map(({ field }) => field);
  if (action) return concreteAction(action, of.object, fields);
  throw new ProblemError(toProblem('not-found', `The action “${of.actionLabel}” is no longer in the catalogue.`));
}
