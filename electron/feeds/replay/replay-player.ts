import type { CallEvent, DeliveredEvent } from '../../../shared/model/call-event.ts';
import type { ReplayCall, ReplayStep } from './replay-call.ts';

/** How fast a call is played: at its own pace, faster, or without waiting. */
export type ReplaySpeed = 1 | 4 | 16 | 'at-once';

/** The time as the player sees it. */
export type ReplayClock = {
  now(): number;
  /** Calls back once after so many milliseconds; returns how to call it off. */
  setTimer(ms: number, callback: () => void): () => void;
};

/** What a player needs to play one call. */
export type ReplayOptions = {
  call: ReplayCall;
  speed: ReplaySpeed;
  /** Where in the call to join it: what lies before is delivered at once. */
  startAtMs?: number;
  /** Steps already delivered before a restart. */
  skip?: number;
  clock: ReplayClock;
  /** Resolves when the event is on disk; the next one is not delivered before that. */
  deliver(event: DeliveredEvent): Promise<void>;
  feed: string;
  /** A practice call pretends to be held now: its "tomorrow" is ours. */
  held?: 'now';
  /** Makes the call a call of its own when the same file is played again. */
  run: string;
};

/** A call being played. */
export type ReplayPlayer = {
  /** Resolves at the end, or when stopped; rejects when a delivery failed. */
  done: Promise<void>;
  stop(): void;
  /** Steps delivered so far, to be given as `skip` after a restart. */
  position(): number;
};

/** The call id under which a run of a replayed call is delivered. */
export function replayCallId(call: Pick<ReplayCall, 'key'>, run: string): string {
  return `${call.key}.${run}`;
}

/** Plays a call: its steps in order, each at its time, each durable before the next. */
export function createReplayPlayer(options: ReplayOptions): ReplayPlayer {
  const { call, speed, clock, feed, run } = options;
  let position = Math.min(options.skip ?? 0, call.steps.length);
  let stopped = false;
  let wake: (() => void) | null = null;
  const joinedAtMs = Math.max(options.startAtMs ?? 0, call.steps[position - 1]?.atMs ?? 0);
  const joinedAt = clock.now();

  // Due times count from the joining, not from the last step: a slow delivery does not slow down the whole call.
  async function wait(step: ReplayStep): Promise<void> {
    if (speed === 'at-once') return;
    const ms = joinedAt + (step.atMs - joinedAtMs) / speed - clock.now();
    if (ms <= 0) return;
    await new Promise<void>((resolve) => {
      const cancel = clock.setTimer(ms, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });
    wake = null;
  }

  async function play(): Promise<void> {
    for (let step = call.steps[position]; step && !stopped; step = call.steps[position]) {
      await wait(step);
      if (stopped) return;
      if (!(speed === 'at-once' && step.event.type === 'utterance.partial')) {
        await options.deliver(delivered(step, position));
      }
      position += 1;
    }
  }

  function delivered(step: ReplayStep, index: number): DeliveredEvent {
    const event = stamped(step.event);
    return { feed, platform: call.platform, call: replayCallId(call, run), id: `${run}.${index}`, event };
  }

  // A replayed call happens now: its clock runs beside the wall clock, whenever it was recorded.
  function stamped(event: CallEvent): CallEvent {
    if (event.type === 'call.started') {
      const heldAt = options.held === 'now' ? null : event.heldAt;
      return { ...event, startedAt: clock.now() - elapsedAtStart(), heldAt };
    }
    if (event.type === 'call.ended') return { ...event, endedAt: clock.now() };
    return event;
  }

  function elapsedAtStart(): number {
    return speed === 'at-once' ? (call.steps.at(-1)?.atMs ?? 0) : joinedAtMs;
  }

  return {
    done: play(),
    stop: () => {
      stopped = true;
      wake?.();
    },
    position: () => position,
  };
}
