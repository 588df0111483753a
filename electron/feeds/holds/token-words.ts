import { tokenField } from '../../../shared/model/access-token.ts';
import type { Proposal, WriteResult } from '../../../shared/model/proposal.ts';
import type { Told } from './answer-words.ts';

/** What is told of an access token that was given; the token itself goes into the held response alone. */
export function tokenGiven({ reference }: Proposal, { fields }: WriteResult): Told {
  const until = new Date(String(fields[tokenField.until]));
  const when = Number.isNaN(until.getTime()) ? 'soon' : `at ${until.toISOString().slice(11, 16)} UTC`;
  const text = `An access token was given (${reference}) in the answer to the request that was kept waiting. It is revoked ${when}, is given once, and is not told again.`;
  return { outcome: 'done', text, values: {} };
}

/** What is told when nobody decided while the request was kept waiting: there is no later. */
export function tokenNotDecided(reference: string): string {
  return `Nobody decided in time (${reference}): no access token was given. It is given only while a request waits, so ask again if it is still needed.`;
}

/** What is told when it was approved too late for this request. */
export function tokenTooLate(reference: string): string {
  return `Approved (${reference}), but too late for this request: no access token was given. Ask again if it is still needed.`;
}
