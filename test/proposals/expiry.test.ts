import { describe, expect, it, onTestFinished } from 'vitest';
import { createSimulatedClock } from '../../electron/commands/campaign/simulated-clock.ts';
import { payloadHash } from '../../electron/proposals/executor/payload-hash.ts';
import { createExpiry } from '../../electron/proposals/expiry.ts';
import { expiryOf } from '../../electron/proposals/expiry-of.ts';
import { commandProposal, insertProposal, loadProposal } from '../../electron/proposals/proposal-store.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { sampleProposal } from '../support/sample-proposal.ts';
import { sam } from '../support/test-console.ts';
import { testStore } from '../support/test-store.ts';

const hour = 3_600_000;

async function watched() {
  const store = await testStore();
  const clock = createSimulatedClock(1_000_000);
  const ended: string[] = [];
  const log = (message: string, cause: unknown) => {
    throw new Error(message, { cause });
  };
  const onExpired = async ({ id }: Proposal) => void ended.push(id);
  const reminderMs = () => hour;
  const expiry = createExpiry({ store, now: clock.now, setTimer: clock.setTimer, onExpired, reminderMs, log });
  onTestFinished(() => expiry.stop());
  return {
    store,
    clock,
    expiry,
    ended,
    async put(id: string, expiresAt: number | null, number = 1001) {
      const proposal = sampleProposal({ id, reference: `P-${number}`, expiresAt });
      await store.transact((tx) => insertProposal(store, tx, { proposal, requested: [], matter: id }, number));
      return proposal;
    },
    async pass(ms: number) {
      for (let left = ms; left > 0; left -= 30_000) {
        clock.advance(Math.min(left, 30_000));
        await expiry.idle();
      }
    },
    stateOf: async (id: string) => (await loadProposal(store.db, id))?.proposal.status.state,
  };
}

describe('a proposal nobody decides', () => {
  it('ends as expired, and is not approved by it', async () => {
    const of = await watched();
    await of.put('a', of.clock.now() + hour);
    await of.expiry.start();
    await of.pass(hour - 30_000);
    expect(await of.stateOf('a')).toBe('waiting');
    await of.pass(60_000);
    expect(await of.stateOf('a')).toBe('expired');
    expect(of.ended).toEqual(['a']);
  });

  it('is told of once more before, not twice, and anew where it was given more time', async () => {
    const of = await watched();
    const reminded = async () => (await loadProposal(of.store.db, 'a'))?.proposal.remindedAt;
    const made = await of.put('a', of.clock.now() + 3 * hour);
    await of.expiry.start();
    await of.pass(2 * hour - 90_000 - made.createdAt);
    expect(await reminded()).toBeUndefined();
    await of.pass(180_000);
    const told = await reminded();
    expect(told).toBeGreaterThan(0);
    await of.pass(180_000);
    expect(await reminded()).toBe(told);
    expect(await of.stateOf('a')).toBe('waiting');
    const now = of.clock.now();
    await commandProposal(of.store, 'a', { type: 'extend', by: sam, expiresAt: now + 24 * hour }, now);
    expect(await reminded()).toBeUndefined();
  });

  it('ends at the start where its time passed while nothing was running', async () => {
    const of = await watched();
    await of.put('a', of.clock.now() - 1);
    await of.expiry.start();
    expect(await of.stateOf('a')).toBe('expired');
  });

  it('waits on where it was given more time', async () => {
    const of = await watched();
    await of.put('a', of.clock.now() + hour);
    await of.expiry.start();
    const expiresAt = of.clock.now() + 3 * hour;
    await commandProposal(of.store, 'a', { type: 'extend', by: sam, expiresAt }, of.clock.now());
    await of.pass(2 * hour);
    expect(await of.stateOf('a')).toBe('waiting');
    await of.pass(hour + 60_000);
    expect(await of.stateOf('a')).toBe('expired');
  });

  it('never ends where it has no end', async () => {
    const of = await watched();
    await of.put('a', null);
    await of.expiry.start();
    await of.pass(hour);
    expect(await of.stateOf('a')).toBe('waiting');
  });
});

it('an approval that comes after the end is refused even before the end was noted', async () => {
  const of = await watched();
  const { revision } = await of.put('a', of.clock.now() + 10);
  const at = of.clock.now() + 10;
  const command = { type: 'approve', id: 'd', revision, by: sam, at, edited: null, hash: payloadHash } as const;
  expect(await commandProposal(of.store, 'a', command, at)).toMatchObject({ code: 'expired' });
});

it('an action says how long its proposals wait, else the console does', () => {
  expect(expiryOf({ expiresAfterHours: 2 }, 5)).toBe(5 + 2 * hour);
  expect(expiryOf({}, 5)).toBe(5 + 36 * hour);
});
