import type { Proposal } from '../../../shared/model/proposal.ts';
import type { Store, StoreTransaction } from '../../store/open-store.ts';
import { type Policy, policyEvents } from '../deciding/apply-policy.ts';
import type { ProposalCommand } from '../deciding/decide-proposal.ts';
import type { Executor } from '../executor/executor.ts';
import { type RecordSeen, recordMoved, stillMoved } from '../executor/record-moved.ts';
import {
  applyEvents,
  commandProposal,
  isProposal,
  loadProposal,
  proposalsInState,
  proposalsOfCall,
} from '../proposal-store.ts';
import { weighAnew } from './evidence-anew.ts';
import { followersOf } from './precedents.ts';
import { actionOf, type ContextParts, contextOf } from './preparation-context.ts';
import { type OrgReader, prepareProposal } from './prepare-proposal.ts';
import { hasNothingToWrite, isOnlySuggested, isShownAlready } from './shown-already.ts';

/** Makes waiting proposals ready in the background, one reading at a time each. */
export type MakeReady = {
  prepare(id: string): void;
  /** What comes after a proposal that is decided: sent, asked for again, or made ready without it. */
  tellFollowers(of: Proposal): Promise<void>;
  /** A new record may be what other cards of the call lack: the contact of a caller who is not in the org yet. */
  tellOthers(of: Proposal): Promise<void>;
  /** Holds the waiting proposals of a call against what was said since. */
  weighAnew(call: string): Promise<void>;
  /** Somebody changed a record that is watched. */
  recordMoved(seen: RecordSeen): Promise<void>;
  /** Asks policy about everything that waits: the rules, or what they look at, changed. */
  judgeAll(): Promise<void>;
  idle(): Promise<void>;
};

/** What making ready works with. */
export type MakeReadyParts = ContextParts & {
  store: Store;
  reader: OrgReader;
  executor: Executor;
  policy: Policy;
  now(): number;
  log(message: string, cause?: unknown): void;
};

/** Makes the part of the proposals room that reads records. */
export function createMakeReady(parts: MakeReadyParts): MakeReady {
  const { store, executor, policy, now } = parts;
  const preparing = new Map<string, Promise<void>>();

  function prepare(id: string): void {
    const next = (preparing.get(id) ?? Promise.resolve()).then(() =>
      prepareOnce(id).catch((cause) => parts.log('a proposal could not be made ready', cause)),
    );
    preparing.set(id, next);
    void next.finally(() => {
      if (preparing.get(id) === next) preparing.delete(id);
    });
  }

  async function prepareOnce(id: string): Promise<void> {
    const stored = await loadProposal(store.db, id);
    if (stored?.proposal.status.state !== 'waiting') return;
    const { proposal: of, requested } = stored;
    const action = actionOf(parts, stored);
    const made = await prepareProposal(of, requested, action, await contextOf(parts, of), parts.reader);
    const prepared = stillMoved(of, made);
    const unchanged = prepared.readiness.state === 'ready' && isOnlySuggested(of) && hasNothingToWrite(of, prepared);
    if (!unchanged && isShownAlready(of, prepared)) return judgeAgain(id);
    const command: ProposalCommand = unchanged
      ? { type: 'supersede', by: null, reason: 'Salesforce already has these values' }
      : { type: 'prepared', revision: of.revision, prepared };
    // In one transaction: nobody decides on what policy has not spoken of yet.
    const follow = (tx: StoreTransaction, after: Proposal) => policyEvents(tx, policy, after, now());
    const answer = await commandProposal(store, id, command, now(), { follow });
    // Something changed while the record was read: what was found is about an older card.
    if (isProposal(answer)) await passOn(answer);
    else await prepareOnce(id);
  }

  async function judgeAgain(id: string): Promise<void> {
    const judged = await store.transact(async (tx) => {
      const stored = await loadProposal(tx, id);
      const events = stored ? await policyEvents(tx, policy, stored.proposal, now()) : [];
      return stored && events.length > 0 ? (await applyEvents(store, tx, stored, events, now())).proposal : null;
    });
    if (judged) await passOn(judged);
  }

  /** What a rule decided goes the way of every decision. */
  async function passOn(of: Proposal): Promise<void> {
    if (of.status.state === 'approved') executor.enqueue(of);
    if (of.status.state === 'rejected') await tellFollowers(of);
  }

  async function tellFollowers(of: Proposal): Promise<void> {
    for (const follower of await followersOf(store.db, of)) {
      if (follower.status.state === 'waiting') prepare(follower.id);
      else executor.enqueue(follower);
    }
  }

  return {
    prepare,
    tellFollowers,
    async tellOthers(of) {
      if (of.operation !== 'create' || of.call === null) return;
      for (const { proposal: other } of await proposalsOfCall(store.db, of.call)) {
        if (other.id !== of.id && other.status.state === 'waiting') prepare(other.id);
      }
    },
    async weighAnew(call) {
      for (const of of await weighAnew(parts, call)) await passOn(of);
    },
    async recordMoved(seen) {
      for (const of of await recordMoved(parts, seen)) await passOn(of);
    },
    async judgeAll() {
      for (const id of await proposalsInState(store.db, ['waiting'])) await judgeAgain(id);
    },
    async idle() {
      while (preparing.size > 0) await Promise.all(preparing.values());
    },
  };
}
