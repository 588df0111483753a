import { describe, expect, test } from 'vitest';
import { builtInRules } from '../../electron/policy/built-in-rules.ts';
import { keptForLater } from '../../electron/proposals/executor/kept-for-later.ts';
import { commandProposal, isProposal, loadProposal } from '../../electron/proposals/proposal-store.ts';
import { type ApiAnswer, startApi } from '../platforms/api-server.ts';
import { approveOutbound, journalOf, type OutboundDesk, outboundDesk, statusOf } from '../support/outbound-desk.ts';
import { sampleFeed } from '../support/sample-feed.ts';
import { sampleRule } from '../support/sample-rule.ts';

const options = { accountSid: 'AC1', fromNumber: '+14155550100', twimlUrl: 'https://example.com/agent' };
/** Noon in San Francisco. */
const noon = '2026-11-23T20:00:00Z';
const to = '+14155550190';

async function twilioDesk(answers: ApiAnswer[], given: Partial<Parameters<typeof outboundDesk>[0]> = {}) {
  const api = await startApi(() => answers.shift() ?? { status: 201, body: { sid: 'CA-more', status: 'queued' } });
  const feed = { ...sampleFeed('twilio', { name: 'Twilio', options, apiBase: api.base }), secrets: { authToken: 't' } };
  return { api, feed, desk: await outboundDesk({ feed, at: noon, ...given }) };
}

const twilio = { Via: 'twilio', To: to };

async function pass(desk: OutboundDesk, ms: number): Promise<void> {
  desk.clock.advance(ms);
  await desk.executor.idle();
}

const minute = 60_000;
const hour = 60 * minute;

describe('a call that was approved', () => {
  test('leaves once, and the journal names the platform and its receipt', async () => {
    const { api, desk } = await twilioDesk([{ status: 201, body: { sid: 'CA1', status: 'queued' } }]);
    await approveOutbound(desk, 'call', 'c1', twilio);
    expect(await statusOf(desk, 'c1')).toMatchObject({
      state: 'written',
      result: { record: { id: 'CA1', name: to }, fields: { status: 'queued' }, settled: false },
    });
    expect(api.requests).toHaveLength(1);
    expect((await journalOf(desk, 'c1')).slice(-2)).toEqual([
      'write.intended Countersign: sending, attempt 1',
      'write.written Twilio: took it, CA1',
    ]);
  });

  test('is refused in the platform’s words', async () => {
    const body = { code: 21211, message: "The 'To' number is not valid." };
    const { api, desk } = await twilioDesk([{ status: 400, body }]);
    await approveOutbound(desk, 'call', 'c1', twilio);
    const message = "Twilio refused it (400): The 'To' number is not valid. (21211)";
    expect(await statusOf(desk, 'c1')).toMatchObject({ state: 'failed', problem: { message } });
    expect((await journalOf(desk, 'c1')).at(-1)).toBe('write.refused Twilio: refused');
    await pass(desk, 3 * hour);
    expect(api.requests).toHaveLength(1);
  });

  test.each<[string, ApiAnswer]>([
    ['breaks on the other side', { status: 500, body: { code: 20500 } }],
    ['loses its connection after it left', { lost: 'cut' }],
    ['loses the answer half way', { status: 201, lost: 'midway' }],
  ])('and %s is in doubt: a person says, and only then it may leave again', async (_, answer) => {
    const { api, desk } = await twilioDesk([answer]);
    await approveOutbound(desk, 'call', 'c1', twilio);
    await pass(desk, 3 * hour);
    expect(api.requests).toHaveLength(1);
    const doubtful = await statusOf(desk, 'c1');
    expect(doubtful).toMatchObject({ state: 'uncertain', needsPerson: true });
    const of = await commandProposal(
      desk.store,
      'c1',
      { type: 'settle-by-hand', revision: await revisionOf(desk, 'c1'), happened: false, at: desk.clock.now() },
      desk.clock.now(),
    );
    if (!isProposal(of)) throw new Error(of.message);
    desk.executor.enqueue(of);
    await desk.executor.idle();
    expect(api.requests).toHaveLength(2);
    expect(await statusOf(desk, 'c1')).toMatchObject({ state: 'written', result: { record: { id: 'CA-more' } } });
  });

  test('is in doubt after a crash between leaving and hearing, and is not sent by the next process', async () => {
    const { api, feed, desk } = await twilioDesk([]);
    await desk.executor.stop();
    await approveOutbound(desk, 'call', 'c1', twilio);
    const attempt = { id: 'a1', number: 1, startedAt: desk.clock.now() };
    await commandProposal(desk.store, 'c1', { type: 'intend', attempt }, desk.clock.now());
    const next = await outboundDesk({ feed, at: noon, store: desk.store });
    await next.executor.recover();
    await next.executor.idle();
    expect(await statusOf(next, 'c1')).toMatchObject({ state: 'uncertain', needsPerson: true });
    expect(api.requests).toEqual([]);
  });

  test('that was too much at once waits as long as the platform says, and leaves then', async () => {
    const { api, desk } = await twilioDesk([{ status: 429, headers: { 'retry-after': '300' } }]);
    await approveOutbound(desk, 'call', 'c1', twilio);
    await pass(desk, 299_000);
    expect(api.requests).toHaveLength(1);
    await pass(desk, 2_000);
    expect(api.requests).toHaveLength(2);
    expect(await statusOf(desk, 'c1')).toMatchObject({ state: 'written' });
  });
});

