import { expect, it } from 'vitest';
import { createSimulatedClock } from '../../../electron/commands/campaign/simulated-clock.ts';
import type { ToolAnswer } from '../../../electron/platforms/platform.ts';
import { commandProposal, loadProposal } from '../../../electron/proposals/proposal-store.ts';
import {
  approve,
  approveAndSend,
  askedBy,
  emailAsk,
  endCall,
  type HeldCalls,
  heldCalls,
  liveCall,
  lostNow,
  proposed,
  reject,
  runningFeed,
} from '../../support/held-calls.ts';
import { fc } from '../../support/properties.ts';
import { testStore } from '../../support/test-store.ts';

const feed = runningFeed();
const toolCalls = ['t0', 't1', 't2'] as const;

const step = fc.oneof(
  fc.record({ do: fc.constantFrom('ask', 'approve', 'lose', 'find', 'reject', 'hang-up'), of: fc.nat({ max: 2 }) }),
  fc.record({ do: fc.constant('pass'), ms: fc.constantFrom(1_000, 10_000, 20_000) }),
  fc.record({ do: fc.constantFrom('restart', 'unreachable', 'end-call', 'settle') }),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** Most stories begin with somebody who waits no longer: that is where it gets hard. */
const beginnings: Step[][] = [
  [],
  [
    { do: 'ask', of: 0 },
    { do: 'pass', ms: 20_000 },
  ],
  [{ do: 'ask', of: 0 }, { do: 'hang-up', of: 0 }, { do: 'unreachable' }],
  [{ do: 'ask', of: 0 }, { do: 'settle' }, { do: 'restart' }, { do: 'unreachable' }],
];
const story = fc
  .tuple(fc.constantFrom(...beginnings), fc.array(step, { minLength: 3, maxLength: 25 }))
  .map(([beginning, rest]) => [...beginning, ...rest]);

/** Runs a story of what can happen, and keeps what the agent heard. */
async function play(steps: readonly Step[]) {
  const store = await testStore();
  const clock = createSimulatedClock(1_000_000);
  const approved = new Set<string>();
  const heard: ToolAnswer[] = [];
  const said: string[] = [];
  const hangUps = new Map<string, () => void>();
  let of: HeldCalls = await heldCalls({ store, clock });

  async function states() {
    return new Map(
      (await store.db.selectFrom('proposals').select(['id', 'state']).execute()).map(({ id, state }) => [id, state]),
    );
  }
  const idOf = async (toolCall: string) => {
    const row = await store.db
      .selectFrom('tool_calls')
      .selectAll()
      .where('tool_call', '=', toolCall)
      .executeTakeFirst();
    return row?.proposal ?? null;
  };
  /** Nothing is told as done that is not written. */
  const check = async (text: string) => {
    if (!text.includes('Done (')) return;
    const reference = /P-\d+/.exec(text)?.[0];
    const written = [...(await states())].filter(([, state]) => state === 'written').map(([id]) => id);
    const references = await Promise.all(
      written.map(async (id) => (await loadProposal(store.db, id))?.proposal.reference),
    );
    expect(references).toContain(reference);
  };

  async function ask(toolCall: string) {
    const { by, hangUp } = askedBy();
    const process = of;
    let gone = false;
    hangUps.get(toolCall)?.();
    hangUps.set(toolCall, () => {
      gone = true;
      hangUp();
    });
    void process.holds.ask(feed, [emailAsk(toolCall, `${toolCall}@example.com`)], by).then(async (answers) => {
      if (!gone) heard.push(...answers);
      for (const { text } of answers) await check(text);
    });
    await proposed(store, toolCall);
  }

  async function decide(what: 'approve' | 'lose' | 'find' | 'reject', toolCall: string) {
    const id = await idOf(toolCall);
    const state = id && (await states()).get(id);
    if (!id) return;
    if (what === 'find' && state === 'uncertain') {
      const settled = { kind: 'written' as const, result: { ...(await resultOf(id)) } };
      await settledNow(id, settled);
    }
    if (state !== 'waiting') return;
    if (what === 'reject') return reject(store, id);
    if (what === 'find') return;
    approved.add(id);
    if (what === 'approve') return approve(store, id);
    await approveAndSend(store, id);
    await lostNow(store, id);
  }

  async function resultOf(id: string) {
    const found = await loadProposal(store.db, id);
    const fields = Object.fromEntries((found?.proposal.values ?? []).map(({ field, value }) => [field, value]));
    const record = { object: 'Contact', id: '003000000000001AAA', name: 'Dana Reyes', detail: null };
    return { record, url: '', fields, at: 7, settled: true };
  }

  async function settledNow(id: string, settled: { kind: 'written'; result: Awaited<ReturnType<typeof resultOf>> }) {
    await commandProposal(store, id, { type: 'settled', settled }, 8);
  }

  async function restart() {
    of.kill();
    said.push(...of.said.splice(0).map(({ message }) => message));
    hangUps.clear();
    of = await heldCalls({ store, clock });
  }

  for (const each of steps) {
    if ('of' in each) {
      const toolCall = toolCalls[each.of] ?? 't0';
      if (each.do === 'ask') await ask(toolCall);
      else if (each.do === 'hang-up') hangUps.get(toolCall)?.();
      else await decide(each.do, toolCall);
    } else if ('ms' in each) clock.advance(each.ms);
    else if (each.do === 'restart') await restart();
    else if (each.do === 'unreachable') of.answers.push(() => ({ kind: 'unreachable', why: 'no answer' }));
    else if (each.do === 'end-call' && (await idOf('t0'))) {
      await endCall(store, (await liveCall(store, 'vapi', 'call-1')).id, clock.now());
    } else await of.holds.idle();
  }
  for (let round = 0; round < 8; round += 1) {
    await of.holds.idle();
    clock.advance(60_000);
  }
  await of.holds.idle();
  said.push(...of.said.map(({ message }) => message));
  for (const text of said) await check(text);
  return { store, states: await states(), approved, heard, said, idOf, logs: of.logs };
}

it('nobody approves by waiting, nothing is lost and nothing is said twice as if it were new, in any order of events', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      const of = await play(steps);
      for (const [id, state] of of.states) {
        const isApproval = ['approved', 'writing', 'uncertain', 'written'].includes(state);
        expect(isApproval).toBe(of.approved.has(id));
      }
      for (const toolCall of toolCalls) {
        const id = await of.idOf(toolCall);
        const state = id && of.states.get(id);
        if (state !== 'written' && state !== 'rejected') continue;
        const reference = (await loadProposal(of.store.db, id ?? ''))?.proposal.reference ?? '';
        const results = of.said.filter((text) => text.includes(`(${reference})`));
        const asNew = results.filter((text) => !text.startsWith('In case'));
        expect(new Set(asNew).size).toBe(asNew.length);
        const told = of.heard.some((answer) => answer.ask.id === toolCall && answer.outcome !== 'pending');
        const owed = await of.store.db.selectFrom('follow_ups').select('id').where('proposal', '=', id).execute();
        expect(told || results.length > 0 || owed.length > 0).toBe(true);
      }
      const open = await of.store.db
        .selectFrom('answers')
        .selectAll()
        .where('state', 'in', ['sending', 'unreachable'])
        .execute();
      expect(open).toEqual([]);
      expect(of.logs).toEqual([]);
    }),
    { numRuns: 50 },
  );
}, 120_000);
