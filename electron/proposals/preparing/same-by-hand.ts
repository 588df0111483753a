import type { RequestedValue } from '../../actions/requested-value.ts';
import type { StoreTransaction } from '../../store/open-store.ts';
import { type StoredProposal, waitingWithoutCall } from '../proposal-store.ts';
import type { ProposalRequest } from '../propose.ts';

/** Without a call only the very same wish, waiting already, is the same one: pressed twice, or in two windows. */
export async function sameByHand(tx: StoreTransaction, request: ProposalRequest): Promise<StoredProposal | null> {
  const waiting = await waitingWithoutCall(tx, request.org, request.action.key);
  const wish = wishOf(request.requested);
  const isSame = ({ proposal: of, requested }: StoredProposal) =>
    !of.undoes &&
    of.object.toLowerCase() === request.action.object.toLowerCase() &&
    of.record?.id === request.record?.id &&
    of.askers.some(({ kind }) => kind === request.asker.kind) &&
    wishOf(requested) === wish;
  return waiting.find(isSame) ?? null;
}

/** To the letter: who corrects a capital means another value. */
function wishOf(requested: readonly RequestedValue[]): string {
  return JSON.stringify(requested.map(({ field, raw }) => [field, raw]).toSorted());
}
