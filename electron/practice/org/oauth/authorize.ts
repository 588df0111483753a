import { randomBytes } from 'node:crypto';
import type { Org } from '../org.ts';
import type { OAuthClient } from './clients.ts';
import { OAuthError } from './oauth-error.ts';

/** What a client asks for at the authorize page. */
export interface AuthorizeRequest {
  readonly client: OAuthClient;
  readonly redirectUri: string;
  readonly scope: string;
  readonly state: string | null;
  readonly codeChallenge: string | null;
  readonly nonce: string | null;
}

/** A code waiting to be exchanged. */
interface PendingCode {
  readonly request: AuthorizeRequest;
  readonly userId: string;
  readonly issued: number;
}

/** Codes given out, by code; used ones stay to be recognised. */
export interface Codes {
  readonly waiting: Map<string, PendingCode>;
  readonly used: Set<string>;
}

const codeLifeMs = 15 * 60_000;
const knownScopes = new Set(
  'api web full refresh_token offline_access id openid profile email address phone chatter_api custom_permissions lightning visualforce content cdp_api pardot_api sfap_api mcp_api'.split(
    ' ',
  ),
);

/** A refusal the user sees on the org's own page, because there is nowhere safe to send them. */
export class AuthorizePageError extends Error {
  readonly error: string;
  readonly description: string;
  constructor(error: string, description: string) {
    super(description);
    this.error = error;
    this.description = description;
  }
}

/** A refusal that goes back to the client by redirect. */
export class AuthorizeRedirectError extends Error {
  readonly location: string;
  constructor(location: string) {
    super('redirect');
    this.location = location;
  }
}

/** Reads and checks an authorize request, from the query of a GET or the form of a POST. */
export function readAuthorizeRequest(clients: readonly OAuthClient[], values: URLSearchParams): AuthorizeRequest {
  const client = clients.find((one) => one.clientId === values.get('client_id'));
  if (client === undefined) throw new AuthorizePageError('invalid_client_id', 'client identifier invalid');
  const redirectUri = values.get('redirect_uri') ?? '';
  // Exact match, port and path included: there is no loopback exception here.
  if (!client.redirectUris.includes(redirectUri)) {
    throw new AuthorizePageError('redirect_uri_mismatch', 'redirect_uri must match configuration');
  }
  const state = values.get('state');
  const refuse = (error: string, description: string): never => {
    throw new AuthorizeRedirectError(refusalUrl({ redirectUri, state }, error, description));
  };
  if (values.get('response_type') !== 'code') refuse('unsupported_response_type', 'response type not supported');
  const scope = values.get('scope')?.trim() || 'full refresh_token';
  if (scope.split(/\s+/).some((one) => !knownScopes.has(one))) {
    refuse('invalid_scope', 'the requested scope is invalid, unknown, or malformed');
  }
  const codeChallenge = values.get('code_challenge');
  const method = values.get('code_challenge_method');
  if (method !== null && method !== 'S256') refuse('invalid_request', 'code challenge method must be S256');
  if (codeChallenge !== null && !/^[A-Za-z0-9_-]{43}$/.test(codeChallenge))
    refuse('invalid_request', 'invalid code challenge');
  if (values.get('prompt') === 'none' || values.get('immediate') === 'true') {
    refuse('immediate_unsuccessful', 'immediate unsuccessful');
  }
  return { client, redirectUri, scope, state, codeChallenge, nonce: values.get('nonce') };
}

/** Where a refused client is sent. */
export function refusalUrl(
  request: Pick<AuthorizeRequest, 'redirectUri' | 'state'>,
  error: string,
  description: string,
): string {
  const url = new URL(request.redirectUri);
  url.searchParams.set('error', error);
  url.searchParams.set('error_description', description);
  if (request.state !== null) url.searchParams.set('state', request.state);
  return url.toString();
}

/** Gives a code for a user who allowed the client; the client is sent back with it. */
export function approve(org: Org, codes: Codes, approved: { request: AuthorizeRequest; userId: string }): string {
  const code = `aPrx${randomBytes(48).toString('base64url')}==`;
  codes.waiting.set(code, { ...approved, issued: org.clock() });
  const url = new URL(approved.request.redirectUri);
  url.searchParams.set('code', code);
  if (approved.request.state !== null) url.searchParams.set('state', approved.request.state);
  return url.toString();
}

/** Takes a code: once, in time. */
export function takeCode(org: Org, codes: Codes, code: string): PendingCode {
  const pending = codes.waiting.get(code);
  if (pending === undefined) {
    const known = codes.used.has(code);
    throw new OAuthError('invalid_grant', known ? 'expired authorization code' : 'invalid authorization code');
  }
  codes.waiting.delete(code);
  codes.used.add(code);
  if (org.clock() - pending.issued > codeLifeMs) throw new OAuthError('invalid_grant', 'expired authorization code');
  return pending;
}
