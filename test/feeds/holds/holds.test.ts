import { describe, expect, it } from 'vitest';
import { answersOf } from '../../../electron/feeds/holds/answer-store.ts';
import { commandProposal, insertProposal } from '../../../electron/proposals/proposal-store.ts';
import type { Store } from '../../../electron/store/open-store.ts';
import {
  approve,
  approveAndSend,
  askedBy,
  emailAsk,
  endCall,
  heldCalls,
  lostNow,
  proposalOf,
  proposed,
  refusedNow,
  reject,
  reopen,
  runningFeed,
  writtenNow,
} from '../../support/held-calls.ts';
import { sampleProposal } from '../../support/sample-proposal.ts';
import { sam } from '../../support/test-console.ts';

const feed = runningFeed();

async function rows(store: Store, toolCall: string) {
  const { id } = await proposalOf(store, toolCall);
  return (await answersOf(store.db, id)).map(({ door, outcome, state }) => ({ door, outcome, state }));
}

const followUps = async (store: Store) => store.db.selectFrom('follow_ups').selectAll().execute();

describe('a tool call that is decided in time', () => {
  it('is answered with what was written, read back', async () => {
    const of = await heldCalls();
    const answer = of.holds.ask(feed, [emailAsk('t1', 'dana@example.com')], askedBy().by);
    await approve(of.store, (await proposed(of.store, 't1')).id);
    expect(await answer).toMatchObject([
      {
        outcome: 'done',
        text: 'Done (P-1001): saved Contact Dana Reyes; Email is “dana@example.com”.',
        reference: 'P-1001',
        values: { Email: 'dana@example.com' },
      },
    ]);
    of.clock.advance(1_000);
    await of.holds.idle();
    expect(await rows(of.store, 't1')).toEqual([{ door: 'hold', outcome: 'done', state: 'arrived' }]);
    expect(of.said).toEqual([]);
  });

  it('hears of an edit', async () => {
    const of = await heldCalls();
    const answer = of.holds.ask(feed, [emailAsk('t1', 'dana@example.com')], askedBy().by);
    await approve(of.store, (await proposed(of.store, 't1')).id, { Email: 'dana.r@example.com' });
    const [told] = await answer;
    expect(told?.text).toContain('Email was saved as “dana.r@example.com” instead of “dana@example.com”');
  });

  it('hears at once that its arguments could not be read, and may ask again', async () => {
    const of = await heldCalls();
    const broken = { ...emailAsk('t1', ''), inputs: {}, unreadable: 'The arguments are no JSON object.' };
    expect(await of.holds.ask(feed, [broken], askedBy().by)).toMatchObject([
      { outcome: 'refused', text: 'The arguments are no JSON object.', reference: null },
    ]);
    const answer = of.holds.ask(feed, [emailAsk('t1', 'dana@example.com')], askedBy().by);
    await approve(of.store, (await proposed(of.store, 't1')).id);
    expect(await answer).toMatchObject([{ outcome: 'done' }]);
  });

  it('hears why it was rejected', async () => {
    const of = await heldCalls();
    const answer = of.holds.ask(feed, [emailAsk('t1', 'dana@example.com')], askedBy().by);
    await reject(of.store, (await proposed(of.store, 't1')).id, 'She spelled it with a Y.');
    const [told] = await answer;
    expect(told).toMatchObject({
      outcome: 'rejected',
      text: 'Not saved (P-1001): it was not approved: it is not what the caller said; ask the caller again: She spelled it with a Y.',
    });
  });

  it('hears of a refusal by Salesforce, and of its mending afterwards', async () => {
    const of = await heldCalls();
    const answer = of.holds.ask(feed, [emailAsk('t1', 'dana@')], askedBy().by);
    const { id } = await proposed(of.store, 't1');
    await approveAndSend(of.store, id);
    await refusedNow(of.store, id);
    expect((await answer)[0]).toMatchObject({ outcome: 'failed' });
    of.clock.advance(1_000);
    await of.holds.idle();
    expect(of.said).toEqual([]);
    await reopen(of.store, id);
    await approve(of.store, id, { Email: 'dana@example.com' });
    await of.holds.idle();
    expect(of.said).toMatchObject([{ message: expect.stringContaining('instead of “dana@”') }]);
  });

  it('has its siblings decided one by one, and one rejection blocks none', async () => {
    const of = await heldCalls();
    const asks = [emailAsk('t1', 'a@example.com', 'c1'), { ...emailAsk('t2', 'x', 'c1'), action: 'create_case' }];
    const answer = of.holds.ask(feed, asks, askedBy().by);
    await reject(of.store, (await proposed(of.store, 't1')).id);
    await of.holds.idle();
    await approve(of.store, (await proposed(of.store, 't2')).id);
    expect((await answer).map(({ ask, outcome }) => [ask.id, outcome])).toEqual([
      ['t1', 'rejected'],
      ['t2', 'done'],
    ]);
  });

  it('is refused where the catalogue does not know it, beside siblings that go their way', async () => {
    const of = await heldCalls();
    const asks = [{ ...emailAsk('t1', 'x'), action: 'fly' }, emailAsk('t2', 'a@example.com')];
    const answer = of.holds.ask(feed, asks, askedBy().by);
    await approve(of.store, (await proposed(of.store, 't2')).id);
    expect((await answer).map(({ outcome, reference }) => [outcome, reference])).toEqual([
      ['refused', null],
      ['done', 'P-1001'],
    ]);
  });
});

