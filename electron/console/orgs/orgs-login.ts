import type { LoginOrder, LoginProgress } from '../../../shared/contract/org-views.ts';
import { toLoginUrl } from '../../../shared/model/login-address.ts';
import type { Org } from '../../../shared/model/org.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import { appendJournal, type JournalLine } from '../../journal/append-journal.ts';
import { revokeLogin } from '../../salesforce/login/login.ts';
import type { Grant } from '../../salesforce/login/oauth-client.ts';
import type { ConnectionSettings } from '../../salesforce/open-connection.ts';
import type { SalesforceConnection } from '../../salesforce/salesforce-connection.ts';
import type { Store } from '../../store/open-store.ts';
import { type OpenLoginParts, openLogin } from './open-login.ts';
import type { Orgs } from './orgs.ts';

/** What signing in and out works with. */
export type LoginParts = OpenLoginParts & {
  orgs: Orgs;
  store: Store;
  open(settings: ConnectionSettings): SalesforceConnection;
  now(): number;
};

type App = { loginUrl: string; clientId: string };

/** Signs in to an org and takes it into use, telling how far it is. */
export async function* signIn(
  parts: LoginParts,
  order: LoginOrder,
  signal: AbortSignal | undefined,
): AsyncGenerator<LoginProgress> {
  const loginUrl = toLoginUrl(order.loginUrl);
  if (typeof loginUrl !== 'string') throw new ProblemError(loginUrl);
  const app = { loginUrl, clientId: order.clientId };
  const login = openLogin(parts, app, signal);
  try {
    yield { step: 'waiting', address: await login.address };
    const grant = await login.granted;
    yield { step: 'reading' };
    yield { step: 'done', org: await takeIn(parts, app, order, grant) };
  } finally {
    login.giveUp();
  }
}

/** Takes a grant into use under the name and colour asked for, or those the org had before. */
async function takeIn(parts: LoginParts, app: App, order: LoginOrder, grant: Grant): Promise<Org> {
  const { orgs } = parts;
  const org = await identify(parts, order, grant).catch(async (cause: unknown) => {
    await giveBack(parts, app, grant.refreshToken ?? grant.accessToken);
    throw cause;
  });
  const before = orgs.all().find((each) => each.org.id === org.id);
  const old = await orgs.tokensOf(org.id);
  const known = {
    org: { ...org, name: order.name ?? before?.org.name ?? org.name },
    ownName: org.name,
    colour: order.colour ?? before?.colour ?? 'grey',
    login: app,
    left: false,
  };
  await orgs.add(known, { accessToken: grant.accessToken, refreshToken: grant.refreshToken });
  await note(parts, known.org, 'org.signed-in', `signed in to ${known.org.name} (${org.environment})`);
  if (old?.refreshToken) await giveBack(parts, before?.login ?? app, old.refreshToken);
  return known.org;
}

async function identify(parts: LoginParts, { again }: LoginOrder, grant: Grant): Promise<Org> {
  const connection = parts.open({ instanceUrl: grant.instanceUrl, accessToken: grant.accessToken });
  try {
    const org = await connection.identity();
    if (again !== null && again !== org.id) throw new ProblemError(anotherOrg(parts.orgs.find(again), org));
    return org;
  } finally {
    connection.close();
  }
}

/** Salesforce keeps five logins of a user for an app and silently ends the oldest: none is left lying about. */
async function giveBack(parts: LoginParts, app: App, token: string): Promise<void> {
  await revokeLogin(app, token).catch((cause) => parts.log('a login that is not used could not be revoked', cause));
}

/** Revokes the login of an org, forgets its tokens and stops using it. */
export async function disconnect(parts: LoginParts, id: string, anyway: boolean): Promise<void> {
  const { orgs } = parts;
  const of = orgs.all().find((each) => each.org.id === id);
  if (!of) throw new ProblemError(toProblem('not-found', 'This org is not known here.'));
  if (!of.login) {
    throw new ProblemError(
      toProblem('not-allowed', `Nobody signed in to ${of.org.name}: it came with the start of Countersign.`),
    );
  }
  const tokens = await orgs.tokensOf(id);
  const token = tokens?.refreshToken ?? tokens?.accessToken;
  if (token && !anyway) await revokeLogin(of.login, token).catch(notRevoked);
  await orgs.leave(id);
  await note(parts, of.org, 'org.disconnected', `disconnected from ${of.org.name}`);
}

function notRevoked(cause: unknown): never {
  const why = cause instanceof ProblemError ? cause.problem.message : '';
  const message = `The login could not be revoked in Salesforce, so it was kept. ${why}`.trim();
  throw new ProblemError(toProblem('not-connected', message, { next: 'retry', code: 'not-revoked' }), { cause });
}

function anotherOrg(wanted: Org | null, found: Org) {
  const message = `You signed in to ${found.name} as ${found.user.username}, not to ${wanted?.name ?? 'the org asked for'}. Nothing was changed.`;
  return toProblem('conflict', message, { next: 'reconnect' });
}

/** Who came and went is part of the record too. */
export async function note(
  parts: Pick<LoginParts, 'store' | 'now'>,
  org: Org,
  kind: JournalLine['kind'],
  summary: string,
): Promise<void> {
  const detail = { org: org.name, instanceUrl: org.instanceUrl, username: org.user.username };
  const line = {
    at: parts.now(),
    kind,
    org: org.id,
    call: null,
    proposal: null,
    actor: org.user.name,
    summary,
    detail,
  };
  await parts.store.transact((tx) => appendJournal(tx, [line]));
}
