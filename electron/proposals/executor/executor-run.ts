import { randomUUID } from 'node:crypto';
import type { Attempt, Proposal } from '../../../shared/model/proposal.ts';
import type { Sent, Settled, WriteOrder } from '../../../shared/model/target.ts';
import { followersOf, precedentsState } from '../preparing/precedents.ts';
import { isProposal, loadProposal } from '../proposal-store.ts';
import type { ExecutorParts } from './executor.ts';
import { createExecutorChains, type Loaded, type Records } from './executor-chain.ts';
import { type Commanded, commandTogether } from './executor-commands.ts';
import { isDisconnected, isFailure, isLimited, type Outcome, pausesOrg } from './executor-outcome.ts';
import type { ExecutorPauses } from './executor-pauses.ts';
import type { ExecutorQueue, Ticket } from './executor-queue.ts';
import { attemptsOf, isAsApproved, isToDo, msUntilSent, orderOfWrite } from './order-of-write.ts';

/** Longest pause between two looks, or two tries, in milliseconds. */
const longestPauseMs = 60_000;

type Ordered = { ticket: Ticket; order: WriteOrder };

/** Makes the way of tickets that leave as one: intents on disk, sent or looked for, outcomes on disk, what next. */
export function createExecutorRun(
  parts: ExecutorParts,
  queue: ExecutorQueue,
  pauses: ExecutorPauses,
): (tickets: readonly Ticket[]) => Promise<void> {
  const { store, target, now, checkpoint } = parts;
  const chains = createExecutorChains(parts, queue);

  async function run(tickets: readonly Ticket[]): Promise<void> {
    try {
      const loaded = await load(tickets);
      await send(loaded.filter(({ proposal }) => proposal.status.state === 'approved'));
      await look(loaded.filter(({ proposal }) => proposal.status.state === 'uncertain'));
    } catch (cause) {
      // What is on disk says how far it came; that is where it is taken up again.
      parts.log('writes could not be carried on', cause);
      for (const ticket of tickets) restOf(ticket, 0);
    }
  }

  /** What is left to do; a sending that was broken off without an outcome is looked for. */
  async function load(tickets: readonly Ticket[]): Promise<Loaded[]> {
    const loaded: Loaded[] = [];
    for (const ticket of tickets) {
      const stored = (await loadProposal(store.db, ticket.id))?.proposal;
      const early = stored ? Math.max(msUntilSent(stored, now()), await chains.msUntilWhole(stored)) : 0;
      if (early > 0) {
        // Not at one go: the timers of a machine that sleeps stand still.
        queue.putBack(ticket, Math.min(early, longestPauseMs));
        continue;
      }
      if (stored && (await isKeptBack(ticket, stored))) continue;
      const proposal = stored?.status.state === 'writing' ? await crashed(stored) : stored;
      const records = proposal && isToDo(proposal) ? await recordsBefore(proposal) : null;
      if (proposal && records) loaded.push({ ticket, proposal, records });
      else queue.remove(ticket);
    }
    return loaded;
  }

  /** Whether what holds at this moment keeps it here, for a while or for good. */
  async function isKeptBack(ticket: Ticket, of: Proposal): Promise<boolean> {
    const { id, status } = of;
    const leaving = status.state === 'approved' ? await parts.mayLeave?.(of) : undefined;
    switch (leaving?.kind) {
      case 'hold': {
        const { until, problem } = leaving;
        const isTold = status.state === 'approved' && status.problem?.message === problem.message;
        // Said once: what cannot be asked now is asked again and again.
        if (!isTold) await commandAll([{ id, command: { type: 'hold', until, problem } }]);
        queue.putBack(ticket, Math.min(until - now(), longestPauseMs));
        return true;
      }
      case 'turn-away':
        queue.remove(ticket);
        await followOn((await commandAll([{ id, command: { type: 'turn-away', problem: leaving.problem } }])).values());
        return true;
      case 'ask':
        queue.remove(ticket);
        await commandAll([{ id, command: { type: 'leave-behind', problem: leaving.problem } }]);
        return true;
      default:
        return false;
    }
  }

  /** What it comes after must be written first; whoever writes that takes it up again. */
  async function recordsBefore(of: Proposal): Promise<Records | null> {
    const first = await precedentsState(store.db, of);
    if (first.kind === 'lost') {
      const isOut = of.status.state === 'uncertain';
      // Sent together with what is lost, its answer too: it should be as absent, yet nothing of its own tells.
      const settled = { kind: 'unclear', problem: first.problem } as const;
      const command = isOut
        ? ({ type: 'settled', settled } as const)
        : ({ type: 'leave-behind', problem: first.problem } as const);
      await commandAll([{ id: of.id, command }]);
    }
    return first.kind === 'done' ? first.records : null;
  }

  async function followOn(outcomes: Iterable<Proposal>): Promise<void> {
    for (const of of outcomes) {
      if (of.status.state !== 'written' && of.status.state !== 'failed') continue;
      const followers = await followersOf(store.db, of);
      for (const each of followers) if (each.status.state !== 'waiting') queue.add(each);
    }
  }

  async function crashed({ id }: Proposal): Promise<Proposal | undefined> {
    return (await commandAll([{ id, command: { type: 'crashed' } }])).get(id);
  }

  async function send(loaded: readonly Loaded[]): Promise<void> {
    const single: Loaded[] = [];
    const linked: Loaded[][] = [];
    for (const each of await turnAway(loaded)) {
      const chain = await chains.behind(each);
      if (chain.length === 1) single.push(each);
      else linked.push(chain);
    }
    try {
      await leave(single, sendAll);
      for (const chain of linked) await leave(chain, sendLinked);
    } catch (cause) {
      for (const { ticket } of linked.flatMap((chain) => chain.slice(1))) queue.putBack(ticket, 0);
      throw cause;
    }
  }

  async function leave(going: readonly Loaded[], way: (ordered: readonly Ordered[]) => Promise<Sent[]>): Promise<void> {
    if (going.length === 0) return;
    checkpoint('intent.before');
    const commit = Promise.withResolvers<Map<string, Proposal>>();
    const ordered = going.map((each) => toOrdered(each, commit.promise));
    const early = target.awaitsIntent ? await begin(way(ordered)) : null;
    const intended = await intend(ordered).catch((cause: unknown) => {
      commit.reject(cause);
      throw cause;
    });
    checkpoint('intent.committed');
    commit.resolve(intended);
    const kept = ordered.filter(({ ticket }) => intended.has(ticket.id));
    for (const { ticket } of ordered) if (!intended.has(ticket.id)) queue.remove(ticket);
    const sent = early ? await early.sent : await way(kept);
    await conclude(kept, early ? sent.filter((_, at) => intended.has(ordered[at]?.ticket.id ?? '')) : sent);
  }

  /** What is no longer what was approved stays behind. */
  async function turnAway(loaded: readonly Loaded[]): Promise<Loaded[]> {
    const changed = loaded.filter(({ proposal }) => !isAsApproved(proposal));
    for (const { ticket, proposal } of changed) {
      parts.log(`${proposal.reference} is not what was approved; nothing was sent`);
      queue.remove(ticket);
    }
    await commandAll(changed.map(({ proposal }) => ({ id: proposal.id, command: { type: 'tampered' } })));
    return loaded.filter((each) => !changed.includes(each));
  }

  function toOrdered({ ticket, proposal, records }: Loaded, committed: Promise<Map<string, Proposal>>): Ordered {
    const attempt: Attempt = { id: randomUUID(), number: attemptsOf(proposal) + 1, startedAt: now() };
    const intended = committed.then((accepted) => {
      if (!accepted.has(ticket.id)) throw new Error('it was not to be sent any more');
    });
    // Whether anybody waits for it is the target's business.
    intended.catch(() => {});
    return { ticket, order: { ...orderOfWrite(proposal, attempt, records), intended } };
  }

  /** Lets the target read while the intents go to disk, which takes as long as a part of the way there. */
  async function begin(sent: Promise<Sent[]>): Promise<{ sent: Promise<Sent[]> }> {
    sent.catch(() => {});
    await new Promise<void>((resolve) => setImmediate(resolve));
    return { sent };
  }

  /** Commits what is about to be sent, all of it at once. */
  function intend(ordered: readonly Ordered[]): Promise<Map<string, Proposal>> {
    return commandAll(
      ordered.map(({ ticket, order }) => ({ id: ticket.id, command: { type: 'intend', attempt: order.attempt } })),
    );
  }

  async function sendAll(ordered: readonly Ordered[]): Promise<Sent[]> {
    const orders = ordered.map(({ order }) => order);
    const [only] = orders;
    if (orders.length > 1 && target.together) return target.together.send(orders, checkpoint);
    return only ? [await target.send(only, checkpoint)] : [];
  }

  async function sendLinked(ordered: readonly Ordered[]): Promise<Sent[]> {
    const orders = ordered.map(({ order }) => order);
    return target.chain ? target.chain.send(orders, checkpoint) : sendAll(ordered);
  }

  /** Puts the outcomes on disk, all of them at once. */
  async function conclude(ordered: readonly Ordered[], sent: readonly Sent[]): Promise<void> {
    checkpoint('outcome.before');
    const after = await commandAll(ordered.map(({ ticket }, at) => sentCommand(ticket, sent[at])));
    checkpoint('outcome.committed');
    judge(ordered, sent);
    for (const [at, { ticket }] of ordered.entries()) {
      const outcome = sent[at];
      const isLinked = ordered.some((first) => ticket.after.includes(first.ticket.id));
      if (!outcome || !after.has(ticket.id)) queue.remove(ticket);
      // It leaves with what it comes after, and waits as long as that does.
      else if (isLinked && isFailure(outcome)) queue.putBack(ticket, 0);
      else afterSending(ticket, outcome);
    }
    await followOn(after.values());
  }

  function afterSending(ticket: Ticket, sent: Sent): void {
    if (sent.kind === 'not-sent' && sent.alone) ticket.alone = true;
    // The org as a whole is paused: its tickets keep their places and leave when it goes on.
    if (pausesOrg(sent)) queue.putBack(ticket, 0);
    else if (sent.kind === 'not-sent') restOf(ticket, sent.retryAfterMs ?? 0);
    else if (sent.kind === 'unknown') restOf(ticket, 0);
    else queue.remove(ticket);
  }

  async function look(loaded: readonly Loaded[]): Promise<void> {
    const [first] = loaded;
    if (!first) return;
    const ordered = loaded.flatMap(({ ticket, proposal, records }): Ordered[] => {
      const { status } = proposal;
      return status.state === 'uncertain' ? [{ ticket, order: orderOfWrite(proposal, status.attempt, records) }] : [];
    });
    const settled = await settle(ordered.map(({ order }) => order));
    checkpoint('settle.looked');
    const after = await commandAll([
      ...ordered.flatMap(({ ticket }, at): Commanded[] => {
        const found = settled[at];
        return found ? [{ id: ticket.id, command: { type: 'settled', settled: found } }] : [];
      }),
      ...(await settledWith(loaded, settled)),
    ]);
    checkpoint('settle.committed');
    judge(ordered, settled);
    for (const [at, { ticket }] of ordered.entries()) {
      const found = settled[at];
      if (found && after.has(ticket.id)) afterLooking(ticket, found);
      else queue.remove(ticket);
    }
    const isAlong = ({ id }: Proposal) => !ordered.some(({ ticket }) => ticket.id === id);
    for (const of of after.values()) if (isAlong(of)) queue.add(of);
    await followOn(after.values());
  }

  /** What left in one request with what is absent is settled with it, in one transaction. */
  async function settledWith(loaded: readonly Loaded[], settled: readonly Settled[]): Promise<Commanded[]> {
    const absent = loaded.filter((_, at) => settled[at]?.kind === 'absent');
    const along = await Promise.all(absent.map(({ proposal }) => chains.absentWith(proposal)));
    return along.flat().map(({ id }) => ({ id, command: { type: 'settled', settled: { kind: 'absent' } } }));
  }

  async function settle(orders: readonly WriteOrder[]): Promise<Settled[]> {
    const [only] = orders;
    if (orders.length > 1 && target.together) return target.together.settle(orders);
    return only ? [await target.settle(only)] : [];
  }

  function afterLooking(ticket: Ticket, found: Settled): void {
    if (found.kind === 'absent' || pausesOrg(found)) queue.putBack(ticket, 0);
    else if (found.kind === 'unreachable') restOf(ticket, 0);
    else queue.remove(ticket);
  }

  /** What the outcomes of one leaving, together, say about the org. */
  function judge(ordered: readonly Ordered[], outcomes: readonly Outcome[]): void {
    const org = ordered[0]?.ticket.org;
    if (org === undefined) return;
    const limited = outcomes.find(isLimited);
    const disconnected = outcomes.find(isDisconnected);
    const failed = outcomes.find(isFailure);
    const isWell = outcomes.some((each) => !isFailure(each) || ('alone' in each && each.alone));
    if (limited) pauses.limited(org, limited.problem);
    else if (disconnected) pauses.disconnected(org, disconnected.problem);
    else if (failed && !isWell) pauses.failed(org, failed.problem);
    else pauses.succeeded(org);
  }

  function restOf(ticket: Ticket, atLeastMs: number): void {
    const pauseMs = Math.max(
      atLeastMs,
      Math.min(longestPauseMs, Math.max(atLeastMs, 1000) * 2 ** Math.min(ticket.tries, 6)),
    );
    ticket.tries += 1;
    queue.putBack(ticket, pauseMs);
  }

  async function commandAll(commanded: readonly Commanded[]): Promise<Map<string, Proposal>> {
    const accepted = new Map<string, Proposal>();
    for (const [id, answer] of await commandTogether(store, commanded, now())) {
      if (isProposal(answer)) accepted.set(id, answer);
      else parts.log(`${commanded.find((each) => each.id === id)?.command.type} was refused: ${answer.message}`);
    }
    return accepted;
  }

  return run;
}

function sentCommand({ id }: Ticket, sent: Sent | undefined): Commanded {
  return { id, command: sent ? { type: 'sent', sent } : { type: 'crashed' } };
}
