import { describe, expect, test } from 'vitest';
import { loadCall, utterancesOf } from '../../electron/calls/call-store.ts';
import { createCalls } from '../../electron/calls/calls.ts';
import { findCalls } from '../../electron/calls/find-calls.ts';
import { openStore, type Store } from '../../electron/store/open-store.ts';
import type { CallEvent, DeliveredEvent } from '../../shared/model/call-event.ts';
import { fc } from '../support/properties.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testStore } from '../support/test-store.ts';

let clock = 1_000_000;

function callsOn(store: Store) {
  return createCalls({
    store,
    orgOf: () => 'org',
    now: () => clock,
    setTimer: () => () => {},
    findPeople: async () => [],
    heard: () => ({ name: null, email: null }),
    log: () => {},
  });
}

function from(feed: 'vapi' | 'twilio', id: string, event: CallEvent): DeliveredEvent {
  return { feed, platform: feed, call: `${feed}-1`, id, event };
}

function starts(carrierId: string | null, rest: Partial<Extract<CallEvent, { type: 'call.started' }>> = {}): CallEvent {
  const parties = [{ role: 'caller' as const, name: null, phone: '+14155550134', email: null }];
  const plain = { channel: 'phone' as const, direction: 'inbound' as const, agent: null, variables: {}, heldAt: null };
  return { type: 'call.started', carrierId, parties, startedAt: 1_000_000, ...plain, ...rest };
}

function says(seq: number, text: string, startMs: number | null = null): CallEvent {
  return {
    type: 'utterance.final',
    utterance: { key: `u${seq}`, seq, party: 'caller', text, startMs, endMs: null },
  };
}

const ends = (endedAt: number): CallEvent => ({ type: 'call.ended', endedAt, reason: null });

async function allOf(store: Store) {
  const rows = await store.db.selectFrom('calls').select('id').execute();
  const loaded = await Promise.all(rows.map(({ id }) => loadCall(store.db, id)));
  return loaded.flatMap((of) => (of && !of.joinedTo ? [of] : []));
}

async function theCall(store: Store) {
  const [of, another] = await allOf(store);
  if (!of || another) throw new Error('there is not exactly one call');
  const said = (await utterancesOf(store.db, of.id)).map(({ text }) => text);
  return { of, said };
}

describe('one call told of by two platforms', () => {
  test('has the words of the one that spoke first, once', async () => {
    const store = await testStore();
    const calls = callsOn(store);
    await calls.receiveAll([from('vapi', 's', starts('CA1')), from('vapi', '1', says(1, 'My name is Dana.'))]);
    await calls.receiveAll([from('twilio', 's', starts('CA1')), from('twilio', '1', says(1, 'my name is dana'))]);
    await calls.receive(from('vapi', '2', says(2, 'I moved.')));
    await calls.receive(from('twilio', '2', says(2, 'i moved')));
    const { of, said } = await theCall(store);
    expect(said).toEqual(['My name is Dana.', 'I moved.']);
    expect(of.sources.map(({ platform, carrierId }) => [platform, carrierId])).toEqual([
      ['vapi', 'CA1'],
      ['twilio', 'CA1'],
    ]);
    await calls.idle();
  });

  test('takes the words of the other where the first never spoke', async () => {
    const store = await testStore();
    const calls = callsOn(store);
    await calls.receiveAll([from('vapi', 's', starts('CA1')), from('twilio', 's', starts('CA1'))]);
    await calls.receive(from('twilio', '1', says(1, 'Hello?')));
    await calls.receive(from('vapi', '1', says(1, 'Hello.')));
    expect((await theCall(store)).said).toEqual(['Hello?']);
    await calls.idle();
  });

  test('goes on in the words of the other when the first is over, behind what was said and without what it told itself', async () => {
    const store = await testStore();
    const calls = callsOn(store);
    clock = 1_000_000;
    await calls.receiveAll([from('vapi', 's', starts('CA1')), from('vapi', '9', says(900, 'I put you through.'))]);
    await calls.receiveAll([from('twilio', 's', starts('CA1')), from('twilio', '1', says(1, 'i put you through'))]);
    await calls.receive(from('vapi', 'e', ends(1_060_000)));
    expect((await theCall(store)).of.endedAt).toBeNull();
    clock = 1_061_000;
    await calls.receive(from('twilio', '2', says(2, 'through')));
    clock = 1_090_000;
    await calls.receive(from('twilio', '3', says(3, 'This is Sam, how can I help?')));
    await calls.receive(from('twilio', '4', says(4, 'Hi Sam.')));
    await calls.receive(from('twilio', 'e', ends(1_200_000)));
    const { of, said } = await theCall(store);
    expect(said).toEqual(['I put you through.', 'This is Sam, how can I help?', 'Hi Sam.']);
    expect(of.endedAt).toBe(1_200_000);
    await calls.idle();
  });

  test('becomes one when the carrier’s id is learned later: words, proposals and sources move to the older', async () => {
    const store = await testStore();
    const calls = callsOn(store);
    await calls.receiveAll([
      from('vapi', 's', starts(null)),
      from('vapi', '1', says(1, 'My name is Dana.')),
      from('twilio', 's', starts('CA1', { startedAt: 1_000_500, parties: [] })),
      from('twilio', '1', says(1, 'my name is zebra')),
    ]);
    const [older, younger] = (await allOf(store)).sort((a, b) => a.startedAt - b.startedAt);
    expect(younger?.sources[0]?.platform).toBe('twilio');
    await store.db
      .insertInto('proposals')
      .values({
        id: 'p1',
        number: 1,
        org: 'org',
        call: younger?.id ?? '',
        action: 'a',
        matter: '',
        record: null,
        state: 'waiting',
        body: JSON.stringify({ id: 'p1', call: younger?.id }),
        requested: '[]',
        created_at: 1,
        changed: 0,
      })
      .execute();
    await calls.receive(from('vapi', 's2', starts('CA1')));
    const { of, said } = await theCall(store);
    expect(of.id).toBe(older?.id);
    expect(of.sources.map(({ platform }) => platform)).toEqual(['vapi', 'twilio']);
    expect(of.parties[0]?.phone).toBe('+14155550134');
    expect(said).toEqual(['My name is Dana.']);
    expect(await findCalls(store, 'zebra')).toEqual([]);
    expect(await findCalls(store, '4155550134')).toEqual([of.id]);
    const moved = await store.db.selectFrom('proposals').selectAll().executeTakeFirstOrThrow();
    expect([moved.call, JSON.parse(moved.body).call]).toEqual([of.id, of.id]);
    expect(await loadCall(store.db, younger?.id ?? '')).toMatchObject({ joinedTo: of.id });
    await calls.receive(from('twilio', '2', says(2, 'i moved')));
    expect((await theCall(store)).said).toEqual(['My name is Dana.']);
    await calls.idle();
  });

  test('moves its words where only the younger had any', async () => {
    const store = await testStore();
    const calls = callsOn(store);
    await calls.receiveAll([
      from('vapi', 's', starts(null)),
      from('twilio', 's', starts('CA1', { startedAt: 1_000_500 })),
    ]);
    await calls.receive(from('twilio', '1', says(1, 'Hello zebra.')));
    await calls.receive(from('vapi', 's2', starts('CA1')));
    await calls.receive(from('vapi', '1', says(1, 'Hello.')));
    const { of, said } = await theCall(store);
    expect(said).toEqual(['Hello zebra.']);
    expect(await findCalls(store, 'zebra')).toEqual([of.id]);
    await calls.idle();
  });
});

