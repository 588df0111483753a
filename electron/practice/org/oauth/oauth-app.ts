import { Hono } from 'hono';
import { toRecordId } from '../ids/record-id.ts';
import type { Org } from '../org.ts';
import { loginPage, oauthErrorPage } from '../pages/login-page.ts';
import { pageHeaders } from '../pages/page.ts';
import {
  AuthorizePageError,
  AuthorizeRedirectError,
  approve,
  type Codes,
  readAuthorizeRequest,
  refusalUrl,
} from './authorize.ts';
import type { OAuthClient } from './clients.ts';
import { createIdTokenSigner } from './id-token.ts';
import { identityOf, userinfoOf } from './identity.ts';
import { OAuthError } from './oauth-error.ts';
import { answerToken, requireClient } from './token-endpoint.ts';
import { findSession, findToken, revokeToken } from './tokens.ts';
import { findUserById, findUserByName, listUsers } from './users.ts';

const noStore = { 'Cache-Control': 'no-store', Pragma: 'no-cache' };

/** The OAuth endpoints: authorize, token, revoke, introspect, userinfo, identity and discovery. */
export function createOAuthApp(org: Org, clients: readonly OAuthClient[]): Hono {
  const codes: Codes = { waiting: new Map(), used: new Set() };
  const signing = createIdTokenSigner();
  const app = new Hono();

  app.get('/services/oauth2/authorize', (context) => showLogin(org, clients, new URL(context.req.url).searchParams));
  app.post('/services/oauth2/authorize', async (context) =>
    decideLogin({ org, clients, codes }, new URLSearchParams(await context.req.text())),
  );

  app.post('/services/oauth2/token', async (context) => {
    const form = new URLSearchParams(await context.req.text());
    for (const [name, value] of readBasic(context.req.header('Authorization'))) form.set(name, value);
    return tokenAnswered(
      () => answerToken({ org, clients, codes, signing }, form),
      form.get('format') ?? context.req.header('Accept') ?? '',
    );
  });
  app.get('/services/oauth2/token', () => tokenAnswered(refuseGet, ''));

  const revoke = (token: string | null) => {
    const revoked = token !== null && revokeToken(org, token);
    if (revoked) return new Response('', { status: 200, headers: noStore });
    const text = new URLSearchParams({
      error: 'unsupported_token_type',
      error_description: 'this token type is not supported',
    });
    return new Response(text.toString(), {
      status: 400,
      headers: { ...noStore, 'Content-Type': 'application/x-www-form-urlencoded' },
    });
  };
  app.post('/services/oauth2/revoke', async (context) =>
    revoke(
      new URLSearchParams(await context.req.text()).get('token') ?? new URL(context.req.url).searchParams.get('token'),
    ),
  );
  app.get('/services/oauth2/revoke', (context) => revoke(new URL(context.req.url).searchParams.get('token')));

  app.post('/services/oauth2/introspect', async (context) => {
    const form = new URLSearchParams(await context.req.text());
    for (const [name, value] of readBasic(context.req.header('Authorization'))) form.set(name, value);
    return tokenAnswered(() => introspect(org, clients, form), '');
  });

  app.on(['GET', 'POST'], '/services/oauth2/userinfo', (context) => {
    const user = userOfRequest(org, context.req.header('Authorization'), new URL(context.req.url).searchParams);
    return user instanceof Response ? user : context.json(userinfoOf(org, user));
  });
  app.get('/id/:organization/:user', (context) => {
    const query = new URL(context.req.url).searchParams;
    const user = userOfRequest(org, context.req.header('Authorization'), query);
    if (user instanceof Response) return user;
    if (!org.settings.organizationId.startsWith(context.req.param('organization').slice(0, 15)))
      return plain(403, 'Wrong_Org');
    if (toRecordId(context.req.param('user')) !== user.Id) return plain(404, 'Bad_Id');
    const wanted = query.get('version');
    return context.json(identityOf(org, user, wanted === 'latest' ? '67.0' : wanted));
  });
  app.get('/id/keys', (context) => context.json({ keys: [signing.publicJwk()] }));
  app.get('/.well-known/openid-configuration', (context) => context.json(discovery(org)));
  app.get('/.well-known/auth-configuration', (context) =>
    context.json({ OrgConfig: { OrganizationId: org.settings.organizationId }, LoginPage: {}, MyDomainUrl: org.url() }),
  );
  return app;
}

const html = (text: string, status = 200) => new Response(text, { status, headers: pageHeaders });

function redirect(location: string): Response {
  return new Response(null, { status: 302, headers: { ...noStore, Location: location } });
}

function refusedLogin(cause: unknown): Response {
  if (cause instanceof AuthorizeRedirectError) return redirect(cause.location);
  if (cause instanceof AuthorizePageError) return html(oauthErrorPage(cause.error, cause.description), 400);
  throw cause;
}

