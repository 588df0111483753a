import { describe, expect, it } from 'vitest';
import { createSimulatedClock, type SimulatedClock } from '../../../electron/commands/campaign/simulated-clock.ts';
import { createExecutor, type Executor } from '../../../electron/proposals/executor/executor.ts';
import { commandProposal, loadProposal } from '../../../electron/proposals/proposal-store.ts';
import type { Store } from '../../../electron/store/open-store.ts';
import { toProblem } from '../../../shared/model/problem.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { approvedProposal } from '../../support/approved-proposal.ts';
import { sampleAttempt, sampleValue } from '../../support/sample-proposal.ts';
import {
  limited,
  locked,
  loggedOut,
  lost,
  type ScriptedTarget,
  scriptedTarget,
  unavailable,
  written,
} from '../../support/scripted-target.ts';
import { testStore } from '../../support/test-store.ts';

type Desk = { store: Store; target: ScriptedTarget; clock: SimulatedClock; executor: Executor; logs: string[] };

const minute = 60_000;
const org = '00D000000000001AAA';

async function desk(target = scriptedTarget()): Promise<Desk> {
  const store = await testStore();
  return { store, target, ...start(store, target) };
}

function start(store: Store, target: ScriptedTarget) {
  const clock = createSimulatedClock(1_000_000, 50);
  const logs: string[] = [];
  const { now, setTimer } = clock;
  const checkpoint = () => {};
  const log = (message: string, cause?: unknown) => logs.push(`${message} ${String(cause ?? '')}`);
  const executor = createExecutor({ store, target, now, setTimer, checkpoint, log, random: () => 1 });
  return { clock, executor, logs };
}

async function approve({ store, executor }: Desk, id: string, given: Partial<Proposal> = {}): Promise<void> {
  executor.enqueue(await approvedProposal(store, id, given));
}

async function statusOf({ store }: Desk, id: string) {
  return (await loadProposal(store.db, id))?.proposal.status;
}

async function statesOf(of: Desk, ids: readonly string[]) {
  const found: (string | undefined)[] = [];
  for (const id of ids) found.push((await statusOf(of, id))?.state);
  return found;
}

const sameRecord = { record: { object: 'Contact', id: '003000000000001AAA', name: 'Dana Reyes', detail: null } };
const comment = { writeClass: 'append', operation: 'create', record: null, base: null } as const;

/** Lets sendings wait until they are let go. */
function gate(target: ScriptedTarget): { open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  target.underWay = () => promise;
  return { open: () => resolve() };
}

/** Resolves once something left. */
async function departures(target: ScriptedTarget, count: number): Promise<void> {
  while (target.left.length < count) await new Promise((resolve) => setImmediate(resolve));
}

