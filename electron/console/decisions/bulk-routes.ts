import { implement } from '@orpc/server';
import { type BulkStep, bulkChunk } from '../../../shared/contract/bulk-contract.ts';
import { contract } from '../../../shared/contract/contract.ts';
import { type BulkVerb, mixedBar } from '../../../shared/model/bulk.ts';
import type { Deciding } from '../../../shared/model/deciding.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { Proposal, Rejection } from '../../../shared/model/proposal.ts';
import type { BulkOrder } from '../../proposals/deciding/bulk.ts';
import { loadProposal } from '../../proposals/proposal-store.ts';
import type { Proposals } from '../../proposals/proposals.ts';
import type { Store } from '../../store/open-store.ts';
import type { Orgs } from '../orgs/orgs.ts';
import type { ProductionGate } from '../orgs/orgs-production.ts';
import { refusing } from '../refusing.ts';
import { supervisorOf } from '../supervisor.ts';
import { keepPace, type Shown } from './pace.ts';

/** What answers for decisions about many. */
export type BulkRoutesParts = {
  store: Pick<Store, 'db'>;
  orgs: Pick<Orgs, 'find' | 'main'>;
  gate: ProductionGate;
  proposals: Pick<Proposals, 'decideMany'>;
  /** How decisions are made now. */
  deciding(): Deciding;
  log(message: string, cause?: unknown): void;
};

type Wanted = Shown & { verb: BulkVerb; orders: readonly BulkOrder[]; rejection: Rejection | null; confirmed: boolean };

/** Answers the contract's calls by which a supervisor decides about many, a chunk at a time. */
export function createBulkRoutes({ store, orgs, gate, proposals, deciding, log }: BulkRoutesParts) {
  const os = implement(contract).proposals;

  /** Production and others never share a decision, whatever the window sends. */
  async function pass({ verb, orders, confirmed, ...shown }: Wanted): Promise<() => void> {
    const ids = await orgsOf(orders);
    const found = ids.map((id) => orgs.find(id));
    const mixed = mixedBar(found.map((org) => org?.environment ?? null));
    if (mixed) throw new ProblemError(toProblem('not-allowed', mixed, { code: 'mixed' }));
    const then: (() => void)[] = [];
    if (verb !== 'approve') return () => {};
    // Left out is what is flagged: only where the pace is kept of everything is there anything to read here.
    if (deciding().pace === 'all') keepPace(await proposalsOf(orders), deciding(), shown);
    for (const org of found) then.push(await gate.pass(org, confirmed));
    return () => {
      for (const each of then) each();
    };
  }

  async function proposalsOf(orders: readonly BulkOrder[]): Promise<Proposal[]> {
    const found: Proposal[] = [];
    for (const { proposal } of orders) {
      const stored = await loadProposal(store.db, proposal);
      if (stored) found.push(stored.proposal);
    }
    return found;
  }

  async function orgsOf(orders: readonly BulkOrder[]): Promise<string[]> {
    const found = new Set<string>();
    for (let at = 0; at < orders.length; at += 500) {
      const ids = orders.slice(at, at + 500).map(({ proposal }) => proposal);
      const rows = await store.db.selectFrom('proposals').select('org').distinct().where('id', 'in', ids).execute();
      for (const { org } of rows) found.add(org);
    }
    return [...found];
  }

  async function* decide(wanted: Wanted, signal: AbortSignal | undefined): AsyncGenerator<BulkStep> {
    const { verb, orders: given, rejection, onScreenMs, hurried } = wanted;
    const then = await refusing(() => pass(wanted), log);
    const orders = [...new Map(given.map((order) => [order.proposal, order])).values()];
    try {
      for (let at = 0; at < orders.length && !signal?.aborted; at += bulkChunk) {
        const chunk = orders.slice(at, at + bulkChunk);
        const by = (org: string) => supervisorOf(orgs, org);
        const lines = await refusing(
          () => proposals.decideMany(chunk, { verb, rejection, by, onScreenMs, hurried }),
          log,
        );
        yield { done: at + chunk.length, total: orders.length, lines };
      }
    } finally {
      then();
    }
  }

  return {
    approveMany: os.approveMany.handler(async function* ({ input, signal }) {
      const { proposals: orders, confirmProduction, onScreenMs, hurried } = input;
      const confirmed = confirmProduction === true;
      yield* decide({ verb: 'approve', orders, rejection: null, confirmed, onScreenMs, hurried }, signal);
    }),
    rejectMany: os.rejectMany.handler(async function* ({ input, signal }) {
      const { proposals: orders, rejection, onScreenMs } = input;
      yield* decide({ verb: 'reject', orders, rejection, confirmed: false, onScreenMs }, signal);
    }),
  };
}
