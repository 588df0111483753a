import type { Proposal } from '../../../shared/model/proposal.ts';
import type { Target } from '../../../shared/model/target.ts';
import type { Store } from '../../store/open-store.ts';
import { loadProposal, proposalsInState } from '../proposal-store.ts';
import type { BeforeLeaving } from './before-leaving.ts';
import { commandTogether } from './executor-commands.ts';
import { createExecutorGather } from './executor-gather.ts';
import { createExecutorPauses, type SendingState } from './executor-pauses.ts';
import { createExecutorQueue, type Queued, type Ticket, type TicketGroup } from './executor-queue.ts';
import { createExecutorRun } from './executor-run.ts';

/** Sends what was decided, once, and finds out what became of it. */
export type Executor = {
  /** Takes up what an earlier process left: sends what is approved, looks for what was being sent. */
  recover(): Promise<void>;
  enqueue(proposal: Queued): void;
  /** Tries again at once whatever waits for a connection. */
  wake(): void;
  /** Orgs that are sent to slowly or not at all, and why; none while all is well. */
  sending(): SendingState[];
  /** Calls back when `sending` may have changed; returns how to stop. */
  onSending(listener: () => void): () => void;
  /** Resolves when nothing is being sent or looked for (what waits for a later try does not count). */
  idle(): Promise<void>;
  /** Begins nothing more, and resolves once what is on the wire has its outcome. */
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
  /** Asked of what is about to be sent; absent where all that was approved leaves. */
  mayLeave?: BeforeLeaving;
  /** From 0 up to 1; spreads tries so that consoles do not come back all at once. */
  random?(): number;
};

/** Makes the executor. Order is kept per record; several records go side by side, and together where the target can. */
export function createExecutor(parts: ExecutorParts): Executor {
  const { store, target, now, setTimer } = parts;
  const running = new Set<Promise<void>>();
  const waiters = new Set<() => void>();
  let planned: NodeJS.Immediate | null = null;
  let stopped = false;

  const queue = createExecutorQueue(setTimer, plan);
  const gather = createExecutorGather({ now, setTimer, again: plan });
  const pauses = createExecutorPauses({
    target,
    now,
    setTimer,
    random: parts.random ?? Math.random,
    onResume(org) {
      queue.rouse(org);
      plan();
    },
  });
  const run = createExecutorRun(parts, queue, pauses);

  /** Whatever is approved in this turn of the event loop leaves in the next. */
  function plan(): void {
    if (!stopped) planned ??= setImmediate(dispatch);
  }

  function dispatch(): void {
    planned = null;
    for (const group of stopped ? [] : queue.groups()) {
      const most = mostOf(group);
      for (let next = leaving(group, most); next.length > 0; next = leaving(group, most)) begin(group, next);
    }
    tellIdle();
  }

  /** The tickets of the group that may leave as one now. */
  function leaving(group: TicketGroup, most: number): Ticket[] {
    if (group.tickets.length === 0) return [];
    const { org, key } = group;
    if (underWay(org) >= pauses.slots(org)) return [];
    // What was in the way of others goes strictly one after the other.
    if (group.alone && queue.flying({ org, key }) > 0) return [];
    if (most > 1 && !gather.isComplete(group, { flying: queue.flying({ org, key }), most })) return [];
    return group.tickets.splice(0, most);
  }

  function mostOf({ alone, writeClass }: TicketGroup): number {
    const { together } = target;
    return together && !alone && together.classes.includes(writeClass) ? together.most : 1;
  }

  const flights = new Map<string, number>();
  const underWay = (org: string) => flights.get(org) ?? 0;

  function begin(group: TicketGroup, tickets: readonly Ticket[]): void {
    const { org } = group;
    gather.left(group);
    queue.depart(tickets);
    flights.set(org, underWay(org) + 1);
    const flight = run(tickets).finally(() => {
      flights.set(org, underWay(org) - 1);
      running.delete(flight);
      plan();
    });
    running.add(flight);
  }

  function isBusy(): boolean {
    if (planned !== null || running.size > 0 || pauses.isProbing()) return true;
    return queue.groups().some(({ key, org }) => gather.isHolding(key) && pauses.slots(org) > 0);
  }

  function tellIdle(): void {
    if (waiters.size === 0 || isBusy()) return;
    for (const told of waiters) told();
    waiters.clear();
  }

  pauses.onChange(plan);
  return {
    async recover() {
      const interrupted = await proposalsInState(store.db, ['writing']);
      const crashed = { type: 'crashed' } as const;
      await commandTogether(
        store,
        interrupted.map((id) => ({ id, command: crashed })),
        now(),
      );
      const left: Proposal[] = [];
      for (const id of await proposalsInState(store.db, ['uncertain', 'approved'])) {
        const stored = await loadProposal(store.db, id);
        if (stored) left.push(stored.proposal);
      }
      for (const of of left.sort((a, b) => decidedAt(a) - decidedAt(b))) queue.add(of);
    },
    enqueue: queue.add,
    wake() {
      pauses.wake();
      queue.rouse(null);
    },
    sending: pauses.states,
    onSending: pauses.onChange,
    async idle() {
      if (isBusy()) await new Promise<void>((resolve) => waiters.add(resolve));
    },
    async stop() {
      stopped = true;
      if (planned) clearImmediate(planned);
      planned = null;
      gather.stop();
      pauses.stop();
      queue.clear();
      await Promise.all(running);
      tellIdle();
    },
  };
}

/** Approvals go out in the order they were given, not the one in which the proposals were made. */
function decidedAt({ status }: Proposal): number {
  return 'decision' in status ? status.decision.at : 0;
}
