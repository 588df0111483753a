import { implement } from '@orpc/server';
import { contract } from '../../../shared/contract/contract.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { loadCall } from '../../calls/call-store.ts';
import type { AsksItself, CallDoorFinder } from '../../feeds/holds/find-door.ts';
import { loadProposal } from '../../proposals/proposal-store.ts';
import type { Proposals } from '../../proposals/proposals.ts';
import type { Store } from '../../store/open-store.ts';
import type { Orgs } from '../orgs/orgs.ts';
import { refusing } from '../refusing.ts';
import { supervisorOf } from '../supervisor.ts';

/** What answers for questions to agents. */
export type AskRoutesParts = {
  store: Store;
  orgs: Pick<Orgs, 'find' | 'main'>;
  proposals: Pick<Proposals, 'question'>;
  findDoor: CallDoorFinder;
  asksItself: AsksItself;
  fetch: typeof fetch;
  now(): number;
  log(message: string, cause?: unknown): void;
};

const patienceMs = 15_000;

/** Answers the contract's call by which a supervisor asks an agent about a proposal. */
export function createAskRoutes({ store, orgs, proposals, findDoor, asksItself, now, log, ...parts }: AskRoutesParts) {
  const os = implement(contract).proposals;

  async function ask(id: string, text: string): Promise<Proposal> {
    const of = (await loadProposal(store.db, id))?.proposal;
    if (!of) throw new ProblemError(toProblem('not-found', 'This proposal does not exist.'));
    if (of.status.state !== 'waiting') throw new ProblemError(decided(of));
    const call = of.call === null ? null : await loadCall(store.db, of.call);
    const by = supervisorOf(orgs, of.org).name;
    const door = call ? await findDoor(call, 'tell') : { kind: 'shut' as const, why: noCall };
    if (door.kind === 'shut') {
      const comes = (call === null || call.endedAt === null) && asksItself(of);
      if (comes) return proposals.question(id, { text, by, at: now(), why: null, heardAt: null });
      throw new ProblemError(toProblem('not-allowed', door.why));
    }
    const to = { ...door.to, fetch: parts.fetch, signal: AbortSignal.timeout(patienceMs) };
    const came = await door.enter(to, wordsFor(of, text)).catch(unreachable);
    const why = came.kind === 'arrived' ? null : came.why;
    const asked = await proposals.question(id, { text, by, at: now(), why });
    if (why === null) return asked;
    throw new ProblemError(toProblem('upstream', `It did not reach the agent: ${why}`, { next: 'retry' }));
  }

  return { ask: os.ask.handler(({ input }) => refusing(() => ask(input.proposal, input.question), log)) };
}

const noCall = 'It belongs to no call, and its agent has no way to be told.';

/** The agent has to know what it is about, and that nothing came of it yet. */
function wordsFor({ reference, actionLabel }: Proposal, text: string): string {
  return `Your supervisor asks about ${actionLabel} (${reference}): ${text} Nothing is decided yet: do not say that it is done.`;
}

function decided({ reference, status }: Proposal) {
  return toProblem('conflict', `${reference} is not waiting for a decision any more: it is ${status.state}.`);
}

function unreachable(cause: unknown) {
  return { kind: 'unreachable' as const, why: cause instanceof Error ? cause.message : String(cause) };
}
