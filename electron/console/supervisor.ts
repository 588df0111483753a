import { ProblemError, toProblem } from '../../shared/model/problem.ts';
import type { Decider } from '../../shared/model/proposal.ts';
import type { Orgs } from './orgs/orgs.ts';

/** Who decides about an org: the Salesforce user of the connection to it, even while it is down. */
export function supervisorOf(orgs: Pick<Orgs, 'find' | 'main'>, id: string): Extract<Decider, { kind: 'supervisor' }> {
  const org = orgs.find(id) ?? orgs.main();
  if (!org)
    throw new ProblemError(toProblem('not-connected', 'Not signed in to Salesforce yet.', { next: 'reconnect' }));
  return { kind: 'supervisor', user: org.user.id, name: org.user.name };
}