describe('a tool call that is not decided in time', () => {
  it('is told that it waits, three seconds before the platform gives up, and stays open', async () => {
    const of = await heldCalls();
    const answer = of.holds.ask(feed, [emailAsk('t1', 'dana@example.com')], askedBy(20_000).by);
    await proposed(of.store, 't1');
    of.clock.advance(16_999);
    await of.holds.idle();
    expect(await rows(of.store, 't1')).toEqual([{ door: null, outcome: null, state: 'owed' }]);
    of.clock.advance(1);
    expect(await answer).toMatchObject([
      {
        outcome: 'pending',
        reference: 'P-1001',
        text: expect.stringContaining('Submitted for review, reference P-1001'),
      },
    ]);
    expect((await proposalOf(of.store, 't1')).status.state).toBe('waiting');
  });

  it('takes the setting where that is shorter, and its own words', async () => {
    const own = runningFeed({ holdMs: 2_000, pendingWords: 'A person looks at it ({reference}).' });
    const of = await heldCalls({ feeds: [own] });
    const answer = of.holds.ask(own, [emailAsk('t1', 'dana@example.com')], askedBy(120_000).by);
    await proposed(of.store, 't1');
    of.clock.advance(2_000);
    expect((await answer)[0]?.text).toBe('A person looks at it (P-1001).');
  });

  it('hears the result in the live call once it is written, once', async () => {
    const of = await heldCalls();
    const answer = of.holds.ask(feed, [emailAsk('t1', 'dana@example.com')], askedBy().by);
    const { id } = await proposed(of.store, 't1');
    of.clock.advance(17_000);
    await answer;
    of.clock.advance(1_000);
    await approve(of.store, id);
    await of.holds.idle();
    expect(of.said).toEqual([
      { call: 'call-1', message: 'Done (P-1001): saved Contact Dana Reyes; Email is “dana@example.com”.' },
    ]);
    expect(await rows(of.store, 't1')).toEqual([
      { door: 'hold', outcome: 'pending', state: 'arrived' },
      { door: 'late-door', outcome: 'done', state: 'arrived' },
    ]);
    await of.holds.idle();
    expect(of.said).toHaveLength(1);
  });

  it('is not told that it is written before that is proved', async () => {
    const of = await heldCalls();
    const answer = of.holds.ask(feed, [emailAsk('t1', 'dana@example.com')], askedBy().by);
    const { id } = await proposed(of.store, 't1');
    await approveAndSend(of.store, id);
    await lostNow(of.store, id);
    await of.holds.idle();
    of.clock.advance(17_000);
    expect((await answer)[0]).toMatchObject({
      outcome: 'pending',
      text: expect.stringContaining('could not be confirmed yet'),
    });
    await of.holds.idle();
    expect(of.said).toEqual([]);
  });

  it('becomes a follow-up where the call is over by then', async () => {
    const of = await heldCalls();
    const answer = of.holds.ask(feed, [emailAsk('t1', 'dana@example.com')], askedBy().by);
    const { id } = await proposed(of.store, 't1');
    of.clock.advance(17_000);
    await answer;
    await endCall(of.store, 'vapi-call-1', of.clock.now());
    await approve(of.store, id);
    await of.holds.idle();
    expect(of.said).toEqual([]);
    expect(await followUps(of.store)).toMatchObject([
      { whom: 'Dana Reyes, +14155550134', what: expect.stringContaining('Done (P-1001)'), done_at: null, proposal: id },
    ]);
  });

  it('becomes a follow-up where its platform has no way into a live call', async () => {
    const eleven = runningFeed({ key: 'eleven', platform: 'elevenlabs' });
    const of = await heldCalls({ feeds: [eleven] });
    const answer = of.holds.ask(eleven, [emailAsk('t1', 'dana@example.com')], askedBy().by);
    const { id } = await proposed(of.store, 't1');
    of.clock.advance(17_000);
    await answer;
    await approve(of.store, id);
    await of.holds.idle();
    expect(await followUps(of.store)).toHaveLength(1);
  });

  it('is called back at the address that the agent named', async () => {
    const of = await heldCalls();
    const by = { ...askedBy().by, callbackUrl: 'https://agent.example/late' };
    const answer = of.holds.ask(feed, [emailAsk('t1', 'dana@example.com')], by);
    const { id } = await proposed(of.store, 't1');
    of.clock.advance(17_000);
    await answer;
    await approve(of.store, id);
    await of.holds.idle();
    expect(of.callBacks).toEqual([{ url: 'https://agent.example/late', text: expect.stringContaining('Done') }]);
    expect(of.said).toEqual([]);
  });
});