const turns = async (count = 20) => {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('the order of sending', () => {
  it('is that of approval where the record is the same', async () => {
    const of = await desk();
    const held = gate(of.target);
    await approve(of, 'a', sameRecord);
    await approve(of, 'b', sameRecord);
    await departures(of.target, 1);
    await turns();
    expect(of.target.left).toEqual([['a']]);
    held.open();
    await of.executor.idle();
    expect(of.target.left).toEqual([['a'], ['b']]);
  });

  it('is kept while the first of a record waits for another try', async () => {
    const of = await desk();
    of.target.answers.push(unavailable);
    await approve(of, 'a', sameRecord);
    await approve(of, 'b', sameRecord);
    await of.executor.idle();
    expect(of.target.left).toEqual([['a']]);
    of.clock.advance(5_000);
    await of.executor.idle();
    expect(of.target.left).toEqual([['a'], ['a'], ['b']]);
    expect(await statesOf(of, ['a', 'b'])).toEqual(['written', 'written']);
  });

  it('lets other records pass, three at a time', async () => {
    const of = await desk();
    const held = gate(of.target);
    for (const id of ['a', 'b', 'c', 'd']) await approve(of, id, comment);
    await departures(of.target, 3);
    await turns();
    expect(of.target.left).toEqual([['a'], ['b'], ['c']]);
    held.open();
    await of.executor.idle();
    expect(of.target.left).toEqual([['a'], ['b'], ['c'], ['d']]);
  });

  it('is taken up again after a restart: what was on the wire is looked for, the rest is sent as it was approved', async () => {
    const of = await desk();
    const later = await approvedProposal(of.store, 'later', { ...sameRecord, at: 20 });
    await approvedProposal(of.store, 'earlier', { ...sameRecord, at: 10 });
    await approvedProposal(of.store, 'interrupted', { at: 5 });
    await commandProposal(of.store, 'interrupted', { type: 'intend', attempt: sampleAttempt }, 6);
    await of.executor.recover();
    await of.executor.idle();
    expect(of.target.looked).toEqual([['interrupted']]);
    expect(of.target.left).toEqual([['earlier'], [later.id]]);
    expect(await statesOf(of, ['interrupted', 'earlier', 'later'])).toEqual(['written', 'written', 'written']);
  });
});

describe('approvals given together', () => {
  it('leave as one, their intents on disk before and their outcomes in one transaction after', async () => {
    const of = await desk();
    const ids = Array.from({ length: 30 }, (_, index) => `p${index}`);
    const approved: Proposal[] = [];
    for (const id of ids) approved.push(await approvedProposal(of.store, id));
    let transactions = 0;
    of.store.onChange(() => {
      transactions += 1;
    });
    of.target.underWay = async () => {
      expect(new Set(await statesOf(of, ids))).toEqual(new Set(['writing']));
      expect(transactions).toBe(1);
    };
    for (const each of approved) of.executor.enqueue(each);
    await of.executor.idle();
    expect(of.target.left).toEqual([ids]);
    expect(transactions).toBe(2);
    expect(new Set(await statesOf(of, ids))).toEqual(new Set(['written']));
  });

  it('one after the other gather behind the first, which does not wait', async () => {
    const of = await desk();
    const held = gate(of.target);
    await approve(of, 'first');
    await departures(of.target, 1);
    expect(of.target.left).toEqual([['first']]);
    for (const id of ['b', 'c', 'd']) of.executor.enqueue(await approvedProposal(of.store, id));
    held.open();
    await of.executor.idle();
    expect(of.target.left.flat()).toEqual(['first', 'b', 'c', 'd']);
    expect(of.target.left.length).toBeLessThan(4);
  });

  it('are split where the target cannot take as many', async () => {
    const of = await desk(scriptedTarget(2));
    for (const each of await Promise.all(['a', 'b', 'c'].map((id) => approvedProposal(of.store, id)))) {
      of.executor.enqueue(each);
    }
    await of.executor.idle();
    expect(of.target.left.map(({ length }) => length)).toEqual([2, 1]);
  });

  it('have an outcome each, and only what was in the way goes by itself the next time', async () => {
    const of = await desk();
    const approved: Proposal[] = [];
    for (const id of ['fine', 'locked', 'refused']) approved.push(await approvedProposal(of.store, id));
    of.target.answers.push((order) => {
      if (order.payload.proposal === 'locked') return locked();
      if (order.payload.proposal === 'refused') return { kind: 'refused', problem: toProblem('invalid-input', 'No.') };
      return written(order);
    });
    for (const each of approved) of.executor.enqueue(each);
    await of.executor.idle();
    expect(await statesOf(of, ['fine', 'locked', 'refused'])).toEqual(['written', 'approved', 'failed']);
    of.clock.advance(2_000);
    await of.executor.idle();
    expect(of.target.left).toEqual([['fine', 'locked', 'refused'], ['locked']]);
    expect(await statesOf(of, ['locked'])).toEqual(['written']);
    expect(of.executor.sending()).toEqual([]);
  });

  it('whose answer is lost are looked for, and only those proved absent are sent again', async () => {
    const of = await desk();
    const approved: Proposal[] = [];
    for (const id of ['there', 'absent', 'unclear']) approved.push(await approvedProposal(of.store, id));
    of.target.answers.push(lost);
    of.target.findings.push((order) => {
      if (order.payload.proposal === 'absent') return { kind: 'absent' };
      if (order.payload.proposal === 'unclear') return { kind: 'unclear', problem: toProblem('upstream', 'Look.') };
      return written(order);
    });
    for (const each of approved) of.executor.enqueue(each);
    await of.executor.idle();
    expect(new Set(await statesOf(of, ['there', 'absent', 'unclear']))).toEqual(new Set(['uncertain']));
    of.clock.advance(1_000);
    await of.executor.idle();
    expect(of.target.looked).toEqual([['there', 'absent', 'unclear']]);
    expect(of.target.left).toEqual([['there', 'absent', 'unclear'], ['absent']]);
    expect(await statusOf(of, 'unclear')).toMatchObject({ state: 'uncertain', needsPerson: true });
  });
});

describe('an org that does not take anything', () => {
  it('for want of a login is not tried before somebody connects, whatever time it is', async () => {
    const of = await desk();
    of.target.answers.push(loggedOut);
    await approve(of, 'a');
    await of.executor.idle();
    of.clock.advance(24 * 60 * minute);
    await approve(of, 'b');
    await of.executor.idle();
    expect(of.target.left).toEqual([['a']]);
    expect(of.executor.sending()).toMatchObject([{ org, state: 'paused', why: 'login', nextTryAt: null }]);
    of.executor.wake();
    await of.executor.idle();
    expect(await statesOf(of, ['a', 'b'])).toEqual(['written', 'written']);
    expect(of.executor.sending()).toEqual([]);
  });

  it('although it connects each time, is not tried without end', async () => {
    const of = await desk();
    of.target.answers.push(...Array.from({ length: 50 }, () => loggedOut));
    await approve(of, 'a');
    for (let again = 0; again < 40; again += 1) {
      await of.executor.idle();
      of.executor.wake();
    }
    expect(of.target.left.length).toBeLessThan(6);
  });

  it('for want of requests pauses everything, and is asked once a minute until it answers', async () => {
    const of = await desk();
    const told: string[] = [];
    of.executor.onSending(() => told.push(...of.executor.sending().map(({ state }) => state)));
    of.target.probeAnswer = toProblem('rate-limited', 'Still none.');
    of.target.answers.push(limited);
    const at = of.clock.now();
    await approve(of, 'a');
    await of.executor.idle();
    for (const id of ['b', 'c']) await approve(of, id, comment);
    of.executor.wake();
    await of.executor.idle();
    expect(of.executor.sending()).toMatchObject([{ state: 'paused', why: 'limit', nextTryAt: at + minute }]);
    for (let passed = 0; passed < 5; passed += 1) {
      of.clock.advance(minute);
      await of.executor.idle();
    }
    expect(of.target.left).toEqual([['a']]);
    expect(of.target.probes).toBe(5);
    of.target.probeAnswer = null;
    of.clock.advance(minute);
    await of.executor.idle();
    expect(await statesOf(of, ['a', 'b', 'c'])).toEqual(['written', 'written', 'written']);
    expect(of.executor.sending()).toEqual([]);
    expect(told).toContain('paused');
  });

  it('and fails three times in a row is left alone for a while, then tried with one', async () => {
    const of = await desk();
    of.target.answers.push(unavailable, unavailable, unavailable);
    for (const id of ['a', 'b', 'c', 'd']) await approve(of, id, comment);
    await of.executor.idle();
    expect(of.target.left).toHaveLength(3);
    expect(of.executor.sending()).toMatchObject([{ state: 'paused', why: 'trouble' }]);
    const held = gate(of.target);
    of.clock.advance(minute);
    await departures(of.target, 4);
    await turns();
    expect(of.target.left).toHaveLength(4);
    held.open();
    await of.executor.idle();
    expect(new Set(await statesOf(of, ['a', 'b', 'c', 'd']))).toEqual(new Set(['written']));
  });

  it('waits longer from try to try, a minute at most', async () => {
    const of = await desk();
    of.target.answers.push(...Array.from({ length: 30 }, () => unavailable));
    await approve(of, 'a');
    await of.executor.idle();
    const perHour: number[] = [];
    for (let hour = 0; hour < 2; hour += 1) {
      const before = of.target.left.length;
      for (let passed = 0; passed < 10; passed += 1) {
        of.clock.advance(minute);
        await of.executor.idle();
      }
      perHour.push(of.target.left.length - before);
    }
    expect(Math.max(...perHour)).toBeLessThanOrEqual(14);
    expect(perHour[1]).toBeGreaterThanOrEqual(9);
  });
});

describe('an org whose requests run low', () => {
  it('is sent to one at a time from four fifths on, and not at all at the limit', async () => {
    const of = await desk();
    of.target.usageNow = { used: 800, limit: 1000 };
    const held = gate(of.target);
    for (const id of ['a', 'b', 'c']) await approve(of, id, comment);
    await departures(of.target, 1);
    await turns();
    expect(of.target.left).toHaveLength(1);
    expect(of.executor.sending()).toMatchObject([{ state: 'slowed', usage: { used: 800, limit: 1000 } }]);
    of.target.usageNow = { used: 1000, limit: 1000 };
    held.open();
    await of.executor.idle();
    expect(of.target.left).toHaveLength(1);
    expect(of.executor.sending()).toMatchObject([{ state: 'paused', why: 'limit' }]);
    of.target.usageNow = { used: 10, limit: 1000 };
    of.clock.advance(minute);
    await of.executor.idle();
    expect(await statesOf(of, ['a', 'b', 'c'])).toEqual(['written', 'written', 'written']);
    expect(of.executor.sending()).toEqual([]);
  });
});

describe('the executor', () => {
  it('waits for what is on the wire when it stops, and begins nothing more', async () => {
    const of = await desk();
    const held = gate(of.target);
    await approve(of, 'a', sameRecord);
    await departures(of.target, 1);
    await approve(of, 'b', sameRecord);
    let isStopped = false;
    const stopping = of.executor.stop().then(() => {
      isStopped = true;
    });
    await turns();
    expect(isStopped).toBe(false);
    held.open();
    await stopping;
    expect(of.target.left).toEqual([['a']]);
    expect(await statesOf(of, ['a', 'b'])).toEqual(['written', 'approved']);
  });

  it('sends nothing that is not what was approved', async () => {
    const of = await desk();
    const approved = await approvedProposal(of.store, 'a');
    const changed = { ...approved, values: [sampleValue({ field: 'Email', value: 'thief@example.com' })] };
    await of.store.db
      .updateTable('proposals')
      .set({ body: JSON.stringify(changed) })
      .where('id', '=', 'a')
      .execute();
    of.executor.enqueue(approved);
    await of.executor.idle();
    expect(of.target.left).toEqual([]);
    expect(await statesOf(of, ['a'])).toEqual(['failed']);
  });

  it('sends once what is enqueued twice', async () => {
    const of = await desk();
    const approved = await approvedProposal(of.store, 'a');
    of.executor.enqueue(approved);
    of.executor.enqueue(approved);
    await departures(of.target, 1);
    of.executor.enqueue(approved);
    await of.executor.idle();
    expect(of.target.left).toEqual([['a']]);
  });

  it('looks for what was sent when its outcome could not be put on disk', async () => {
    const of = await desk();
    await approve(of, 'a');
    of.target.underWay = async () => {
      of.target.underWay = async () => {};
      throw new Error('the disk is full');
    };
    await of.executor.idle();
    expect(await statesOf(of, ['a'])).toEqual(['writing']);
    of.clock.advance(1_000);
    await of.executor.idle();
    expect(of.target.looked).toEqual([['a']]);
    expect(await statesOf(of, ['a'])).toEqual(['written']);
    expect(of.logs.join()).toContain('the disk is full');
  });
});
