import { z } from 'zod';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import { toId18 } from '../ids.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';

/** Who signed in, and where. */
export type Signer = { org: string; user: string; name: string; username: string };

const userinfo = z.object({
  organization_id: z.string(),
  user_id: z.string(),
  name: z.string().min(1),
  preferred_username: z.string(),
});

/** Asks Salesforce who is signed in, and nothing else: the login may open nothing more. */
export async function readSigner(connection: Pick<SalesforceConnection, 'request'>): Promise<Signer> {
  const { status, body } = await connection.request({ method: 'GET', base: 'services', path: ['oauth2', 'userinfo'] });
  const told = userinfo.safeParse(body);
  const org = told.success ? toId18(told.data.organization_id) : null;
  const user = told.success ? toId18(told.data.user_id) : null;
  if (status !== 200 || !told.success || !org || !user) throw new ProblemError(nobody);
  return { org, user, name: told.data.name, username: told.data.preferred_username };
}

const nobody = toProblem('upstream', 'Salesforce did not say who signed in. Nothing was approved.', { next: 'retry' });
