import { randomUUID } from 'node:crypto';
import type { DeliveredEvent } from '../../shared/model/call-event.ts';
import { ProblemError, toProblem } from '../../shared/model/problem.ts';
import type { Store } from '../store/open-store.ts';
import { readReplayFile } from './replay/read-replay-file.ts';
import type { ReplayCall, ReplayProblem } from './replay/replay-call.ts';
import {
  createReplayPlayer,
  type ReplayClock,
  type ReplayPlayer,
  type ReplaySpeed,
  replayCallId,
} from './replay/replay-player.ts';

/** The name of the feed that replayed calls come from. */
export const replayFeedName = 'replay';

/** A recorded call that ships with the console. */
export type PracticeCall = {
  key: string;
  title: string;
  description: string;
  vcon: unknown;
  /** What it sounds like. */
  recording?: () => Buffer;
};

/** Plays recorded calls as if they were held now. */
export type ReplayFeed = {
  /** Starts a practice call, joined `startAtMs` into it; resolves with the platform's id of the call. */
  startPractice(key: string, speed: ReplaySpeed, startAtMs?: number): Promise<string>;
  /** Starts every call of a file. */
  open(name: string, text: string, speed: ReplaySpeed): Promise<{ calls: string[]; problems: ReplayProblem[] }>;
  stop(externalId: string): Promise<void>;
  isRunning(externalId: string): boolean;
  /** Goes on with what a former process was playing; a file that is no longer at hand ends its call. */
  resume(): Promise<void>;
  /** Resolves when a call has been played to its end. */
  played(externalId: string): Promise<void>;
  close(): Promise<void>;
};

/** What the feed works with. */
export type ReplayFeedParts = {
  store: Store;
  practiceCalls: readonly PracticeCall[];
  clock: ReplayClock;
  deliver(event: DeliveredEvent): Promise<void>;
  log(message: string, cause?: unknown): void;
};

/** Makes the replay feed. */
export function createReplayFeed(parts: ReplayFeedParts): ReplayFeed {
  const { store, clock } = parts;
  const playing = new Map<string, { player: ReplayPlayer; run: string; done: Promise<void> }>();
  let closing = false;

  function play(
    call: ReplayCall,
    run: string,
    speed: ReplaySpeed,
    from: { startAtMs?: number; skip?: number; held?: 'now' },
  ): string {
    const externalId = replayCallId(call, run);
    const player = createReplayPlayer({
      call,
      run,
      speed,
      clock,
      feed: replayFeedName,
      deliver: parts.deliver,
      ...from,
    });
    const done = player.done
      .catch((cause) => parts.log('a replayed call broke off', cause))
      .then(async () => {
        playing.delete(externalId);
        if (!closing) await markDone(run);
      });
    playing.set(externalId, { player, run, done });
    return externalId;
  }

  async function markDone(run: string): Promise<void> {
    await store.transact((tx) => tx.updateTable('replay_runs').set({ done: 1 }).where('run', '=', run).execute());
  }

  async function begin(
    call: ReplayCall,
    practice: string | null,
    speed: ReplaySpeed,
    startAtMs?: number,
  ): Promise<string> {
    const run = randomUUID().slice(0, 8);
    const row = { run, practice, speed: String(speed), started_at: clock.now(), done: 0 };
    await store.transact((tx) => tx.insertInto('replay_runs').values(row).execute());
    return play(call, run, speed, {
      ...(startAtMs === undefined ? {} : { startAtMs }),
      ...(practice === null ? {} : { held: 'now' }),
    });
  }

  function practiceCall(key: string): ReplayCall {
    const found = parts.practiceCalls.find((each) => each.key === key);
    const call = found && readReplayFile(`${key}.vcon.json`, JSON.stringify(found.vcon)).calls[0];
    if (!call) throw new ProblemError(toProblem('not-found', `There is no practice call “${key}”.`));
    return call;
  }

  async function endLostCall(run: string): Promise<void> {
    const lost = await store.db
      .selectFrom('call_sources')
      .innerJoin('calls', 'calls.id', 'call_sources.call')
      .select(['call_sources.external_id', 'call_sources.platform'])
      .where('call_sources.feed', '=', replayFeedName)
      .where('calls.ended_at', 'is', null)
      .execute();
    for (const { external_id: call, platform } of lost.filter((each) => each.external_id.endsWith(`.${run}`))) {
      const event = { type: 'call.ended' as const, endedAt: clock.now(), reason: 'The replay was interrupted.' };
      await parts.deliver({ feed: replayFeedName, platform, call, id: `${run}.interrupted`, event });
    }
    await markDone(run);
  }

  return {
    startPractice: (key, speed, startAtMs) => begin(practiceCall(key), key, speed, startAtMs),
    async open(name, text, speed) {
      const { calls, problems } = readReplayFile(name, text);
      const started: string[] = [];
      for (const call of calls) started.push(await begin(call, null, speed));
      return { calls: started, problems };
    },
    async stop(externalId) {
      const held = playing.get(externalId);
      if (!held) return;
      held.player.stop();
      await held.done;
      await endLostCall(held.run);
    },
    isRunning: (externalId) => playing.has(externalId),
    async resume() {
      const runs = await store.db.selectFrom('replay_runs').selectAll().where('done', '=', 0).execute();
      for (const { run, practice, speed } of runs) {
        const known = practice !== null && parts.practiceCalls.some((each) => each.key === practice);
        if (!known) {
          await endLostCall(run);
          continue;
        }
        const call = practiceCall(practice);
        play(call, run, toSpeed(speed), { held: 'now', skip: await deliveredSteps(store, replayCallId(call, run)) });
      }
    },
    async played(externalId) {
      await playing.get(externalId)?.done;
    },
    async close() {
      closing = true;
      const held = [...playing.values()];
      for (const { player } of held) player.stop();
      await Promise.all(held.map(({ done }) => done));
    },
  };
}

/** The text a supervisor chose as the speed of a replay. */
export function toSpeed(text: string): ReplaySpeed {
  if (text === '4') return 4;
  if (text === '16') return 16;
  return text === 'at-once' ? 'at-once' : 1;
}

/** Steps of a run that are on disk: event ids end in the step's index, and steps go in order. */
async function deliveredSteps(store: Store, externalId: string): Promise<number> {
  const rows = await store.db
    .selectFrom('seen_events')
    .select('event')
    .where('feed', '=', replayFeedName)
    .where('external_id', '=', externalId)
    .execute();
  const indexes = rows.map(({ event }) => Number(/(\d+)$/.exec(event)?.[1] ?? -1));
  return Math.max(-1, ...indexes) + 1;
}
