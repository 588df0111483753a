import { randomUUID } from 'node:crypto';
import { assertNever } from '../../shared/model/assert-never.ts';
import { canonicalPayload, toPayload } from '../../shared/model/payload.ts';
import type { Attempt, Proposal } from '../../shared/model/proposal.ts';
import type { Sent, Settled, Target, WriteOrder } from '../../shared/model/target.ts';
import type { Store } from '../store/open-store.ts';
import type { ProposalCommand } from './decide-proposal.ts';
import { payloadHash } from './payload-hash.ts';
import { commandProposal, isProposal, loadProposal, proposalsInState } from './proposal-store.ts';

/** Sends what was decided, once, and finds out what became of it. */
export type Executor = {
  /** Takes up what an earlier process left: sends what is approved, looks for what was being sent. */
  recover(): Promise<void>;
  enqueue(proposal: Pick<Proposal, 'id' | 'record'>): void;
  /** Tries again at once whatever waits for a connection. */
  wake(): void;
  /** Resolves when nothing is being sent or looked for (what waits for a later try does not count). */
  idle(): Promise<void>;
  stop(): Promise<void>;
};

/** What the executor works with; the clock and the kill points are passed in for tests. */
export type ExecutorParts = {
  store: Store;
  target: Target;
  now(): number;
  setTimer(ms: number, run: () => void): () => void;
  checkpoint(name: string): void;
  log(message: string, cause?: unknown): void;
};

/** Longest pause between two looks, or two tries, in milliseconds. */
const longestPauseMs = 60_000;

/** Makes the executor. Order is kept per record; several records go side by side. */
export function createExecutor(parts: ExecutorParts): Executor {
  const { store, target, now, checkpoint } = parts;
  const lanes = new Map<string, Promise<void>>();
  const resting = new Map<string, { cancel: () => void; run: () => void }>();
  let stopped = false;

  function inLane(lane: string, work: () => Promise<void>): void {
    const next = (lanes.get(lane) ?? Promise.resolve()).then(async () => {
      if (stopped) return;
      try {
        await work();
      } catch (cause) {
        parts.log('a write could not be carried on', cause);
      }
    });
    lanes.set(lane, next);
    void next.finally(() => {
      if (lanes.get(lane) === next) lanes.delete(lane);
    });
  }

  function enqueue(of: Pick<Proposal, 'id' | 'record'>): void {
    inLane(of.record?.id ?? of.id, () => carryOn(of.id, 0));
  }

  /** Later means later: a timer, cut short by `wake`. */
  function rest(of: Proposal, tries: number, pauseMs: number): void {
    const run = (): void => {
      resting.delete(of.id);
      inLane(of.record?.id ?? of.id, () => carryOn(of.id, tries));
    };
    resting.get(of.id)?.cancel();
    resting.set(of.id, { run, cancel: parts.setTimer(pauseMs, run) });
  }

  async function carryOn(id: string, tries: number): Promise<void> {
    const stored = await loadProposal(store.db, id);
    if (!stored) return;
    const { proposal: of } = stored;
    if (of.status.state === 'approved') return send(of, tries);
    if (of.status.state === 'uncertain' && !of.status.needsPerson) return settle(of, tries);
  }

  async function send(of: Proposal, tries: number): Promise<void> {
    if (of.status.state !== 'approved') return;
    if (payloadHash(canonicalPayload(toPayload(of))) !== of.status.decision.payloadHash) {
      parts.log(`${of.reference} is not what was approved; nothing was sent`);
      await command(of.id, { type: 'tampered' });
      return;
    }
    checkpoint('intent.before');
    const attempt: Attempt = { id: randomUUID(), number: of.status.attempts + 1, startedAt: now() };
    const intended = await command(of.id, { type: 'intend', attempt });
    if (!intended) return;
    checkpoint('intent.committed');
    const sent = await target.send(orderOf(intended, attempt), checkpoint);
    checkpoint('outcome.before');
    const after = await command(of.id, { type: 'sent', sent });
    checkpoint('outcome.committed');
    if (after) next(after, sent, tries);
  }

  function next(after: Proposal, sent: Sent, tries: number): void {
    if (sent.kind === 'not-sent') rest(after, tries + 1, sent.retryAfterMs ?? pauseMs(tries));
    if (sent.kind === 'unknown') rest(after, 0, pauseMs(0));
  }

  async function settle(of: Proposal, tries: number): Promise<void> {
    if (of.status.state !== 'uncertain') return;
    const settled = await target.settle(orderOf(of, of.status.attempt));
    checkpoint('settle.looked');
    const after = await command(of.id, { type: 'settled', settled });
    checkpoint('settle.committed');
    if (after) afterSettling(after, settled, tries);
  }

  function afterSettling(after: Proposal, settled: Settled, tries: number): void {
    switch (settled.kind) {
      case 'absent':
        enqueue(after);
        return;
      case 'unreachable':
        rest(after, tries + 1, pauseMs(tries));
        return;
      case 'written':
      case 'conflict':
      case 'unclear':
        return;
      default:
        assertNever(settled);
    }
  }

  async function command(id: string, wanted: ProposalCommand): Promise<Proposal | null> {
    const answer = await commandProposal(store, id, wanted, now());
    if (isProposal(answer)) return answer;
    parts.log(`${wanted.type} was refused: ${answer.message}`);
    return null;
  }

  return {
    async recover() {
      for (const id of await proposalsInState(store.db, ['writing'])) await command(id, { type: 'crashed' });
      for (const id of await proposalsInState(store.db, ['uncertain', 'approved'])) {
        const stored = await loadProposal(store.db, id);
        if (stored) enqueue(stored.proposal);
      }
    },
    enqueue,
    wake() {
      for (const each of [...resting.values()]) {
        each.cancel();
        each.run();
      }
    },
    async idle() {
      while (lanes.size > 0) await Promise.all(lanes.values());
    },
    async stop() {
      stopped = true;
      for (const each of resting.values()) each.cancel();
      resting.clear();
      await Promise.all(lanes.values());
    },
  };
}

function orderOf(of: Proposal, attempt: Attempt): WriteOrder {
  return { payload: toPayload(of), writeClass: of.writeClass, attempt, seen: of.current ?? of.base };
}

function pauseMs(tries: number): number {
  return Math.min(longestPauseMs, 1000 * 2 ** Math.min(tries, 6));
}
