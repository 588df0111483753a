import { implement } from '@orpc/server';
import { contract } from '../../../shared/contract/contract.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import { loadCall } from '../../calls/call-store.ts';
import { placeOf, showCall } from '../../calls/said/said-store.ts';
import { appendJournal } from '../../journal/append-journal.ts';
import type { Store } from '../../store/open-store.ts';
import type { Orgs } from '../orgs/orgs.ts';
import { refusing } from '../refusing.ts';
import { supervisorOf } from '../supervisor.ts';
import type { Said } from './said.ts';

/** What answers for what agents told. */
export type SaidRoutesParts = {
  store: Store;
  orgs: Pick<Orgs, 'find' | 'main'>;
  said: Pick<Said, 'settle'>;
  now(): number;
  log(message: string, cause?: unknown): void;
};

/** Answers the contract's calls about what agents told callers. */
export function createSaidRoutes(parts: SaidRoutesParts) {
  const { store, orgs, now } = parts;
  const os = implement(contract).said;

  async function dismiss(call: string, claim: string, dismissed: boolean): Promise<void> {
    const place = placeOf(claim);
    const of = await loadCall(store.db, call);
    if (!place || !of) throw new ProblemError(noClaim);
    const by = supervisorOf(orgs, of.org).name;
    await store.transact(async (tx) => {
      const known = await tx
        .selectFrom('claims')
        .innerJoin('utterances', 'utterances.id', 'claims.utterance')
        .select('claims.dismissed_by')
        .where('utterances.call', '=', call)
        .where('claims.utterance', '=', place.utterance)
        .where('claims.start', '=', place.start)
        .executeTakeFirst();
      if (!known) throw new ProblemError(noClaim);
      if ((known.dismissed_by !== null) === dismissed) return;
      await tx
        .updateTable('claims')
        .set({ dismissed_by: dismissed ? by : null })
        .where('utterance', '=', place.utterance)
        .where('start', '=', place.start)
        .execute();
      await showCall(store, tx, call);
      const summary = dismissed
        ? 'what the agent told is no claim, or settled'
        : 'what the agent told is a claim after all';
      const kind = dismissed ? ('said.dismissed' as const) : ('said.restored' as const);
      const line = { at: now(), org: of.org, call, proposal: null, actor: by };
      await appendJournal(tx, [{ ...line, kind, summary, detail: { claim } }]);
    });
    await parts.said.settle(call);
  }

  return {
    dismiss: os.dismiss.handler(({ input }) =>
      refusing(() => dismiss(input.call, input.claim, input.dismissed), parts.log),
    ),
  };
}

const noClaim = toProblem('not-found', 'This is no longer read as something the agent told.');