describe('a proposal that ends otherwise', () => {
  async function parked() {
    const of = await heldCalls();
    const answer = of.holds.ask(feed, [emailAsk('t1', 'dana@example.com')], askedBy().by);
    const { id } = await proposed(of.store, 't1');
    of.clock.advance(17_000);
    await answer;
    return { ...of, id };
  }

  it('because nobody decided is told as not saved', async () => {
    const of = await parked();
    const at = of.clock.now() + 48 * 3_600_000;
    await commandProposal(of.store, of.id, { type: 'expire', at }, at);
    await of.holds.idle();
    expect(of.said).toMatchObject([{ message: 'Not saved (P-1001): nobody decided in time.' }]);
  });

  it('because another took its place is answered with what comes of that one', async () => {
    const of = await parked();
    await of.store.transact((tx) =>
      insertProposal(
        of.store,
        tx,
        { proposal: sampleProposal({ id: 'other', reference: 'P-1002' }), requested: [], matter: '' },
        1002,
      ),
    );
    const { revision } = await proposalOf(of.store, 't1');
    const replaced = { type: 'replace', revision, by: 'other', decider: sam, reason: 'updates it instead' } as const;
    await commandProposal(of.store, of.id, replaced, 5);
    await of.holds.idle();
    expect(of.said).toEqual([]);
    await approve(of.store, 'other');
    await of.holds.idle();
    expect(of.said).toMatchObject([{ message: expect.stringContaining('Done (P-1002)') }]);
  });
});

