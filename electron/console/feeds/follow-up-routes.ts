import { implement } from '@orpc/server';
import { contract } from '../../../shared/contract/contract.ts';
import type { Call } from '../../../shared/model/call.ts';
import type { FieldValue } from '../../../shared/model/field-value.ts';
import type { FollowUp } from '../../../shared/model/follow-up.ts';
import type { Org } from '../../../shared/model/org.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import type { Catalogue } from '../../actions/catalogue.ts';
import { readByHand } from '../../actions/read-by-hand.ts';
import { loadCall } from '../../calls/call-store.ts';
import type { FollowUps } from '../../feeds/follow-ups.ts';
import type { Proposals } from '../../proposals/proposals.ts';
import type { Store } from '../../store/open-store.ts';
import { proposeByHand } from '../decisions/propose-by-hand.ts';
import type { Orgs } from '../orgs/orgs.ts';
import { refusing } from '../refusing.ts';
import { supervisorOf } from '../supervisor.ts';
import { watch } from '../watch.ts';

/** What answers for follow-ups. */
export type FollowUpRoutesParts = {
  store: Store;
  orgs: Pick<Orgs, 'find' | 'main'>;
  catalogue: Catalogue;
  proposals: Proposals;
  followUps: FollowUps;
  now(): number;
  log(message: string, cause?: unknown): void;
};

/** Answers the contract's calls about follow-ups. */
export function createFollowUpRoutes(parts: FollowUpRoutesParts) {
  const { store, orgs, followUps, catalogue } = parts;
  const os = implement(contract).followUps;
  const answer = <T>(work: () => Promise<T>): Promise<T> => refusing(work, parts.log);

  async function setDone(id: string, done: boolean): Promise<FollowUp> {
    const { org } = await followUps.find(id);
    return followUps.setDone(id, supervisorOf(orgs, org).name, done);
  }

  async function proposeTask(id: string): Promise<Proposal> {
    const owed = await followUps.find(id);
    const org = orgs.find(owed.org);
    if (!org)
      throw new ProblemError(toProblem('not-found', 'Countersign does not know this org.', { next: 'reconnect' }));
    const action = catalogue.find('create_object');
    if (!action) throw new ProblemError(toProblem('not-found', 'The catalogue has no action to create a task with.'));
    const call = owed.call === null ? null : await loadCall(store.db, owed.call);
    const values = Object.entries(taskOf(owed, org, call)).map(([field, value]) => ({ field, value, evidence: null }));
    const read = readByHand(action, { object: 'Task', record: null, values });
    if ('message' in read) throw new ProblemError(read);
    const made = await proposeByHand(parts.proposals, { org, call: call?.id ?? null, ...read }, parts.now());
    await followUps.setTask(id, made.id);
    return made;
  }

  return {
    list: os.list.handler(() => answer(followUps.list)),
    watch: os.watch.handler(async function* ({ signal }) {
      let told = '';
      for await (const list of watch(store, 0, signal, followUps.list)) {
        const text = JSON.stringify(list);
        if (text === told) continue;
        told = text;
        yield list;
      }
    }),
    done: os.done.handler(({ input }) => answer(() => setDone(input.id, true))),
    undoDone: os.undoDone.handler(({ input }) => answer(() => setDone(input.id, false))),
    proposeTask: os.proposeTask.handler(({ input }) => answer(() => proposeTask(input.id))),
  };
}

function taskOf(owed: FollowUp, org: Org, call: Call | null): Record<string, FieldValue> {
  const person = call?.caller.state === 'matched' ? call.caller.person.record : null;
  return {
    Subject: `Follow up with ${owed.whom}`.slice(0, 255),
    Description: owed.what,
    ActivityDate: new Intl.DateTimeFormat('en-CA', { timeZone: org.timeZone, dateStyle: 'short' }).format(owed.dueAt),
    Status: 'Not Started',
    ...(person && { WhoId: person.id }),
  };
}
