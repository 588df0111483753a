import type { Store } from '../../store/open-store.ts';
import { applyEvents, commandProposal, isProposal, loadProposal } from '../proposal-store.ts';
import { type ProposalRequest, propose } from '../propose.ts';
import type { MakeReady } from './make-ready.ts';
import { replaceRequested } from './merge-requested.ts';
import type { Reconciled, Wish } from './reconcile-suggestions.ts';

/** What bringing cards in line works with. */
type SuggestionParts = { store: Store; now(): number } & Pick<MakeReady, 'prepare' | 'tellFollowers' | 'tellOthers'>;

/** Makes, revises or withdraws the card that one suggestion of a call is about. */
export async function applySuggestion(
  { store, now, prepare, tellFollowers, tellOthers }: SuggestionParts,
  { org, call, step }: { org: string; call: string; step: Reconciled },
): Promise<void> {
  if (step.kind === 'withdraw') {
    const reason = 'no longer supported by what was said';
    const answer = await commandProposal(store, step.proposal, { type: 'supersede', by: null, reason }, now());
    if (isProposal(answer)) await tellFollowers(answer);
    return;
  }
  if (step.kind === 'propose') {
    const made = await propose(store, requestOf(org, call, step.wish, now()), now());
    if (made.kind !== 'refused') prepare(made.proposal.id);
    if (made.kind === 'made') await tellOthers(made.proposal);
    return;
  }
  await store.transact(async (tx) => {
    const stored = await loadProposal(tx, step.proposal);
    if (stored?.proposal.status.state !== 'waiting') return;
    const requested = replaceRequested(stored.requested, step.wish.requested, 'suggestion');
    const reason = 'revised by what was said since';
    await applyEvents(store, tx, { ...stored, requested }, [{ type: 'proposal.revised', reason }], now());
  });
  prepare(step.proposal);
}

function requestOf(org: string, call: string, wish: Wish, at: number): ProposalRequest {
  const values = Object.fromEntries(
    wish.requested.map(({ field, raw }) => [field, typeof raw === 'string' ? raw : String(raw)]),
  );
  return {
    org,
    call,
    action: wish.action,
    asker: { kind: 'suggestion', feed: null, toolCall: null, name: null, at, values },
    requested: wish.requested,
    matter: wish.matter,
    pinnedTo: wish.pinnedTo,
    record: null,
    toolCall: null,
  };
}
