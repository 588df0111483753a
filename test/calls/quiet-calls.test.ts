import { describe, expect, test } from 'vitest';
import { loadCall } from '../../electron/calls/call-store.ts';
import { createCalls } from '../../electron/calls/calls.ts';
import type { CallEvent, DeliveredEvent } from '../../shared/model/call-event.ts';
import { testStore } from '../support/test-store.ts';

const hour = 60 * 60 * 1000;

/** A calls room whose clock is the test's; `later` lets time pass and looks for quiet calls. */
async function calls() {
  const store = await testStore();
  let at = 1_000_000;
  let look = () => {};
  const log: unknown[] = [];
  const room = createCalls({
    store,
    orgOf: () => 'org',
    now: () => at,
    setTimer(_ms, run) {
      look = run;
      return () => {};
    },
    findPeople: async () => [],
    heard: () => ({ name: null, email: null }),
    log: (...told) => log.push(told),
  });
  room.endQuiet();
  const tell = async (event: CallEvent, id = `${at}`) => {
    const delivered: DeliveredEvent = { feed: 'f', platform: 'elevenlabs', call: 'x1', id, event };
    return (await room.receive(delivered)).call;
  };
  return {
    tell,
    now: () => at,
    async later(ms: number) {
      at += ms;
      const looked = look;
      looked();
      // It sets its timer anew when it has looked.
      while (look === looked) await new Promise<void>((resolve) => setImmediate(resolve));
      expect(log).toEqual([]);
    },
    async end(call: string) {
      const { endedAt, endReason } = (await loadCall(store.db, call)) ?? {};
      return { endedAt, endReason };
    },
  };
}

const toolCall = { id: 't1', action: 'create_case', inputs: {}, utterance: null };
const asked: CallEvent = { type: 'tool.requested', toolCall };
const utterance = { key: 'a', seq: 1, party: 'caller' as const, text: 'Hello.', startMs: null, endMs: null };
const said: CallEvent = { type: 'utterance.final', utterance };
const live = { endedAt: null, endReason: null };
const assumed = { endReason: 'assumed ended: nothing more was told of it' };

describe('a call of which nothing more is told', () => {
  test('is over an hour after the last question, where there were only questions', async () => {
    const { tell, later, end, now } = await calls();
    const call = await tell(asked);
    await later(hour - 1);
    expect(await end(call)).toEqual(live);
    await tell(asked, 'again');
    const last = now();
    await later(hour - 1);
    expect(await end(call)).toEqual(live);
    await later(1);
    expect(await end(call)).toEqual({ ...assumed, endedAt: last });
  });

  test('is over after four hours, where words were told', async () => {
    const { tell, later, end, now } = await calls();
    const call = await tell(said);
    const last = now();
    await later(4 * hour - 1);
    expect(await end(call)).toEqual(live);
    await later(1);
    expect(await end(call)).toEqual({ ...assumed, endedAt: last });
  });

  test('goes on when more is told after all, and ends when its platform says', async () => {
    const { tell, later, end, now } = await calls();
    const call = await tell(asked);
    await later(hour);
    await tell(asked, 'again');
    expect(await end(call)).toEqual(live);
    await later(hour);
    expect(await end(call)).toMatchObject(assumed);
    const real = { endedAt: now() + 5, reason: 'caller hung up' };
    await tell({ type: 'call.ended', ...real });
    expect(await end(call)).toEqual({ endedAt: real.endedAt, endReason: real.reason });
    await tell(said);
    expect(await end(call)).toMatchObject({ endReason: real.reason });
  });
});
