import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createControlApp } from './control/control-app.ts';
import { readEffects } from './control/effects.ts';
import { createFaults } from './control/faults.ts';
import { createOrg } from './create-org.ts';
import { collapseSlashes } from './http/collapse-slashes.ts';
import { faultGate } from './http/fault-gate.ts';
import { hostGate } from './http/host-gate.ts';
import { createRestApp } from './http/rest-app.ts';
import { defaultRedirectUri, practiceClientId, standardClients } from './oauth/clients.ts';
import { createOAuthApp } from './oauth/oauth-app.ts';
import { expireAccessTokens, issueAccessToken, issueRefreshToken, openGrant } from './oauth/tokens.ts';
import { findUserByName } from './oauth/users.ts';
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
  const org = createOrg(options, () => url);
  const usage = createUsage(org);
  const faults = createFaults();
  const clients = standardClients({
    rotateRefreshTokens: org.settings.rotateRefreshTokens,
    redirectUris: options.redirectUris ?? [],
  });

  const app = new Hono();
  app.use(hostGate);
  if (options.control === true) app.route('/__control', createControlApp(org, faults));
  app.use(faultGate(faults));
  app.route('/', createOAuthApp(org, clients));
  const answer: (call: RestCall) => RestAnswer = createRouter(dataRoutes(usage, (call) => answer(call)));
  app.route('/', createRestApp({ org, usage, answer }));

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
    stop: () => stop(server, () => org.store.close()),
  };
}

type Fetch = Parameters<typeof serve>[0]['fetch'];
type Server = ReturnType<typeof serve>;

function listen(fetch: Fetch, port: number): Promise<{ server: Server; port: number }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: '127.0.0.1' }, (info) => resolve({ server, port: info.port }));
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
