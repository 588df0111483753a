import { type Problem, toProblem } from '../../../shared/model/problem.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import type { Store, StoreTransaction } from '../../store/open-store.ts';
import { decideProposal, type ProposalCommand } from '../deciding/decide-proposal.ts';
import { applyEvents, loadProposal } from '../proposal-store.ts';

/** A command and the proposal it is for. */
export type Commanded = { id: string; command: ProposalCommand };

/** Decides many commands and puts all of what they do on disk in one transaction; a refused one changes nothing. */
export async function commandTogether(
  store: Store,
  commanded: readonly Commanded[],
  at: number,
): Promise<Map<string, Proposal | Problem>> {
  if (commanded.length === 0) return new Map();
  return store.transact(async (tx) => {
    const answers = new Map<string, Proposal | Problem>();
    for (const each of commanded) answers.set(each.id, await commandOne(store, tx, { ...each, at }));
    return answers;
  });
}

async function commandOne(
  store: Store,
  tx: StoreTransaction,
  { id, command, at }: Commanded & { at: number },
): Promise<Proposal | Problem> {
  const stored = await loadProposal(tx, id);
  if (!stored) return toProblem('not-found', 'This proposal does not exist.');
  const decided = decideProposal(stored.proposal, command);
  if (!Array.isArray(decided)) return decided;
  return decided.length === 0 ? stored.proposal : (await applyEvents(store, tx, stored, decided, at)).proposal;
}
