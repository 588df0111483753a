import type { Call } from '../../shared/model/call.ts';
import type { StoreTransaction } from '../store/open-store.ts';

/** Where the recording of a call is: at its platform, or made here for a practice call; null where nobody tells of one. */
export async function recordingAddress(
  db: Pick<StoreTransaction, 'selectFrom'>,
  of: Pick<Call, 'analysis' | 'sources' | 'channel' | 'erased'>,
): Promise<string | null> {
  if (of.erased?.what === 'all') return null;
  if (of.analysis?.recordingUrl) return of.analysis.recordingUrl;
  if (of.channel === 'chat') return null;
  const runs = of.sources.flatMap(({ externalId }) => /\.([^.]+)$/.exec(externalId)?.[1] ?? []);
  if (runs.length === 0) return null;
  const played = await db
    .selectFrom('replay_runs')
    .select('practice')
    .where('run', 'in', runs)
    .where('practice', 'is not', null)
    .executeTakeFirst();
  return played ? `practice-recording:${played.practice}` : null;
}
