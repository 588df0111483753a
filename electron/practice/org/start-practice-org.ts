import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createCometd } from './cdc/cometd.ts';
import { createCometdApp } from './cdc/cometd-app.ts';
import { createControlApp } from './control/control-app.ts';
import { readEffects } from './control/effects.ts';
import { createFaults } from './control/faults.ts';
import { createMovableClock } from './control/movable-clock.ts';
import { createOrg } from './create-org.ts';
import { collapseSlashes } from './http/collapse-slashes.ts';
import { faultGate } from './http/fault-gate.ts';
import { hostGate } from './http/host-gate.ts';
import { notFound, unexpected } from './http/refusals.ts';
import { requestLogger } from './http/request-logger.ts';
import { createRestApp, refusalResponse } from './http/rest-app.ts';
import { maxHeaderBytes, sizeGate } from './http/size-gate.ts';
import { createSoapApp } from './http/soap-app.ts';
import { defaultRedirectUri, type OAuthClient, practiceClientId, standardClients } from './oauth/clients.ts';
import { createOAuthApp } from './oauth/oauth-app.ts';
import { expireAccessTokens, issueAccessToken, issueRefreshToken, openGrant } from './oauth/tokens.ts';
import { findUserByName } from './oauth/users.ts';
import { homePage } from './pages/home-page.ts';
import { pageHeaders } from './pages/page.ts';
import { createRequestLog } from './pages/request-log.ts';
import type { PracticeOrg, PracticeOrgOptions } from './practice-org.ts';
import { dataRoutes } from './rest/data-routes.ts';
import type { RestAnswer, RestCall } from './rest/rest-call.ts';
import { createRouter } from './rest/router.ts';
import { createUsage } from './rest/usage.ts';
import { seedUsers } from './seed/seed-setup.ts';

export type { PracticeOrg, PracticeOrgOptions };

/** Starts a Salesforce-compatible org on loopback. */
export async function startPracticeOrg(options: PracticeOrgOptions = {}): Promise<PracticeOrg> {
  let url = '';
  const clock = createMovableClock(options.clock ?? Date.now);
  const org = createOrg({ ...options, clock: clock.now }, () => url);
  const usage = createUsage(org);
  const faults = createFaults();
  const cometd = createCometd(org);
  const log = createRequestLog();
  const control = options.control === true;
  const clients = allClients(options, org.settings.rotateRefreshTokens);

  const answer: (call: RestCall) => RestAnswer = createRouter(dataRoutes(usage, (call) => answer(call)));

  const app = new Hono();
  app.use(hostGate);
  app.use(sizeGate);
  if (control) app.route('/__control', createControlApp({ org, faults, cometd, clock }));
  app.use(requestLogger(log, org.clock));
  app.use(faultGate(faults));
  app.get('/', (context) =>
    context.body(homePage(org, { log, usage, clientId: practiceClientId, control }), 200, pageHeaders),
  );
  app.route('/', createOAuthApp(org, clients));
  app.route('/', createSoapApp());
  app.route('/', createCometdApp(org, cometd));
  app.route('/', createRestApp({ org, usage, answer, wrote: () => cometd.wake() }));
  app.notFound(() => refusalResponse(notFound()));
  app.onError((cause) => refusalResponse(unexpected(cause)));

  const { server, port } = await listen(
    (request, bindings) => app.fetch(collapseSlashes(request), bindings),
    options.port ?? 0,
  );
  url = `http://127.0.0.1:${port}`;

  const username = seedUsers[0]?.username ?? '';
  const user = findUserByName(org, username);
  const grant = openGrant(org, { client: practiceClientId, user: String(user?.Id), scope: 'refresh_token api web id' });
  return {
    url,
    accessToken: issueAccessToken(org, grant),
    refreshToken: issueRefreshToken(org, grant),
    clientId: practiceClientId,
    redirectUri: defaultRedirectUri,
    username,
    organizationId: org.settings.organizationId,
    faults,
    effects: (after) => readEffects(org, after),
    expireSessions: () => expireAccessTokens(org),
    lockRow: (id) => void org.rules.lockedIds.add(id),
    unlockRow: (id) => void org.rules.lockedIds.delete(id),
    stop: () => {
      cometd.close();
      return stop(server, () => org.store.close());
    },
  };
}

function allClients(options: PracticeOrgOptions, rotateRefreshTokens: boolean): OAuthClient[] {
  const standard = standardClients({ rotateRefreshTokens, redirectUris: options.redirectUris ?? [] });
  const added = (options.metadata?.clients ?? []).map((client) => ({
    rotateRefreshTokens: false,
    ...client,
    secret: client.secret ?? null,
    certificate: client.certificate ?? null,
    runAs: client.runAs ?? null,
  }));
  return [...added, ...standard];
}

type Fetch = Parameters<typeof serve>[0]['fetch'];
type Server = ReturnType<typeof serve>;

function listen(fetch: Fetch, port: number): Promise<{ server: Server; port: number }> {
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch,
        port,
        hostname: '127.0.0.1',
        overrideGlobalObjects: false,
        serverOptions: { maxHeaderSize: maxHeaderBytes },
      },
      (info) => resolve({ server, port: info.port }),
    );
    server.once('error', reject);
  });
}

function stop(server: Server, closeStore: () => void): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      closeStore();
      resolve();
    });
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
