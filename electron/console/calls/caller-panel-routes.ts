import { implement } from '@orpc/server';
import type { CallerPanel } from '../../../shared/contract/caller-contract.ts';
import { contract } from '../../../shared/contract/contract.ts';
import { type Problem, ProblemError, toProblem } from '../../../shared/model/problem.ts';
import { loadCall } from '../../calls/call-store.ts';
import { readCallerPanel } from '../../salesforce/people/caller-panel.ts';
import type { SalesforceConnection } from '../../salesforce/salesforce-connection.ts';
import type { Store } from '../../store/open-store.ts';
import { refusing } from '../refusing.ts';

/** What answers for who calls. */
export type CallerPanelParts = {
  store: Store;
  connectionOf(org: string): SalesforceConnection | Problem;
  now(): number;
  log(message: string, cause?: unknown): void;
};

/** Answers what the org knows about a caller. */
export function createCallerPanelRoutes({ store, connectionOf, now, log }: CallerPanelParts) {
  const os = implement(contract).records;

  async function read(id: string): Promise<CallerPanel> {
    const call = await loadCall(store.db, id);
    if (!call) throw new ProblemError(toProblem('not-found', 'This call does not exist.'));
    if (call.caller.state !== 'matched') return { ...nobody, readAt: now() };
    const connection = connectionOf(call.org);
    if ('message' in connection) throw new ProblemError(connection);
    return readCallerPanel(connection, call.caller.person.record);
  }

  return { ofCaller: os.ofCaller.handler(({ input }) => refusing(() => read(input.call), log)) };
}

const nobody = { record: null, url: null, fields: [], cases: null, activities: null, unread: [] };
