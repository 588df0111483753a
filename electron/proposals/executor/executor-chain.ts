import { randomUUID } from 'node:crypto';
import { resultToken } from '../../../shared/model/change-set.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import type { ChainTarget } from '../../../shared/model/target.ts';
import { followersOf } from '../preparing/precedents.ts';
import { loadProposal } from '../proposal-store.ts';
import type { ExecutorParts } from './executor.ts';
import type { ExecutorQueue, Ticket } from './executor-queue.ts';
import { attemptsOf, isAsApproved, msUntilSent, orderOfWrite } from './order-of-write.ts';

/** A proposal on its way, and what is sent for it. */
export type Loaded = { ticket: Ticket; proposal: Proposal; records: Records };
/** By proposal: the records of those that come first, which stand in what is sent. */
export type Records = ReadonlyMap<string, string>;

/** Finds what was approved to come after a create, so that all of it is sent as one and happens as a whole. */
export type ExecutorChains = {
  /** The create itself, and what goes with it, in the order they come after each other. */
  behind(head: Loaded): Promise<Loaded[]>;
  /** How long a create waits for what was approved to come after it and may still be taken back. */
  msUntilWhole(of: Proposal): Promise<number>;
  /** Sent in one request with a create that was proved absent: they are as absent, where their key tells. */
  absentWith(of: Proposal): Promise<Proposal[]>;
};

/** Makes the finder of chains; a target without them sends each after the other. */
export function createExecutorChains(
  { store, target, now, log }: Pick<ExecutorParts, 'store' | 'target' | 'now' | 'log'>,
  queue: Pick<ExecutorQueue, 'claim' | 'putBack'>,
): ExecutorChains {
  const { chain } = target;

  async function gather(members: Loaded[], links: ChainTarget): Promise<void> {
    for (const { proposal } of members) {
      if (!links.heads.includes(proposal.writeClass)) continue;
      for (const follower of await followersOf(store.db, proposal)) {
        if (members.length >= links.most || members.some((each) => each.proposal.id === follower.id)) continue;
        const records = mayJoin(follower, links) ? await recordsFor(follower, members) : null;
        const ticket = records && queue.claim(follower);
        if (records && ticket) members.push({ ticket, proposal: follower, records });
      }
    }
  }

  function mayJoin(of: Proposal, { classes }: ChainTarget): boolean {
    const isCreate = of.operation === 'create' && classes.includes(of.writeClass);
    return isCreate && of.status.state === 'approved' && msUntilSent(of, now()) === 0 && isAsApproved(of);
  }

  /** Records that are there, and what stands for those that come in the same chain; null where one comes in neither way. */
  async function recordsFor(of: Proposal, members: readonly Loaded[]): Promise<Records | null> {
    const records = new Map<string, string>();
    for (const { proposal: id } of of.after ?? []) {
      const status = (await loadProposal(store.db, id))?.proposal.status;
      const isMember = members.some(({ proposal }) => proposal.id === id);
      if (isMember) records.set(id, resultToken(id));
      else if (status?.state === 'written' && status.result.record.id !== '') records.set(id, status.result.record.id);
      else return null;
    }
    return records;
  }

  async function fits(members: readonly Loaded[], links: ChainTarget): Promise<boolean> {
    const startedAt = now();
    const orders = members.map(({ proposal, records }) =>
      orderOfWrite(proposal, { id: randomUUID(), number: attemptsOf(proposal) + 1, startedAt }, records),
    );
    return links.fits(orders).catch(() => false);
  }

  const mayLead = ({ operation, call }: Proposal) => operation === 'create' && call !== null;

  return {
    async msUntilWhole(of) {
      if (!chain || of.status.state !== 'approved' || !mayLead(of)) return 0;
      const followers = (await followersOf(store.db, of)).filter(({ status }) => status.state === 'approved');
      return Math.max(0, ...followers.map((each) => msUntilSent(each, now())));
    },

    async behind(head) {
      if (!chain || !mayLead(head.proposal)) return [head];
      const members = [head];
      try {
        await gather(members, chain);
        if (members.length === 1 || (await fits(members, chain))) return members;
      } catch (cause) {
        log('what comes after a write could not be found', cause);
      }
      for (const { ticket } of members.slice(1)) queue.putBack(ticket, 0);
      return [head];
    },

    async absentWith(of) {
      if (!chain) return [];
      const found = [of];
      for (const first of found) {
        for (const follower of await followersOf(store.db, first)) {
          const isSure = follower.status.state === 'uncertain' && chain.heads.includes(follower.writeClass);
          if (isSure && !found.some(({ id }) => id === follower.id)) found.push(follower);
        }
      }
      return found.slice(1);
    },
  };
}
