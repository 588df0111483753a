import { onTestFinished } from 'vitest';
import type { ConsoleOptions } from '../../electron/console/console-options.ts';
import { type Console, startConsole } from '../../electron/console/start-console.ts';
import type { PracticeOrg, PracticeOrgOptions } from '../../electron/practice/org/practice-org.ts';
import { startPracticeOrg } from '../../electron/practice/org/start-practice-org.ts';
import { createMemoryBox } from '../../electron/secrets/create-memory-box.ts';
import type { SecretBox } from '../../electron/secrets/secret-box.ts';
import type { LoginOrder, LoginProgress } from '../../shared/contract/org-views.ts';
import type { Org } from '../../shared/model/org.ts';
import { freePort, signInAs } from './sign-in.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A second org of the customer's, which a console can sign in to at this port. */
export async function customerOrg(options: PracticeOrgOptions = {}): Promise<{ org: PracticeOrg; port: number }> {
  const port = await freePort();
  const org = await startPracticeOrg({
    organizationId: '00DXx0000000002',
    redirectUris: [`http://localhost:${port}/OauthRedirect`],
    ...options,
  });
  onTestFinished(() => org.stop());
  return { org, port };
}

/** Seals as a keyring would: a console started again with the same one can open its secrets. */
export function testKeyring(): SecretBox {
  return { ...createMemoryBox(), kind: 'os', describe: 'a keyring of the test' };
}

/** What differs from the usual console of a test. */
type OrgConsoleOptions = Partial<ConsoleOptions> & Pick<ConsoleOptions, 'org'>;

/** A console that can sign in to orgs; stopped when the test is over. */
export async function orgConsole(options: OrgConsoleOptions): Promise<Console> {
  const running = await startConsole({
    dataFolder: options.dataFolder ?? temporaryFolder(),
    host: 'browser',
    secretBox: testKeyring(),
    practiceCalls: [],
    firstCalls: [],
    log: () => {},
    ...options,
  });
  let stopping: Promise<void> | null = null;
  const { stop } = running;
  running.stop = () => {
    stopping ??= stop();
    return stopping;
  };
  onTestFinished(() => running.stop());
  return running;
}

/** Asks to sign in, as the window does; answers with every step of it. */
export async function logIn(running: Console, order: Pick<LoginOrder, 'loginUrl' | 'clientId'> & Partial<LoginOrder>) {
  const steps: LoginProgress[] = [];
  const full = { name: null, colour: null, again: null, ...order };
  for await (const step of await running.router.orgs.logIn.callable()(full)) steps.push(step);
  return steps;
}

/** Signs in to an org that lets everybody in, and takes it for the calls of the test. */
export async function signedInTo(running: Console, org: PracticeOrg, rest: Partial<LoginOrder> = {}): Promise<Org> {
  const steps = await logIn(running, { loginUrl: org.url, clientId: org.clientId, ...rest });
  const last = steps.at(-1);
  if (last?.step !== 'done') throw new Error('the login did not come to its end');
  await running.router.orgs.setReplayOrg.callable()({ org: last.org.id });
  return last.org;
}

/** A browser whose person allows whatever an org asks. */
export const allowing = (org: PracticeOrg) => (address: string) => void signInAs(org.username, address);
