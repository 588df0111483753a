import { implement } from '@orpc/server';
import { contract } from '../../../shared/contract/contract.ts';
import type { CallerCandidate } from '../../../shared/model/caller-match.ts';
import { ProblemError } from '../../../shared/model/problem.ts';
import { loadCall } from '../../calls/call-store.ts';
import type { Calls } from '../../calls/calls.ts';
import { findCalls } from '../../calls/find-calls.ts';
import { matchCaller } from '../../calls/match-caller.ts';
import { findPeople } from '../../salesforce/people/find-people.ts';
import type { Store } from '../../store/open-store.ts';
import type { Orgs } from '../orgs/orgs.ts';
import { refusing } from '../refusing.ts';
import { supervisorOf } from '../supervisor.ts';
import { watch } from '../watch.ts';
import type { CallViews } from './call-views.ts';

/** What answers about calls. */
export type CallRoutesParts = {
  store: Store;
  orgs: Pick<Orgs, 'find' | 'main' | 'connectionOf'>;
  calls: Calls;
  views: CallViews;
  log(message: string, cause?: unknown): void;
};

/** Answers the contract's calls about calls and who is calling. */
export function createCallRoutes({ store, orgs, calls, views, log }: CallRoutesParts) {
  const os = implement(contract).calls;
  const answer = <T>(work: () => Promise<T>): Promise<T> => refusing(work, log);

  async function orgOf(call: string): Promise<string> {
    return (await loadCall(store.db, call))?.org ?? orgs.main()?.id ?? '';
  }

  async function search(call: string, text: string): Promise<CallerCandidate[]> {
    const connection = orgs.connectionOf(await orgOf(call));
    if ('message' in connection) throw new ProblemError(connection);
    const match = matchCaller({ phone: null, name: null, email: null }, await findPeople(connection, { text }));
    if (match.state === 'matched') return [match.person, ...match.others];
    return match.state === 'several' ? match.candidates : [];
  }

  return {
    watch: os.watch.handler(async function* ({ input, signal }) {
      yield* watch(store, input.since, signal, views.calls);
    }),
    open: os.open.handler(async function* ({ input, signal }) {
      yield* watch(store, input.since, signal, (since, reset, revision) =>
        views.call(input.call, since, reset, revision),
      );
    }),
    find: os.find.handler(({ input }) => answer(async () => views.summaries(await findCalls(store, input.text)))),
    findPeople: os.findPeople.handler(({ input }) => answer(() => search(input.call, input.text))),
    setCaller: os.setCaller.handler(({ input }) =>
      answer(async () => {
        const chosen = input.caller.kind === 'nobody' ? 'nobody' : input.caller.candidate;
        return calls.setCaller(input.call, chosen, supervisorOf(orgs, await orgOf(input.call)).name);
      }),
    ),
  };
}
