import { type Problem, toProblem } from '../../../shared/model/problem.ts';
import { problemOfFailure } from '../problems.ts';
import type { ApiUsage, SalesforceConnection } from '../salesforce-connection.ts';

/** Asks the org something small: null where it answers and has requests left, or what is still in the way. */
export async function probeOrg(connection: SalesforceConnection): Promise<Problem | null> {
  try {
    await connection.read({ method: 'GET', path: ['limits'] });
  } catch (failure) {
    return problemOfFailure(failure);
  }
  const usage = connection.apiUsage();
  return usage && usage.used >= usage.limit ? limitReached(usage) : null;
}

/** The org's requests of a day are used up. Salesforce counts over the last 24 hours, so they come back one by one. */
function limitReached({ used, limit }: ApiUsage): Problem {
  const message = `Your Salesforce org has used ${used} of its ${limit} API requests of the last 24 hours.`;
  return toProblem('rate-limited', message, { next: 'wait', code: 'REQUEST_LIMIT_EXCEEDED' });
}
