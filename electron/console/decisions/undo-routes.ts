import { implement } from '@orpc/server';
import { contract } from '../../../shared/contract/contract.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { Decider } from '../../../shared/model/proposal.ts';
import { loadProposal } from '../../proposals/proposal-store.ts';
import type { Proposals } from '../../proposals/proposals.ts';
import type { Store } from '../../store/open-store.ts';
import type { Orgs } from '../orgs/orgs.ts';
import { refusing } from '../refusing.ts';
import { supervisorOf } from '../supervisor.ts';

/** What answers about taking back. */
export type UndoRoutesParts = {
  store: Pick<Store, 'db'>;
  orgs: Pick<Orgs, 'find' | 'main'>;
  proposals: Pick<Proposals, 'cancelSending' | 'undo'>;
  log(message: string, cause?: unknown): void;
};

/** Answers the contract's calls by which a supervisor takes back what was approved, or written. */
export function createUndoRoutes({ store, orgs, proposals, log }: UndoRoutesParts) {
  const os = implement(contract).proposals;

  async function decider(id: string): Promise<Decider> {
    const of = (await loadProposal(store.db, id))?.proposal;
    if (!of) throw new ProblemError(toProblem('not-found', 'This proposal does not exist.'));
    return supervisorOf(orgs, of.org);
  }

  return {
    cancelSending: os.cancelSending.handler(({ input }) =>
      refusing(async () => proposals.cancelSending(input.proposal, input.revision, await decider(input.proposal)), log),
    ),
    undo: os.undo.handler(({ input }) =>
      refusing(async () => proposals.undo(input.proposal, input.revision ?? null, await decider(input.proposal)), log),
    ),
  };
}
