import type { Problem } from '../../../shared/model/problem.ts';
import { toProblem } from '../../../shared/model/problem.ts';
import type { Target, TargetUsage } from '../../../shared/model/target.ts';

/** Why sending to an org is slowed down or at a stop; an org that is not named is sent to as usual. */
export type SendingState =
  | { org: string; state: 'slowed'; usage: TargetUsage }
  | {
      org: string;
      state: 'paused';
      /** `limit`: the org's requests are used up; `login`: somebody must connect; `trouble`: it keeps failing. */
      why: 'limit' | 'login' | 'trouble';
      problem: Problem;
      since: number;
      /** When it is tried again; null where that takes a login. */
      nextTryAt: number | null;
    };

/** Whether an org may be sent to just now, and how much at a time. */
export type ExecutorPauses = {
  /** How many may be under way to the org at the same time; none while it is paused. */
  slots(org: string): number;
  /** Something got an answer that settles it: the org is well. */
  succeeded(org: string): void;
  /** Nothing came through: after a few in a row the org is left alone for a while. */
  failed(org: string, problem: Problem): void;
  /** The org refuses everything until requests come back; asked again once a minute. */
  limited(org: string, problem: Problem): void;
  /** Nothing can be sent before somebody connects again. */
  disconnected(org: string, problem: Problem): void;
  /** Somebody connected: ends the waits for that. */
  wake(): void;
  states(): SendingState[];
  onChange(listener: () => void): () => void;
  /** Whether an org is being asked if it answers again. */
  isProbing(): boolean;
  stop(): void;
};

/** What the pauses work with. */
export type PausesParts = {
  target: Pick<Target, 'usage' | 'probe'>;
  now(): number;
  setTimer(ms: number, run: () => void): () => void;
  random(): number;
  /** An org that was paused may be sent to again. */
  onResume(org: string): void;
};

const mostSlots = 3;
const probeEveryMs = 60_000;
/** Share of the requests of a day from which on the rest is used sparingly. */
const sparingFrom = 0.8;
/** Failures in a row after which an org is left alone. */
const patience = 3;
const longestPauseMs = 60_000;

type Pause = Extract<SendingState, { state: 'paused' }> & { cancel: (() => void) | null };

/** Keeps an eye on how the orgs answer. */
export function createExecutorPauses(parts: PausesParts): ExecutorPauses {
  const paused = new Map<string, Pause>();
  const failures = new Map<string, number>();
  const slowed = new Map<string, TargetUsage>();
  const listeners = new Set<() => void>();
  let probing = 0;
  let stopped = false;

  function changed(): void {
    for (const listener of listeners) listener();
  }

  function pause(org: string, of: Pick<Pause, 'why' | 'problem'>, next: { ms: number; run(): void } | null): void {
    if (stopped) return;
    const before = paused.get(org);
    before?.cancel?.();
    const at = parts.now();
    paused.set(org, {
      org,
      state: 'paused',
      ...of,
      since: before?.why === of.why ? before.since : at,
      nextTryAt: next ? at + next.ms : null,
      cancel: next ? parts.setTimer(next.ms, next.run) : null,
    });
    changed();
  }

  function resume(org: string): void {
    paused.get(org)?.cancel?.();
    if (!paused.delete(org)) return;
    changed();
    parts.onResume(org);
  }

  function limited(org: string, problem: Problem): void {
    if (paused.get(org)?.why !== 'limit') pauseForLimit(org, problem);
  }

  function pauseForLimit(org: string, problem: Problem): void {
    pause(org, { why: 'limit', problem }, { ms: probeEveryMs, run: () => void probe(org, problem) });
  }

  async function probe(org: string, told: Problem): Promise<void> {
    probing += 1;
    const still = parts.target.probe ? await parts.target.probe(org).catch(() => told) : null;
    probing -= 1;
    if (stopped || paused.get(org)?.why !== 'limit') changed();
    else if (still === null) resume(org);
    else if (needsLogin(still)) disconnected(org, still);
    else pauseForLimit(org, still.kind === 'rate-limited' ? still : told);
  }

  function disconnected(org: string, problem: Problem): void {
    failures.set(org, (failures.get(org) ?? 0) + 1);
    pause(org, { why: 'login', problem }, null);
  }

  function backoffMs(org: string): number {
    const inRow = failures.get(org) ?? 0;
    // Not all consoles of a team come back in the same second.
    return Math.round(Math.min(longestPauseMs, 1000 * 2 ** Math.min(inRow, 6)) * (0.75 + parts.random() / 4));
  }

  /** Reads the usage that came with the last answer; at the limit it stops by itself. */
  function heed(org: string): void {
    const usage = parts.target.usage?.(org) ?? null;
    const isSparing = usage !== null && usage.used >= usage.limit * sparingFrom;
    const was = slowed.get(org);
    if (isSparing) slowed.set(org, usage);
    else slowed.delete(org);
    if (usage && usage.used >= usage.limit && !paused.has(org)) limited(org, usedUp(usage));
    else if (was?.used !== slowed.get(org)?.used) changed();
  }

  return {
    slots(org) {
      heed(org);
      if (paused.has(org)) return 0;
      const isDoubtful = (failures.get(org) ?? 0) > 0;
      return slowed.has(org) || isDoubtful ? Math.floor(mostSlots / 2) : mostSlots;
    },
    succeeded(org) {
      failures.delete(org);
      heed(org);
    },
    failed(org, problem) {
      const inRow = (failures.get(org) ?? 0) + 1;
      failures.set(org, inRow);
      heed(org);
      if (inRow < patience || paused.has(org)) return;
      pause(org, { why: 'trouble', problem }, { ms: backoffMs(org), run: () => resume(org) });
    },
    limited,
    disconnected,
    wake() {
      for (const { org, why, problem, nextTryAt } of [...paused.values()]) {
        if (why === 'trouble') resume(org);
        if (why !== 'login' || nextTryAt !== null) continue;
        // A session that is refused again right after each login must not be tried without end.
        if ((failures.get(org) ?? 0) <= patience) resume(org);
        else pause(org, { why, problem }, { ms: backoffMs(org), run: () => resume(org) });
      }
    },
    states: () => [
      ...[...paused.values()].map(({ cancel: _cancel, ...state }) => state),
      ...[...slowed].flatMap(([org, usage]): SendingState[] =>
        paused.has(org) ? [] : [{ org, state: 'slowed', usage }],
      ),
    ],
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isProbing: () => probing > 0,
    stop() {
      stopped = true;
      for (const each of paused.values()) each.cancel?.();
    },
  };
}

/** Whether a problem passes only when somebody connects. */
export function needsLogin(problem: Problem): boolean {
  return problem.kind === 'not-connected' && problem.next === 'reconnect';
}

function usedUp({ used, limit }: TargetUsage): Problem {
  return toProblem('rate-limited', `${used} of ${limit} requests of the last 24 hours are used up.`, { next: 'wait' });
}