function showLogin(org: Org, clients: readonly OAuthClient[], values: URLSearchParams): Response {
  try {
    const request = readAuthorizeRequest(clients, values);
    return html(loginPage({ request, values, users: listUsers(org), problem: null }));
  } catch (cause) {
    return refusedLogin(cause);
  }
}

function decideLogin(
  { org, clients, codes }: { org: Org; clients: readonly OAuthClient[]; codes: Codes },
  values: URLSearchParams,
): Response {
  try {
    const request = readAuthorizeRequest(clients, values);
    if (values.get('decision') === 'deny') {
      return redirect(refusalUrl(request, 'access_denied', 'end-user denied authorization'));
    }
    const user = findUserByName(org, values.get('username') ?? '');
    if (user === undefined) {
      const problem =
        'Please check your username and password. If you still can’t log in, contact your Salesforce administrator.';
      return html(loginPage({ request, values, users: listUsers(org), problem }));
    }
    return redirect(approve(org, codes, { request, userId: String(user.Id) }));
  } catch (cause) {
    return refusedLogin(cause);
  }
}

function refuseGet(): never {
  throw new OAuthError('invalid_request', 'must use HTTP POST');
}

/** Client id and secret by HTTP Basic. */
function readBasic(header: string | undefined): [string, string][] {
  const encoded = /^Basic\s+(.+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return [];
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return [
    ['client_id', decodeURIComponent(id)],
    ['client_secret', decodeURIComponent(secret.join(':'))],
  ];
}

function tokenAnswered(answer: () => Record<string, unknown>, format: string): Response {
  try {
    return formatted(answer(), 200, format);
  } catch (cause) {
    if (!(cause instanceof OAuthError)) throw cause;
    return formatted({ error: cause.error, error_description: cause.description }, cause.status, format);
  }
}

/** JSON unless the client asks for a form or XML. */
function formatted(body: Record<string, unknown>, status: number, format: string): Response {
  const send = (text: string, type: string) =>
    new Response(text, { status, headers: { ...noStore, 'Content-Type': type } });
  const texts = Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));
  if (/urlencoded/.test(format))
    return send(new URLSearchParams(texts).toString(), 'application/x-www-form-urlencoded');
  if (/(^|\/)xml/.test(format) && !/json|html/.test(format)) {
    const elements = Object.entries(texts).map(
      ([name, value]) => `<${name}>${value.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`)}</${name}>`,
    );
    return send(
      `<?xml version="1.0" encoding="UTF-8"?><OAuth>${elements.join('')}</OAuth>`,
      'application/xml;charset=UTF-8',
    );
  }
  return send(JSON.stringify(body), 'application/json;charset=UTF-8');
}

function introspect(org: Org, clients: readonly OAuthClient[], form: URLSearchParams): Record<string, unknown> {
  const client = requireClient(clients, form);
  const token = findToken(org, form.get('token') ?? '');
  if (token === undefined || !token.active || token.grant.client !== client.clientId) return { active: false };
  const user = findUserById(org, token.grant.user);
  const seconds = (ms: number) => Math.floor(ms / 1000);
  return {
    active: true,
    scope: token.grant.scope,
    client_id: token.grant.client,
    username: user?.Username,
    sub: `${org.url()}/id/${org.settings.organizationId}/${token.grant.user}`,
    token_type: token.kind === 'access' ? 'access_token' : 'refresh_token',
    ...(token.expires === null ? {} : { exp: seconds(token.expires) }),
    iat: seconds(token.issued),
    nbf: seconds(token.issued),
  };
}

const plain = (status: number, text: string) =>
  new Response(text, { status, headers: { 'Content-Type': 'text/html;charset=UTF-8' } });

function userOfRequest(org: Org, authorization: string | undefined, query: URLSearchParams) {
  const token =
    /^(?:Bearer|OAuth)\s+(.+)$/i.exec(authorization ?? '')?.[1] ??
    query.get('oauth_token') ??
    query.get('access_token');
  if (token === null) return plain(403, 'Missing_OAuth_Token');
  const session = findSession(org, token);
  const user = session === undefined ? undefined : findUserById(org, session.userId);
  return user ?? plain(403, 'Bad_OAuth_Token');
}

function discovery(org: Org): Record<string, unknown> {
  const at = (path: string) => `${org.url()}${path}`;
  return {
    issuer: org.url(),
    authorization_endpoint: at('/services/oauth2/authorize'),
    token_endpoint: at('/services/oauth2/token'),
    revocation_endpoint: at('/services/oauth2/revoke'),
    userinfo_endpoint: at('/services/oauth2/userinfo'),
    introspection_endpoint: at('/services/oauth2/introspect'),
    jwks_uri: at('/id/keys'),
    scopes_supported: ['api', 'web', 'full', 'refresh_token', 'openid', 'id', 'profile', 'email', 'address', 'phone'],
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic', 'none'],
    code_challenge_methods_supported: ['S256'],
    claims_supported: [
      'sub',
      'user_id',
      'organization_id',
      'preferred_username',
      'name',
      'email',
      'zoneinfo',
      'locale',
    ],
  };
}
