import { implement } from '@orpc/server';
import { contract } from '../../../shared/contract/contract.ts';
import type { Deciding } from '../../../shared/model/deciding.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { loadProposal } from '../../proposals/proposal-store.ts';
import type { Proposals } from '../../proposals/proposals.ts';
import type { Store } from '../../store/open-store.ts';
import type { CallViews } from '../calls/call-views.ts';
import type { Orgs } from '../orgs/orgs.ts';
import type { ProductionGate } from '../orgs/orgs-production.ts';
import { refusing } from '../refusing.ts';
import { supervisorOf } from '../supervisor.ts';
import { watch } from '../watch.ts';
import { keepPace } from './pace.ts';

/** What answers about proposals one by one. */
export type ProposalRoutesParts = {
  store: Store;
  orgs: Pick<Orgs, 'find' | 'main'>;
  gate: ProductionGate;
  proposals: Proposals;
  views: CallViews;
  /** How decisions are made now. */
  deciding(): Deciding;
  log(message: string, cause?: unknown): void;
};

/** Answers the contract's calls by which a supervisor sees and decides about one proposal. */
export function createProposalRoutes({ store, orgs, gate, proposals, views, deciding, log }: ProposalRoutesParts) {
  const os = implement(contract).proposals;
  const answer = <T>(work: () => Promise<T>): Promise<T> => refusing(work, log);

  async function load(id: string): Promise<Proposal | null> {
    return (await loadProposal(store.db, id))?.proposal ?? null;
  }

  async function decider(proposal: string) {
    return supervisorOf(orgs, (await load(proposal))?.org ?? '');
  }

  return {
    watch: os.watch.handler(async function* ({ input, signal }) {
      const changes = watch(store, input.since, signal, async (since, reset, revision) =>
        views.proposals(since, reset, revision),
      );
      for await (const pages of changes) yield* pages;
    }),
    approve: os.approve.handler(({ input }) =>
      answer(async () => {
        const of = await load(input.proposal);
        const { onScreenMs, hurried } = input;
        if (of) keepPace([of], deciding(), { onScreenMs, hurried });
        const org = of?.org ?? '';
        const then = await gate.pass(orgs.find(org), input.confirmProduction === true);
        const how = { saveAnyway: input.saveAnyway === true, onScreenMs, hurried };
        const by = supervisorOf(orgs, org);
        return proposals.approve(input.proposal, input.revision, input.edits, by, how).finally(then);
      }),
    ),
    updateInstead: os.updateInstead.handler(({ input }) =>
      answer(async () =>
        proposals.updateInstead(input.proposal, input.revision, input.record, await decider(input.proposal)),
      ),
    ),
    reject: os.reject.handler(({ input }) =>
      answer(async () =>
        proposals.reject(
          input.proposal,
          input.revision,
          input.rejection,
          await decider(input.proposal),
          input.onScreenMs,
        ),
      ),
    ),
    reopen: os.reopen.handler(({ input }) => answer(() => proposals.reopen(input.proposal, input.revision))),
    chooseRecord: os.chooseRecord.handler(({ input }) =>
      answer(() => proposals.chooseRecord(input.proposal, input.revision, input.record)),
    ),
    settleByHand: os.settleByHand.handler(({ input }) =>
      answer(() => proposals.settleByHand(input.proposal, input.revision, input.happened)),
    ),
  };
}