describe('what a platform tells twice and out of order', () => {
  const told: DeliveredEvent[] = [
    from('vapi', 's1', starts(null, { direction: 'unknown', parties: [] })),
    from('vapi', 's2', starts('CA1', { agent: { id: 'a', name: 'Front desk', version: null }, startedAt: 1_000_400 })),
    from('vapi', '1', says(1, 'My name is Dana.')),
    from('vapi', '2', says(2, 'I moved.')),
    from('vapi', 't', { type: 'call.transferred', at: 5, to: '+1' }),
    from('vapi', 't2', { type: 'call.transferred', at: 9, to: '+2' }),
    from('vapi', 'x', { type: 'call.troubled', at: 3, message: 'silence' }),
    from('vapi', 'e', ends(1_060_000)),
    from('vapi', 'e2', { type: 'call.ended', endedAt: 1_060_500, reason: 'hung up' }),
  ];

  async function outcomeOf(order: readonly DeliveredEvent[], together: boolean): Promise<unknown> {
    const store = await openStore(temporaryFolder());
    const calls = callsOn(store);
    if (together) await calls.receiveAll(order);
    else for (const each of order) await calls.receive(each);
    await calls.idle();
    const { of, said } = await theCall(store);
    await store.close();
    const { id: _, caller: __, ...rest } = of;
    return { rest, said };
  }

  test('makes the same call, one by one or all at once', async () => {
    const expected = await outcomeOf(told, false);
    expect(expected).toMatchObject({ said: ['My name is Dana.', 'I moved.'], rest: { endedAt: 1_060_000 } });
    const orders = fc.shuffledSubarray([...told, ...told], { minLength: told.length * 2 });
    await fc.assert(
      fc.asyncProperty(orders, fc.boolean(), async (order, together) => {
        expect(await outcomeOf(order, together)).toEqual(expected);
      }),
      { seed: 11, numRuns: 25 },
    );
  });

  test('joins two platforms into the same call in whichever order they are told', async () => {
    const twilio = [from('twilio', 's', starts('CA1', { startedAt: 1_000_500 })), from('twilio', 'e', ends(1_061_000))];
    const orders = fc.shuffledSubarray([...told, ...twilio], { minLength: told.length + twilio.length });
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        const { rest, said } = (await outcomeOf(order, false)) as { rest: Record<string, unknown>; said: string[] };
        expect(said).toEqual(['My name is Dana.', 'I moved.']);
        expect(rest).toMatchObject({ endedAt: 1_061_000, startedAt: 1_000_000, direction: 'inbound' });
        expect((rest.transfers as unknown[]).length).toBe(2);
      }),
      { seed: 12, numRuns: 25 },
    );
  });
});

describe('what platforms tell beside the words', () => {
  test('is masked as the words are', async () => {
    const store = await testStore();
    const calls = callsOn(store);
    const analysis = {
      summary: 'Paid with 4242 4242 4242 4242.',
      sentiment: null,
      successful: null,
      disposition: null,
      recordingUrl: null,
      values: { card: '4242424242424242' },
    };
    await calls.receiveAll([
      from('vapi', 's', starts(null, { variables: { card_number: '4242424242424242', plan: 'gold' } })),
      from('vapi', 'a', { type: 'call.analysed', analysis }),
    ]);
    const { of } = await theCall(store);
    expect(JSON.stringify(of)).not.toMatch(/4242/);
    expect(of.variables.plan).toBe('gold');
    await calls.idle();
  });
});
