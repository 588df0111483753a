import { describe, expect, test } from 'vitest';
import { utterancesOf } from '../../electron/calls/call-store.ts';
import { createCalls } from '../../electron/calls/calls.ts';
import { openStore } from '../../electron/store/open-store.ts';
import type { CallEvent, DeliveredEvent } from '../../shared/model/call-event.ts';
import { fc } from '../support/properties.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const stream = 'GT_1:inbound_track';

function heard(seq: number, text: string): DeliveredEvent {
  return delivered(`${seq}`, { type: 'utterance.partial', utterance: spoken(stream, seq, text) });
}

function said(seq: number, text: string): DeliveredEvent {
  return delivered(`${seq}`, { type: 'utterance.final', utterance: spoken(`${stream}:${seq}`, seq, text) });
}

function spoken(key: string, seq: number, text: string) {
  return { key, stream, seq, party: 'caller' as const, text, startMs: null, endMs: null };
}

function delivered(id: string, event: CallEvent): DeliveredEvent {
  return { feed: 'twilio', platform: 'twilio', call: 'CA1', id, event };
}

async function transcriptOf(deliveries: readonly DeliveredEvent[]): Promise<unknown> {
  const store = await openStore(temporaryFolder());
  const calls = createCalls({
    store,
    orgOf: () => 'org',
    now: () => 1000,
    setTimer: () => () => {},
    findPeople: async () => [],
    heard: () => ({ name: null, email: null }),
    log: () => {},
  });
  let call = '';
  for (const each of deliveries) call = (await calls.receive(each)).call || call;
  const turns = await utterancesOf(store.db, call);
  await calls.idle();
  await store.close();
  return turns.map(({ text, state }) => [text, state]);
}

describe('turns without a mark of their own', () => {
  const conversation = [
    heard(2, 'my'),
    heard(3, 'my new'),
    said(4, 'My new address.'),
    heard(5, 'it'),
    said(6, 'It is.'),
  ];
  const complete = [
    ['My new address.', 'final'],
    ['It is.', 'final'],
  ];

  test('leave no partial behind once they are final', async () => {
    expect(await transcriptOf(conversation.slice(0, 2))).toEqual([['my new', 'partial']]);
    expect(await transcriptOf(conversation.slice(0, 3))).toEqual([complete[0]]);
    expect(await transcriptOf(conversation.slice(0, 4))).toEqual([complete[0], ['it', 'partial']]);
    expect(await transcriptOf(conversation)).toEqual(complete);
  });

  test('are the same in any order and delivered any number of times', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...conversation, ...conversation], { minLength: 10 }), async (order) => {
        expect(await transcriptOf(order)).toEqual(complete);
      }),
      { seed: 7, numRuns: 20 },
    );
  });

  test('that were cut off by the end are said once when their final comes after it', async () => {
    const ended = delivered('end', { type: 'call.ended', endedAt: 9000, reason: null });
    expect(await transcriptOf([heard(2, 'my'), ended, said(3, 'My name.')])).toEqual([['My name.', 'final']]);
  });
});
