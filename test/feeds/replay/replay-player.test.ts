import { describe, expect, it } from 'vitest';
import { readReplayFile } from '../../../electron/feeds/replay/read-replay-file.ts';
import type { ReplayCall } from '../../../electron/feeds/replay/replay-call.ts';
import {
  createReplayPlayer,
  type ReplayClock,
  type ReplayOptions,
} from '../../../electron/feeds/replay/replay-player.ts';
import type { DeliveredEvent } from '../../../shared/model/call-event.ts';

const text = JSON.stringify({
  id: 'call-1',
  channel: 'voice',
  platform: 'Vapi',
  utterances: [
    { speaker: 'agent', text: 'How can I help you today', startMs: 0, endMs: 2_000 },
    { speaker: 'caller', text: 'I want a refund please', startMs: 3_000, endMs: 5_000 },
  ],
});

function replayCall(): ReplayCall {
  const call = readReplayFile('call.jsonl', text).calls[0];
  if (!call) throw new Error('the call was not read');
  return call;
}

/** A clock that jumps to the next timer whenever everybody waits. */
function steppedClock(at: number): ReplayClock & { run(until?: number): Promise<void> } {
  let now = at;
  const timers = new Set<{ due: number; callback: () => void }>();
  return {
    now: () => now,
    setTimer: (ms, callback) => {
      const timer = { due: now + ms, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async run(until = Number.POSITIVE_INFINITY) {
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        const next = [...timers].sort((one, other) => one.due - other.due)[0];
        if (!next || next.due > until) return;
        timers.delete(next);
        now = next.due;
        next.callback();
      }
    },
  };
}

function player(options: Partial<ReplayOptions> = {}) {
  const clock = steppedClock(1_000_000);
  const delivered: (DeliveredEvent & { at: number })[] = [];
  const made = createReplayPlayer({
    call: replayCall(),
    speed: 1,
    clock,
    feed: 'replay',
    run: 'r1',
    deliver: async (event) => void delivered.push({ ...event, at: clock.now() }),
    ...options,
  });
  return { clock, delivered, player: made };
}

const types = (events: readonly DeliveredEvent[]) => events.map(({ event }) => event.type.replace('utterance.', ''));

describe('a replay player', () => {
  it('delivers every step in order, each at its time', async () => {
    const { clock, delivered, player: played } = player();
    await clock.run();
    await played.done;
    const { steps } = replayCall();
    expect(delivered.map((each) => each.at - 1_000_000)).toEqual(steps.map((step) => step.atMs));
    expect(delivered.map((each) => each.event.type)).toEqual(steps.map((step) => step.event.type));
    expect(played.position()).toBe(steps.length);
  });

  it('plays four times as fast at speed 4', async () => {
    const { clock, delivered, player: played } = player({ speed: 4 });
    await clock.run();
    await played.done;
    expect(delivered.at(-1)?.at).toBe(1_000_000 + (replayCall().steps.at(-1)?.atMs ?? 0) / 4);
  });

  it('needs no time at once, and leaves the partials out', async () => {
    const { delivered, player: played } = player({ speed: 'at-once' });
    await played.done;
    expect(types(delivered)).toEqual(['call.started', 'final', 'final', 'call.ended']);
    expect(played.position()).toBe(replayCall().steps.length);
  });

  it('makes the call happen now, whenever it was recorded', async () => {
    const { clock, delivered, player: played } = player({ call: { ...replayCall(), startedAt: 5 }, startAtMs: 4_000 });
    await clock.run();
    await played.done;
    const [start, end] = [delivered[0]?.event, delivered.at(-1)?.event];
    expect(start?.type === 'call.started' && start.startedAt).toBe(1_000_000 - 4_000);
    expect(end?.type === 'call.ended' && end.endedAt).toBe(clock.now());
  });

  it('delivers what lies before the joining at once', async () => {
    const { clock, delivered, player: played } = player({ startAtMs: 4_000 });
    await clock.run(1_000_000);
    expect(types(delivered).filter((type) => type !== 'partial')).toEqual(['call.started', 'final']);
    await clock.run();
    await played.done;
    expect(delivered.find((each) => each.event.type === 'utterance.final' && each.event.utterance.seq === 1)?.at).toBe(
      1_001_000,
    );
  });

  it('goes on after a restart where it stopped, under the same ids', async () => {
    const whole = player();
    await whole.clock.run();
    const { clock, delivered, player: played } = player({ skip: 6 });
    await clock.run();
    await played.done;
    expect(delivered.map((each) => each.id)).toEqual(whole.delivered.slice(6).map((each) => each.id));
    expect(delivered[0]?.at).toBeLessThan(1_000_000 + 2_000);
  });

  it('gives each run of the same call ids of its own', async () => {
    const one = player({ run: 'r1', speed: 'at-once' });
    const other = player({ run: 'r2', speed: 'at-once' });
    await Promise.all([one.player.done, other.player.done]);
    expect(one.delivered[0]).toMatchObject({ feed: 'replay', platform: 'vapi', call: 'call-1.r1', id: 'r1.0' });
    expect(other.delivered[0]).toMatchObject({ call: 'call-1.r2', id: 'r2.0' });
  });

  it('waits until an event is durable before it delivers the next', async () => {
    let open = 0;
    let mostOpen = 0;
    const { player: played } = player({
      speed: 'at-once',
      deliver: async () => {
        open += 1;
        mostOpen = Math.max(mostOpen, open);
        await new Promise((resolve) => setImmediate(resolve));
        open -= 1;
      },
    });
    await played.done;
    expect(mostOpen).toBe(1);
  });

  it('delivers nothing after it was stopped', async () => {
    const { clock, delivered, player: played } = player();
    await clock.run(1_000_000);
    const before = delivered.length;
    played.stop();
    await played.done;
    await clock.run();
    expect(delivered).toHaveLength(before);
  });

  it('does not count a step whose delivery failed', async () => {
    const { player: played } = player({ speed: 'at-once', deliver: () => Promise.reject(new Error('disk full')) });
    await expect(played.done).rejects.toThrow('disk full');
    expect(played.position()).toBe(0);
  });
});
