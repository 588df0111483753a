import { expect, test } from 'vitest';
import { createCalls } from '../../../electron/calls/calls.ts';
import { placeAsk } from '../../../electron/feeds/holds/place-ask.ts';
import type { ToolAsk } from '../../../electron/platforms/platform.ts';
import type { CallEvent } from '../../../shared/model/call-event.ts';
import { testStore } from '../../support/test-store.ts';

const ask: ToolAsk = { id: 't1', call: null, caller: '+14155550134', action: 'update_contact', inputs: {} };

async function withCalls(
  ...told: readonly { call: string; phone: string; user?: string; ended?: boolean; feed?: string }[]
) {
  const store = await testStore();
  const calls = createCalls({
    store,
    orgOf: () => 'org',
    now: () => 1000,
    setTimer: () => () => {},
    findPeople: async () => [],
    heard: () => ({ name: null, email: null }),
    log: () => {},
  });
  for (const { call, phone, user, ended, feed = 'voiceflow' } of told) {
    const take = (id: string, event: CallEvent) => calls.receive({ feed, platform: 'voiceflow', call, id, event });
    await take('started', {
      type: 'call.started',
      carrierId: null,
      channel: 'phone',
      direction: 'inbound',
      agent: null,
      parties: [{ role: 'caller', name: null, phone, email: null }],
      variables: user === undefined ? {} : { user_id: user },
      startedAt: 500,
      heldAt: null,
    });
    if (ended) await take('ended', { type: 'call.ended', endedAt: 900, reason: null });
  }
  await calls.idle();
  return store.db;
}

const theirs = { call: 'CA1', phone: '+14155550134' };

test('a question of a caller belongs to their live call, found by number or by user', async () => {
  const db = await withCalls(theirs, { call: 'CA2', phone: '+14155550135', user: 'visitor-7' });
  expect((await placeAsk(db, 'voiceflow', ask)).call).toBe('CA1');
  expect((await placeAsk(db, 'voiceflow', { ...ask, caller: 'visitor-7' })).call).toBe('CA2');
});

test('a question of a caller with two live calls, with none, or with one of another feed belongs to no call', async () => {
  const two = await withCalls(theirs, { ...theirs, call: 'CA2' });
  expect((await placeAsk(two, 'voiceflow', ask)).call).toBeNull();
  const over = await withCalls({ ...theirs, ended: true }, { ...theirs, call: 'CA3', feed: 'other' });
  expect((await placeAsk(over, 'voiceflow', ask)).call).toBeNull();
});

test('a call that was named is left as it is', async () => {
  const db = await withCalls(theirs);
  expect((await placeAsk(db, 'voiceflow', { ...ask, call: 'CA9' })).call).toBe('CA9');
  expect((await placeAsk(db, 'voiceflow', { ...ask, caller: undefined })).call).toBeNull();
});
