import type { TokenGrant } from '../../../shared/model/access-token.ts';
import type { Org } from '../../../shared/model/org.ts';
import { type Problem, ProblemError, toProblem } from '../../../shared/model/problem.ts';
import { issueToken, revokeToken, type TokenApp } from '../../salesforce/login/token-grant.ts';
import type { ConnectionSettings } from '../../salesforce/open-connection.ts';
import type { SalesforceConnection } from '../../salesforce/salesforce-connection.ts';

/**
 * Tries an app for access tokens: issues one, reads whose it is, and revokes it, whatever was found. Throws where the
 * app cannot be used: it belongs to another org, or runs as the very user who decides here.
 */
export async function tryTokenApp(
  app: TokenApp,
  org: Org,
  { open }: { open(settings: ConnectionSettings): SalesforceConnection },
): Promise<Pick<TokenGrant, 'user' | 'scopes'>> {
  const issued = await issueToken(app);
  if (issued.kind !== 'issued') throw new ProblemError(issued.problem);
  const { accessToken, instanceUrl, scopes } = issued.token;
  const connection = open({ instanceUrl, accessToken });
  const found = await connection
    .identity()
    .catch((cause: unknown) => (cause instanceof ProblemError ? cause.problem : unreadable))
    .finally(() => connection.close());
  await revokeToken(app, accessToken).catch((cause: unknown) => {
    throw new ProblemError(notRevoked(cause), { cause });
  });
  if ('message' in found) throw new ProblemError(found);
  if (found.id !== org.id) throw new ProblemError(otherOrg(org, found));
  if (found.user.id === org.user.id) throw new ProblemError(ownUser(org));
  return { user: found.user, scopes: [...scopes] };
}

const unreadable = toProblem('upstream', 'Salesforce did not say whose token it is. It was revoked.');

function notRevoked(cause: unknown): Problem {
  const why = cause instanceof ProblemError ? cause.problem.message : '';
  const message = `A token was issued to try the app, and could not be revoked. Nothing was saved. ${why}`.trim();
  return toProblem('upstream', message, { next: 'retry' });
}

function otherOrg(wanted: Org, found: Org): Problem {
  return toProblem('not-allowed', `This app belongs to ${found.name}, not to ${wanted.name}.`, { next: 'edit' });
}

function ownUser({ user }: Org): Problem {
  const message = `The app runs as ${user.name}, who decides here. Give it an integration user of its own as Run-As user.`;
  return toProblem('not-allowed', message, { next: 'edit' });
}