describe('the late door', () => {
  async function parked() {
    const of = await heldCalls();
    const answer = of.holds.ask(feed, [emailAsk('t1', 'dana@example.com')], askedBy().by);
    const { id } = await proposed(of.store, 't1');
    of.clock.advance(17_000);
    await answer;
    of.clock.advance(1_000);
    await of.holds.idle();
    return { ...of, id };
  }

  it('is tried again where it cannot be reached, as a repetition', async () => {
    const of = await parked();
    of.answers.push(() => ({ kind: 'unreachable', why: 'no answer' }));
    await approve(of.store, of.id);
    await of.holds.idle();
    expect(of.said).toHaveLength(1);
    of.clock.advance(2_000);
    await of.holds.idle();
    expect(of.said.map(({ message }) => message.startsWith('In case this did not reach you'))).toEqual([false, true]);
    expect((await rows(of.store, 't1')).at(-1)).toMatchObject({ door: 'late-door', state: 'arrived' });
  });

  it('that refuses leaves a follow-up', async () => {
    const of = await parked();
    of.answers.push(() => ({ kind: 'refused', why: 'the call has ended' }));
    await approve(of.store, of.id);
    await of.holds.idle();
    expect((await rows(of.store, 't1')).at(-1)).toMatchObject({ state: 'refused' });
    expect(await followUps(of.store)).toHaveLength(1);
  });

  it('that is never reached leaves a follow-up after five tries', async () => {
    const of = await parked();
    for (let count = 0; count < 5; count += 1) of.answers.push(() => ({ kind: 'unreachable', why: 'no answer' }));
    await approve(of.store, of.id);
    for (let count = 0; count < 6; count += 1) {
      await of.holds.idle();
      of.clock.advance(60_000);
    }
    await of.holds.idle();
    expect(of.said).toHaveLength(5);
    expect(await followUps(of.store)).toHaveLength(1);
  });
});

describe('a connection that closes', () => {
  it('cancels nothing: the proposal stays, and its result goes by the late door', async () => {
    const of = await heldCalls();
    const { by, hangUp } = askedBy();
    const answer = of.holds.ask(feed, [emailAsk('t1', 'dana@example.com')], by);
    const { id } = await proposed(of.store, 't1');
    hangUp();
    await answer;
    await of.holds.idle();
    expect((await proposalOf(of.store, 't1')).status.state).toBe('waiting');
    await approve(of.store, id);
    await of.holds.idle();
    expect(of.said).toHaveLength(1);
  });

  it('while the answer leaves has it told once more, as a repetition', async () => {
    const of = await heldCalls();
    const { by, hangUp } = askedBy();
    const answer = of.holds.ask(feed, [emailAsk('t1', 'dana@example.com')], by);
    await approve(of.store, (await proposed(of.store, 't1')).id);
    await answer;
    hangUp();
    await of.holds.idle();
    expect(of.said).toMatchObject([
      { message: expect.stringContaining('In case this did not reach you: Done (P-1001)') },
    ]);
  });

  it('and comes again with the same tool call finds the same proposal and gets its answer', async () => {
    const of = await heldCalls();
    const first = askedBy();
    const gone = of.holds.ask(feed, [emailAsk('t1', 'dana@example.com')], first.by);
    const { id } = await proposed(of.store, 't1');
    first.hangUp();
    await gone;
    const answer = of.holds.ask(feed, [emailAsk('t1', 'dana@example.com')], askedBy().by);
    await of.holds.idle();
    await approve(of.store, id);
    expect(await answer).toMatchObject([{ outcome: 'done', reference: 'P-1001' }]);
    const later = await of.holds.ask(feed, [emailAsk('t1', 'dana@example.com')], askedBy().by);
    expect(later).toMatchObject([{ outcome: 'done', reference: 'P-1001' }]);
    expect(of.said).toEqual([]);
    expect(await of.store.db.selectFrom('proposals').select('id').execute()).toHaveLength(1);
  });

  it('and comes again with other content is refused', async () => {
    const of = await heldCalls();
    const first = askedBy();
    const gone = of.holds.ask(feed, [emailAsk('t1', 'dana@example.com')], first.by);
    await proposed(of.store, 't1');
    first.hangUp();
    await gone;
    const [answer] = await of.holds.ask(feed, [emailAsk('t1', 'other@example.com')], askedBy().by);
    expect(answer).toMatchObject({
      outcome: 'refused',
      text: expect.stringContaining('received before with other content'),
    });
  });
});

