import type { SpokenUtterance } from '../../shared/model/call-event.ts';
import type { StoreTransaction } from '../store/open-store.ts';

/** Whether a partial was outrun by the final of its turn; a final takes the place of the partial of its stream. */
export async function isOutrun(
  tx: StoreTransaction,
  call: string,
  { stream, key, seq }: SpokenUtterance,
  final: boolean,
): Promise<boolean> {
  if (stream === undefined) return false;
  if (!final) return (await lastFinalOf(tx, call, stream)) > seq;
  const known = await tx
    .selectFrom('utterances')
    .select('id')
    .where('call', '=', call)
    .where('key', '=', key)
    .executeTakeFirst();
  // The row keeps its id: what is shown turns from partial into final, and no partial stays behind.
  if (!known)
    await tx.updateTable('utterances').set({ key }).where('call', '=', call).where('key', '=', stream).execute();
  return false;
}

async function lastFinalOf(tx: StoreTransaction, call: string, stream: string): Promise<number> {
  // Keys of a stream begin with it: this is a range, since the stream's own letters may mean something to LIKE.
  const last = await tx
    .selectFrom('utterances')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .where('call', '=', call)
    .where('key', '>', `${stream}:`)
    .where('key', '<', `${stream};`)
    .executeTakeFirst();
  return last?.seq ?? Number.NEGATIVE_INFINITY;
}
