import { describe, expect, test } from 'vitest';
import { loadCall, utterancesOf } from '../../electron/calls/call-store.ts';
import { createCalls } from '../../electron/calls/calls.ts';
import { findCalls } from '../../electron/calls/find-calls.ts';
import { openStore } from '../../electron/store/open-store.ts';
import type { CallEvent, DeliveredEvent } from '../../shared/model/call-event.ts';
import { fc } from '../support/properties.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testStore } from '../support/test-store.ts';

type Store = Awaited<ReturnType<typeof openStore>>;

function callsOn(store: Store) {
  return createCalls({
    store,
    orgOf: () => 'org',
    now: () => 1000,
    setTimer: () => () => {},
    findPeople: async () => [],
    heard: () => ({ name: null, email: null }),
    log: () => {},
  });
}

function event(id: string, of: CallEvent, call = 'x1'): DeliveredEvent {
  return { feed: 'f', platform: 'vapi', call, id, event: of };
}

function started(carrierId: string | null = null): CallEvent {
  return {
    type: 'call.started',
    carrierId,
    channel: 'phone',
    direction: 'inbound',
    agent: null,
    parties: [{ role: 'caller', name: 'Dana Reyes', phone: '+14155550134', email: null }],
    variables: {},
    startedAt: 500,
    heldAt: null,
  };
}

function said(type: 'utterance.partial' | 'utterance.final', key: string, seq: number, text: string): CallEvent {
  return { type, utterance: { key, seq, party: 'caller', text, startMs: seq * 1000, endMs: null } };
}

const conversation: DeliveredEvent[] = [
  event('1', started()),
  event('2', said('utterance.partial', 'a', 1, 'my new')),
  event('3', said('utterance.final', 'a', 1, 'My new email.')),
  event('4', said('utterance.partial', 'b', 2, 'it is')),
  event('5', said('utterance.final', 'b', 2, 'It is dana@example.com.')),
  event('6', { type: 'call.ended', endedAt: 9000, reason: null }),
];

async function told(store: Store): Promise<unknown> {
  const row = await store.db.selectFrom('calls').select('id').executeTakeFirstOrThrow();
  const of = await loadCall(store.db, row.id);
  const utterances = await utterancesOf(store.db, row.id);
  return { ended: of?.endedAt, parties: of?.parties, said: utterances.map(({ text, state }) => [text, state]) };
}

describe('events of a call', () => {
  test('make the same call in any order and delivered any number of times', async () => {
    const store = await testStore();
    for (const each of conversation) await callsOn(store).receive(each);
    const expected = await told(store);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...conversation, ...conversation], { minLength: 12 }), async (order) => {
        const folder = temporaryFolder();
        const other = await openStore(folder);
        const calls = callsOn(other);
        for (const each of order) await calls.receive(each);
        await calls.idle();
        expect(await told(other)).toEqual(expected);
        await other.close();
      }),
      { seed: 7, numRuns: 25 },
    );
  });

  test('of two platforms with the same carrier id are one call', async () => {
    const store = await testStore();
    const calls = callsOn(store);
    const first = await calls.receive(event('1', started('CA1')));
    const second = await calls.receive({ ...event('1', started('CA1'), 'y9'), feed: 'g', platform: 'twilio' });
    expect(second.call).toBe(first.call);
    expect((await loadCall(store.db, first.call))?.sources.map((source) => source.platform)).toEqual([
      'vapi',
      'twilio',
    ]);
  });

  test('with a card number never reach the disk with it, the words for finding the call included', async () => {
    const store = await testStore();
    const calls = callsOn(store);
    await calls.receive(event('1', started()));
    await calls.receive(event('2', said('utterance.partial', 'a', 1, 'it is 4242 4242 4242 4242')));
    await calls.receive(event('3', said('utterance.final', 'a', 1, 'it is 4242 4242 4242 4242 okay')));
    const [utterance] = await utterancesOf(store.db, (await calls.receive(event('1', started()))).call);
    expect(utterance?.text).toBe('it is ••••••••••••••••••• okay');
    expect(utterance?.masked).toMatchObject([{ start: 6, end: 25, kind: 'card-number' }]);
    expect(await findCalls(store, '4242')).toEqual([]);
    await calls.idle();
  });
});

describe('a call', () => {
  test('is found by name, number and words, and by nothing else', async () => {
    const store = await testStore();
    const calls = callsOn(store);
    for (const each of conversation) await calls.receive(each);
    await calls.idle();
    const [id] = await findCalls(store, 'dana');
    expect(id).toBeDefined();
    for (const text of ['reyes', '415555', '555 0134', 'new email', 'DANA@example', 'vapi']) {
      expect(await findCalls(store, text), text).toEqual([id]);
    }
    for (const text of ['nobody', '%', '"', 'OR', '', 'new AND refund'])
      expect(await findCalls(store, text), text).toEqual([]);
  });
});
