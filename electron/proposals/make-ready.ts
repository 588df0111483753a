import { randomUUID } from 'node:crypto';
import type { Decider, Proposal } from '../../shared/model/proposal.ts';
import type { Store } from '../store/open-store.ts';
import type { ProposalCommand } from './decide-proposal.ts';
import type { Executor } from './executor.ts';
import { payloadHash } from './payload-hash.ts';
import { followersOf } from './precedents.ts';
import { actionOf, type ContextParts, contextOf } from './preparation-context.ts';
import { type OrgReader, prepareProposal } from './prepare-proposal.ts';
import { commandProposal, isProposal, loadProposal, proposalsOfCall } from './proposal-store.ts';
import { hasNothingToWrite, isOnlySuggested, isShownAlready } from './shown-already.ts';

/** Makes waiting proposals ready in the background, one reading at a time each. */
export type MakeReady = {
  prepare(id: string): void;
  /** What comes after a proposal that is decided: sent, asked for again, or made ready without it. */
  tellFollowers(of: Proposal): Promise<void>;
  /** A new record may be what other cards of the call lack: the contact of a caller who is not in the org yet. */
  tellOthers(of: Proposal): Promise<void>;
  idle(): Promise<void>;
};

/** What making ready works with. */
export type MakeReadyParts = ContextParts & {
  store: Store;
  reader: OrgReader;
  executor: Executor;
  now(): number;
  log(message: string, cause?: unknown): void;
};

/** Makes the part of the proposals room that reads records. */
export function createMakeReady(parts: MakeReadyParts): MakeReady {
  const { store, executor, now } = parts;
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
    const prepared = await prepareProposal(of, requested, action, await contextOf(parts, of), parts.reader);
    const unchanged = prepared.readiness.state === 'ready' && isOnlySuggested(of) && hasNothingToWrite(of, prepared);
    if (!unchanged && isShownAlready(of, prepared)) return;
    const command: ProposalCommand = unchanged
      ? { type: 'supersede', by: null, reason: 'Salesforce already has these values' }
      : { type: 'prepared', revision: of.revision, prepared };
    const answer = await commandProposal(store, id, command, now());
    if (isProposal(answer) && answer.atOnce && answer.status.state === 'waiting') await runAtOnce(answer);
    // Something changed while the record was read: what was found is about an older card.
    if (!isProposal(answer)) await prepareOnce(id);
  }

  /** A read within what policy allows needs nobody's decision; it takes the same way as every other. */
  async function runAtOnce({ id, revision }: Proposal): Promise<void> {
    const by: Decider = { kind: 'rule', rule: 'own-records', name: 'The caller’s own records may be read' };
    const command = {
      type: 'approve',
      id: randomUUID(),
      revision,
      by,
      at: now(),
      edited: null,
      hash: payloadHash,
    } as const;
    const approved = await commandProposal(store, id, command, now());
    if (isProposal(approved)) executor.enqueue(approved);
  }

  return {
    prepare,
    async tellFollowers(of) {
      for (const follower of await followersOf(store.db, of)) {
        if (follower.status.state === 'approved') executor.enqueue(follower);
        else prepare(follower.id);
      }
    },
    async tellOthers(of) {
      if (of.operation !== 'create' || of.call === null) return;
      for (const { proposal: other } of await proposalsOfCall(store.db, of.call)) {
        if (other.id !== of.id && other.status.state === 'waiting') prepare(other.id);
      }
    },
    async idle() {
      while (preparing.size > 0) await Promise.all(preparing.values());
    },
  };
}
