import { implement } from '@orpc/server';
import { soqlContract } from '../../../shared/contract/soql-contract.ts';
import { ProblemError } from '../../../shared/model/problem.ts';
import { createObjectDirectory } from '../../salesforce/records/object-directory.ts';
import type { SalesforceConnection } from '../../salesforce/salesforce-connection.ts';
import { readQueryRow, runQuery } from '../../salesforce/search/run-query.ts';
import { isRefused, readQuery } from '../../salesforce/search/run-query-parse.ts';
import type { Store } from '../../store/open-store.ts';
import type { Orgs } from '../orgs/orgs.ts';
import { refusing } from '../refusing.ts';
import { forgetQueries, keepQuery, readPastQueries } from './soql-history.ts';

/** What answers the supervisor's own queries. */
export type SoqlRoutesParts = {
  orgs: Pick<Orgs, 'connectionOf'>;
  store: Store;
  now(): number;
  log(message: string, cause?: unknown): void;
};

/** Answers the contract's calls about queries. */
export function createSoqlRoutes({ orgs, store, now, log }: SoqlRoutesParts) {
  const os = implement(soqlContract);
  const directory = createObjectDirectory();
  const answer = <T>(work: () => Promise<T>): Promise<T> => refusing(work, log);

  function connected(org: string): SalesforceConnection {
    const found = orgs.connectionOf(org);
    if ('message' in found) throw new ProblemError(found);
    return found;
  }

  return {
    objects: os.objects.handler(({ input }) =>
      answer(async () =>
        (await directory.list(connected(input.org)))
          .filter(({ queryable }) => queryable)
          .map(({ name, label }) => ({ name, label }))
          .sort((a, b) => a.name.localeCompare(b.name)),
      ),
    ),
    run: os.run.handler(async function* ({ input, signal }) {
      const query = readQuery(input.query);
      if (isRefused(query)) {
        yield { step: 'refused' as const, ...query };
        return;
      }
      const connection = await answer(async () => connected(input.org));
      if (input.next === null) await keepQuery(store, { query: input.query.trim(), org: input.org, at: now() });
      const { next, rows } = input;
      const steps = runQuery(connection, query, { next, rows, signal });
      for (;;) {
        // A request that was cut off on purpose is nothing to be told.
        const step = await answer(() => steps.next().catch((cause: unknown) => unlessLeft(signal, cause)));
        if (step.done) return;
        yield step.value;
      }
    }),
    row: os.row.handler(({ input }) =>
      answer(async () => {
        const query = readQuery(input.query);
        return isRefused(query) ? null : readQueryRow(connected(input.org), query, input.id);
      }),
    ),
    history: os.history.handler(() => answer(() => readPastQueries(store))),
    forgetHistory: os.forgetHistory.handler(() => answer(() => forgetQueries(store))),
  };
}

function unlessLeft(signal: AbortSignal | undefined, cause: unknown): { done: true; value: undefined } {
  if (signal?.aborted) return { done: true, value: undefined };
  throw cause;
}