describe('what policy says at the moment of sending', () => {
  test('keeps what would leave in quiet hours until the morning of whoever has the number', async () => {
    // 19:59 in San Francisco, 22:59 in New York.
    const { api, desk } = await twilioDesk([], { at: '2026-11-24T03:59:50Z' });
    await approveOutbound(desk, 'message', 'west', { ...twilio, Text: 'Hi' }, { sendAt: 20_000 });
    await approveOutbound(desk, 'call', 'east', { ...twilio, To: '+12125550190' });
    expect(await statusOf(desk, 'east')).toMatchObject({
      state: 'approved',
      problem: {
        message: expect.stringMatching(
          /^These are quiet hours by the clock of their number \(America\/New York\)\. It leaves at 08:00 there/,
        ),
      },
      sendAt: Date.parse('2026-11-24T13:00:00Z'),
    });
    await pass(desk, minute);
    expect(await statusOf(desk, 'west')).toMatchObject({
      state: 'approved',
      sendAt: Date.parse('2026-11-24T16:00:00Z'),
    });
    expect(api.requests).toEqual([]);
    const next = Date.parse('2026-11-24T13:00:00Z');
    expect(await keptForLater(desk.store)).toMatchObject({ count: 2, next });
    expect(await journalOf(desk, 'west')).toContain('write.held-back Countersign: kept for later, not sent');
    await pass(desk, 9 * hour + 5 * minute);
    expect(await statusOf(desk, 'east')).toMatchObject({ state: 'written' });
    expect(await statusOf(desk, 'west')).toMatchObject({ state: 'approved' });
    await pass(desk, 3 * hour);
    expect(await statusOf(desk, 'west')).toMatchObject({ state: 'written' });
    expect(api.requests).toHaveLength(2);
    expect((await journalOf(desk, 'west')).filter((line) => line.includes('kept for later'))).toHaveLength(1);
  });

  test('goes by the org’s clock where the number tells none, and nothing is kept where that rule is off', async () => {
    const { desk } = await twilioDesk([], { at: '2026-11-24T05:00:00Z' });
    await approveOutbound(desk, 'call', 'free', { ...twilio, To: '+18005550190' });
    expect(await statusOf(desk, 'free')).toMatchObject({
      problem: { message: expect.stringContaining('by the clock of the org (America/Los Angeles)') },
    });
    const off = builtInRules.filter(({ id }) => id !== 'quiet-hours');
    const other = await twilioDesk([], { at: '2026-11-24T05:00:00Z', rules: off });
    await approveOutbound(other.desk, 'call', 'c1', twilio);
    expect(await statusOf(other.desk, 'c1')).toMatchObject({ state: 'written' });
  });

  test('keeps it across a restart', async () => {
    const { api, feed, desk } = await twilioDesk([], { at: '2026-11-24T05:00:00Z' });
    await approveOutbound(desk, 'call', 'c1', twilio);
    await desk.executor.stop();
    const next = await outboundDesk({ feed, at: '2026-11-24T15:00:00Z', store: desk.store });
    await next.executor.recover();
    await next.executor.idle();
    expect(api.requests).toEqual([]);
    await pass(next, 70 * minute);
    expect(api.requests).toHaveLength(1);
  });

  test('turns away a call to somebody who said since that they want none', async () => {
    const { api, desk } = await twilioDesk([]);
    desk.record = { DoNotCall: true };
    await approveOutbound(desk, 'call', 'c1', twilio);
    expect(await statusOf(desk, 'c1')).toMatchObject({
      state: 'failed',
      problem: { code: 'turned-away', message: 'They do not want to be called.' },
    });
    expect((await journalOf(desk, 'c1')).at(-1)).toBe('write.refused Countersign: turned away, not sent');
    expect(api.requests).toEqual([]);
  });

  test('waits until the org can be asked, and says so once', async () => {
    const { api, desk } = await twilioDesk([]);
    desk.record = null;
    await approveOutbound(desk, 'call', 'c1', twilio);
    await pass(desk, 10 * minute);
    expect(await statusOf(desk, 'c1')).toMatchObject({
      state: 'approved',
      problem: { message: 'It cannot be asked whether they still want it: Not connected.' },
    });
    expect((await journalOf(desk, 'c1')).filter((line) => line.startsWith('write.held-back'))).toHaveLength(1);
    expect(api.requests).toEqual([]);
    desk.record = { DoNotCall: false };
    await pass(desk, 2 * minute);
    expect(api.requests).toHaveLength(1);
  });

  test('lets a rule approve as many as are set in an hour, over restarts; then a person decides', async () => {
    const rules = [
      ...builtInRules,
      sampleRule({ id: 'all', effect: 'auto-approve', expression: 'operation == "message"' }),
    ];
    const { api, feed, desk } = await twilioDesk([], { rules });
    desk.settings = { ...desk.settings, mostPerHour: 2, mostPerPersonPerDay: 9 };
    const by = { kind: 'rule', rule: 'all', name: 'All' } as const;
    const text = { ...twilio, Text: 'Hi' };
    await approveOutbound(desk, 'message', 'm1', text, { by });
    await desk.executor.stop();
    const next = await outboundDesk({ feed, at: '2026-11-23T20:10:00Z', rules, store: desk.store });
    next.settings = desk.settings;
    for (const id of ['m2', 'm3']) await approveOutbound(next, 'message', id, text, { by });
    expect(api.requests).toHaveLength(2);
    expect(await statusOf(next, 'm3')).toMatchObject({
      state: 'waiting',
      problem: { message: expect.stringContaining('A person decides about many calls and messages') },
    });
    await approveOutbound(next, 'message', 'm4', text);
    expect(api.requests).toHaveLength(3);
    await pass(next, 51 * minute);
    await approveOutbound(next, 'message', 'm5', text, { by });
    expect(await statusOf(next, 'm5')).toMatchObject({ state: 'waiting' });
    await pass(next, 20 * minute);
    await approveOutbound(next, 'message', 'm6', text, { by });
    expect(await statusOf(next, 'm6')).toMatchObject({ state: 'written' });
  });
});

async function revisionOf({ store }: OutboundDesk, id: string): Promise<number> {
  return (await loadProposal(store.db, id))?.proposal.revision ?? 0;
}
