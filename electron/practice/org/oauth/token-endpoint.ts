import { createHash, createHmac } from 'node:crypto';
import type { Org } from '../org.ts';
import { type Codes, takeCode } from './authorize.ts';
import type { OAuthClient } from './clients.ts';
import type { IdTokenSigner } from './id-token.ts';
import { userOfAssertion } from './jwt-assertion.ts';
import { OAuthError } from './oauth-error.ts';
import { type Grant, issueAccessToken, issueRefreshToken, openGrant, spendRefreshToken } from './tokens.ts';
import { findUserByName } from './users.ts';

/** What the token endpoint works on. */
interface TokenEndpoint {
  readonly org: Org;
  readonly clients: readonly OAuthClient[];
  readonly codes: Codes;
  readonly signing: IdTokenSigner;
}

/** Answers a token request; refusals are thrown. */
export function answerToken(endpoint: TokenEndpoint, form: URLSearchParams): Record<string, string> {
  const grantType = form.get('grant_type');
  if (grantType === 'authorization_code') return exchangeCode(endpoint, form);
  if (grantType === 'refresh_token') return refresh(endpoint, form);
  if (grantType === 'urn:ietf:params:oauth:grant-type:jwt-bearer') return acceptAssertion(endpoint, form);
  if (grantType === 'password') throw new OAuthError('invalid_grant', 'authentication failure');
  if (grantType === 'client_credentials') return runAsUser(endpoint, form);
  throw new OAuthError('unsupported_grant_type', 'grant type not supported');
}

/** The client that asks; a secret that is sent is checked even where none is needed. */
export function requireClient(clients: readonly OAuthClient[], form: URLSearchParams): OAuthClient {
  const client = clients.find((one) => one.clientId === form.get('client_id'));
  if (client === undefined) throw new OAuthError('invalid_client_id', 'client identifier invalid');
  const secret = form.get('client_secret') ?? '';
  if (secret !== '' && secret !== client.secret) throw new OAuthError('invalid_client', 'invalid client credentials');
  return client;
}

function exchangeCode(endpoint: TokenEndpoint, form: URLSearchParams): Record<string, string> {
  const { org, codes } = endpoint;
  const client = requireClient(endpoint.clients, form);
  const pending = takeCode(org, codes, form.get('code') ?? '');
  const { request } = pending;
  if (request.client.clientId !== client.clientId) throw new OAuthError('invalid_grant', 'invalid authorization code');
  if (form.get('redirect_uri') !== request.redirectUri) {
    throw new OAuthError('redirect_uri_mismatch', 'redirect_uri must match configuration');
  }
  if (request.codeChallenge !== null) checkVerifier(form.get('code_verifier'), request.codeChallenge);
  const grant = openGrant(org, { client: client.clientId, user: pending.userId, scope: request.scope });
  const answer = tokenAnswer(org, grant, client);
  if (mayRefresh(request.scope)) answer.refresh_token = issueRefreshToken(org, grant);
  if (/\bopenid\b/.test(request.scope)) answer.id_token = endpoint.signing.sign(idClaims(org, grant, request.nonce));
  return answer;
}

const mayRefresh = (scope: string) => /\b(refresh_token|offline_access|full)\b/.test(scope);

/** The verifier may be longer than the RFC's 128 characters: jsforce and the sf CLI send 171. */
function checkVerifier(verifier: string | null, challenge: string): void {
  if (verifier === null || verifier === '') throw new OAuthError('invalid_grant', 'missing required code verifier');
  const formed = /^[A-Za-z0-9\-._~]{43,171}$/.test(verifier);
  const computed = createHash('sha256').update(verifier).digest('base64url');
  if (!formed || computed !== challenge) throw new OAuthError('invalid_request', 'invalid code verifier');
}

function refresh(endpoint: TokenEndpoint, form: URLSearchParams): Record<string, string> {
  const { org } = endpoint;
  const client = requireClient(endpoint.clients, form);
  const rotate = client.rotateRefreshTokens;
  const grant = spendRefreshToken(org, form.get('refresh_token') ?? '', { clientId: client.clientId, rotate });
  const answer = tokenAnswer(org, grant, client);
  if (rotate) answer.refresh_token = issueRefreshToken(org, grant);
  return answer;
}

function acceptAssertion(endpoint: TokenEndpoint, form: URLSearchParams): Record<string, string> {
  const { org, clients } = endpoint;
  const { client, userId } = userOfAssertion({ org, clients, assertion: form.get('assertion') ?? '' });
  const grant = openGrant(org, { client: client.clientId, user: userId, scope: 'api web' });
  return tokenAnswer(org, grant, client);
}

/** The client credentials flow: the app's secret is all it takes, so it is never left out. */
function runAsUser({ org, clients }: TokenEndpoint, form: URLSearchParams): Record<string, string> {
  const client = requireClient(clients, form);
  const user = client.runAs === null ? undefined : findUserByName(org, client.runAs);
  if (user === undefined) throw new OAuthError('invalid_grant', 'no client credentials user enabled');
  if (client.secret === null || form.get('client_secret') !== client.secret) {
    throw new OAuthError('invalid_client', 'invalid client credentials');
  }
  // Nobody approved anything here that a further one could take the place of.
  const grant = openGrant(org, { client: client.clientId, user: String(user.Id), scope: 'api id' }, { capped: false });
  return tokenAnswer(org, grant, client);
}

function idClaims(org: Org, grant: Grant, nonce: string | null): Record<string, unknown> {
  const now = Math.floor(org.clock() / 1000);
  const claims = { iss: org.url(), sub: identityUrl(org, grant.user), aud: grant.client, iat: now, exp: now + 120 };
  return nonce === null ? claims : { ...claims, nonce };
}

/** The body of a successful answer: no expires_in, times as text. */
function tokenAnswer(org: Org, grant: Grant, client: OAuthClient): Record<string, string> {
  const id = identityUrl(org, grant.user);
  const issuedAt = String(org.clock());
  const signature = createHmac('sha256', client.secret ?? client.clientId)
    .update(id + issuedAt)
    .digest('base64');
  return {
    access_token: issueAccessToken(org, grant),
    signature,
    scope: grant.scope,
    instance_url: org.url(),
    id,
    token_type: 'Bearer',
    issued_at: issuedAt,
  };
}

/** Where a user's identity is asked for. */
export function identityUrl(org: Org, userId: string): string {
  return `${org.url()}/id/${org.settings.organizationId}/${userId}`;
}
