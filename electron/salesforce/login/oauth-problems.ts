import { type Problem, ProblemError, toProblem } from '../../../shared/model/problem.ts';
import { NoAnswerError } from '../no-answer-error.ts';

const AGAIN = { next: 'reconnect' } as const;

/** What the errors of Salesforce's login pages and token endpoint mean to the person who logs in. */
const OAUTH_SENTENCES: Readonly<Record<string, string>> = {
  access_denied: 'The login was denied in Salesforce. Nothing was connected.',
  'access-denied': 'The login was denied in Salesforce. Nothing was connected.',
  invalid_grant:
    'Salesforce no longer accepts this login: it was revoked, has expired or was used elsewhere. Log in again.',
  invalid_client_id: 'Salesforce does not know this consumer key. Check it against your External Client App.',
  invalid_client: 'Salesforce wants a secret for this app. Switch “Require Secret” off in your External Client App.',
  redirect_uri_mismatch: 'The callback address is not registered. Add it to your External Client App.',
  inactive_user: 'This Salesforce user is inactive.',
  inactive_org: 'This Salesforce org is inactive.',
  invalid_scope: 'Your External Client App does not allow the access Countersign needs (api, refresh_token).',
  rate_limit_exceeded: 'Too many logins in a short time. Wait a few minutes.',
  unsupported_grant_type: 'Your External Client App does not allow the web server flow.',
  OAUTH_APP_BLOCKED: 'An admin has blocked this app in Salesforce.',
  OAUTH_APP_ACCESS_DENIED: 'An admin has not approved this app for your user in Salesforce.',
  OAUTH_APPROVAL_ERROR_GENERIC: 'An admin has not approved this app for your user in Salesforce.',
};

/** Errors that say nothing about the login itself: asked again later, the answer may be another. */
const TRANSIENT = new Set(['server_error', 'temporarily_unavailable', 'unknown_error', 'rate_limit_exceeded']);

/** An OAuth error code as a problem; descriptions that came with it are not shown: anybody can write them into an address. */
export function oauthProblem(code: string): Problem {
  const message = OAUTH_SENTENCES[code] ?? 'Salesforce refused the login. Try again.';
  return toProblem('not-connected', message, { ...AGAIN, code: /^[\w-]{1,60}$/.test(code) ? code : null });
}

/** A failure of the token endpoint; jsforce puts the OAuth code into the error's name. */
export function tokenFailure(failure: unknown): ProblemError {
  if (failure instanceof ProblemError) return failure;
  if (failure instanceof NoAnswerError) {
    return later('Salesforce cannot be reached to renew the session. Check the network.', failure);
  }
  const code = failure instanceof Error ? failure.name : '';
  // A page instead of an answer: the login service is down, not the login.
  if (/^ERROR_HTTP_5/.test(code)) return later('The login service of Salesforce is not available right now.', failure);
  if (TRANSIENT.has(code)) return later('The login service of Salesforce is busy right now.', failure);
  // Not the token endpoint's words: a full disk, or a bug.
  if (/^[A-Z]\w*Error$|^Error$|^$/.test(code))
    return later('Countersign could not renew the Salesforce session.', failure);
  return new ProblemError(oauthProblem(code), { cause: failure });
}

function later(message: string, cause: unknown): ProblemError {
  return new ProblemError(toProblem('not-connected', message, { next: 'retry' }), { cause });
}
