import { unheard } from '../../../shared/model/question.ts';
import { decideProposal } from '../../proposals/deciding/decide-proposal.ts';
import { applyEvents, loadProposal } from '../../proposals/proposal-store.ts';
import type { Store, StoreTransaction } from '../../store/open-store.ts';

/** What an agent that comes for the answer is asked instead, each question once; null where nobody asks it anything. */
export async function takeQuestions(
  store: Store,
  tx: StoreTransaction,
  id: string,
  at: number,
): Promise<string | null> {
  const stored = await loadProposal(tx, id);
  const asked = unheard(stored?.proposal.questions);
  const last = asked.at(-1);
  if (!stored || !last || stored.proposal.status.state !== 'waiting') return null;
  const heard = decideProposal(stored.proposal, { type: 'question-heard', upTo: last.at, at });
  if (Array.isArray(heard)) await applyEvents(store, tx, stored, heard, at);
  const told = asked.map(({ text }) => text).join(' ');
  return `Your supervisor asks about it: ${told} Ask the caller, and send the request again with what they say.`;
}