describe('after a restart', () => {
  it('what is owed goes by the late door', async () => {
    const before = await heldCalls();
    const { by } = askedBy();
    void before.holds.ask(feed, [emailAsk('t1', 'dana@example.com')], by);
    const { id } = await proposed(before.store, 't1');
    await before.holds.idle();
    before.kill();
    const after = await heldCalls({ store: before.store, clock: before.clock });
    await approve(after.store, id);
    await after.holds.idle();
    expect(after.said).toEqual([{ call: 'call-1', message: expect.stringContaining('Done (P-1001)') }]);
  });

  it('a result that was being said is said once more as a repetition, and broken off twice is left to a person', async () => {
    const of = await heldCalls();
    const { by, hangUp } = askedBy();
    const gone = of.holds.ask(feed, [emailAsk('t1', 'dana@example.com')], by);
    const { id } = await proposed(of.store, 't1');
    hangUp();
    await gone;
    await of.holds.idle();
    of.kill();
    await approve(of.store, id);
    const sending = { state: 'sending', door: 'late-door', outcome: 'done', said: 'Done', tries: 1 };
    await of.store.db.updateTable('answers').set(sending).where('proposal', '=', id).execute();
    const again = await heldCalls({ store: of.store, clock: of.clock });
    await again.holds.idle();
    expect(again.said).toMatchObject([{ message: expect.stringContaining('In case this did not reach you') }]);
    again.kill();
    const why = 'Countersign stopped while it was being told.';
    await of.store.db
      .updateTable('answers')
      .set({ ...sending, tries: 2, why })
      .where('proposal', '=', id)
      .execute();
    const third = await heldCalls({ store: of.store, clock: of.clock });
    await third.holds.idle();
    expect(third.said).toEqual([]);
    expect(await followUps(of.store)).toMatchObject([{ what: 'The agent may not know: Done' }]);
  });
});

describe('a reference that is asked about', () => {
  const mcp = runningFeed({ key: 'mcp', platform: 'mcp' });

  it('is no longer kept for whoever never asks, and still answered', async () => {
    const before = await heldCalls({ feeds: [mcp] });
    void before.holds.ask(mcp, [emailAsk('t1', 'dana@example.com', null)], askedBy(null).by);
    const { id } = await proposed(before.store, 't1');
    await before.holds.idle();
    before.kill();
    before.clock.advance(8 * 24 * 3_600_000);
    const after = await heldCalls({ store: before.store, clock: before.clock, feeds: [mcp] });
    await approve(after.store, id);
    await after.holds.idle();
    expect(await rows(after.store, 't1')).toEqual([{ door: null, outcome: null, state: 'given-up' }]);
    expect(await after.holds.status(mcp, 'P-1001')).toMatchObject({ outcome: 'done' });
  });

  it('says that it waits, then what came of it, to the feed that asked alone', async () => {
    const of = await heldCalls({ feeds: [mcp] });
    const answer = of.holds.ask(mcp, [emailAsk('t1', 'dana@example.com', null)], askedBy(null).by);
    const { id } = await proposed(of.store, 't1');
    of.clock.advance(17_000);
    await answer;
    of.clock.advance(1_000);
    expect(await of.holds.status(mcp, 'P-1001')).toMatchObject({ outcome: 'pending' });
    await approve(of.store, id);
    await of.holds.idle();
    expect(await of.holds.status(runningFeed({ key: 'other' }), 'P-1001')).toBeNull();
    expect(await of.holds.status(mcp, 'P-1001')).toMatchObject({
      outcome: 'done',
      values: { Email: 'dana@example.com' },
    });
    expect(await rows(of.store, 't1')).toContainEqual({ door: 'asked-for', outcome: 'done', state: 'arrived' });
    expect(await followUps(of.store)).toEqual([]);
  });
});

it('a console that stops tells those who are held that it waits', async () => {
  const of = await heldCalls();
  const answer = of.holds.ask(feed, [emailAsk('t1', 'dana@example.com')], askedBy().by);
  await proposed(of.store, 't1');
  await of.holds.stop();
  expect(await answer).toMatchObject([{ outcome: 'pending' }]);
});

it('written by somebody unheard is not told twice in one hold', async () => {
  const of = await heldCalls();
  const answer = of.holds.ask(feed, [emailAsk('t1', 'a@example.com'), emailAsk('t2', 'a@example.com')], askedBy().by);
  const { id } = await proposed(of.store, 't2');
  await approveAndSend(of.store, id);
  await writtenNow(of.store, id);
  expect((await answer).map(({ reference, outcome }) => [reference, outcome])).toEqual([
    ['P-1001', 'done'],
    ['P-1001', 'done'],
  ]);
});
