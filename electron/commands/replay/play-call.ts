import type { Call } from '../../../shared/model/call.ts';
import { ProblemError } from '../../../shared/model/problem.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import type { Utterance } from '../../../shared/model/utterance.ts';
import { loadCall, utterancesOf } from '../../calls/call-store.ts';
import type { Console } from '../../console/start-console.ts';
import type { ReplayCall } from '../../feeds/replay/replay-call.ts';
import { createReplayPlayer } from '../../feeds/replay/replay-player.ts';
import { proposalsOfCall } from '../../proposals/proposal-store.ts';

/** What to do with everything that waits when a call has ended. */
export type Decide = 'approve' | 'reject' | 'none';

/** What a call came to. */
export type Played = { call: Call | null; utterances: Utterance[]; proposals: Proposal[]; approved: Set<string> };

const by = { kind: 'supervisor', user: 'replay', name: 'Replay' } as const;

/** Plays one call at full speed through the same rooms as a live one, then decides as told and waits for what becomes of it. */
export async function playCall(
  running: Console,
  recorded: ReplayCall,
  { run, decide, practice }: { run: string; decide: Decide; practice: boolean },
): Promise<Played> {
  const seen: { call: string | null } = { call: null };
  const player = createReplayPlayer({
    call: recorded,
    speed: 'at-once',
    run,
    feed: 'replay',
    ...(practice ? { held: 'now' } : {}),
    clock: { now: Date.now, setTimer: () => () => {} },
    async deliver(event) {
      await running.desk.deliver(event);
      // What an agent asks for is judged by what was said before it, as it would be live.
      await running.desk.idle();
      seen.call ??= await callOf(running, event.feed, event.call);
    },
  });
  await player.done;
  await running.idle();
  const id = seen.call;
  if (!id) return { call: null, utterances: [], proposals: [], approved: new Set() };
  const approved = new Set<string>();
  for (const { proposal: of } of await proposalsOfCall(running.store.db, id)) {
    if (of.status.state === 'waiting' && (await decideOne(running, of, decide)) === 'approved') approved.add(of.id);
  }
  await running.idle();
  return {
    call: await loadCall(running.store.db, id),
    utterances: await utterancesOf(running.store.db, id),
    proposals: (await proposalsOfCall(running.store.db, id)).map((stored) => stored.proposal),
    approved,
  };
}

async function decideOne(running: Console, of: Proposal, decide: Decide): Promise<'approved' | 'rejected' | 'left'> {
  if (decide === 'none') return 'left';
  if (decide === 'reject') {
    await running.proposals.reject(of.id, of.revision, { preset: 'other', text: 'replayed with --decide reject' }, by);
    return 'rejected';
  }
  // A supervisor could not approve it either: no record, or a value that Salesforce would refuse.
  if (of.readiness.state !== 'ready') return 'left';
  try {
    await running.proposals.approve(of.id, of.revision, null, by);
    return 'approved';
  } catch (cause) {
    if (cause instanceof ProblemError) return 'left';
    throw cause;
  }
}

async function callOf(running: Console, feed: string, externalId: string): Promise<string | null> {
  const row = await running.store.db
    .selectFrom('call_sources')
    .select('call')
    .where('feed', '=', feed)
    .where('external_id', '=', externalId)
    .executeTakeFirst();
  return row?.call ?? null;
}
