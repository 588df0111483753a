import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NoAnswerError } from '../../electron/salesforce/no-answer-error.ts';
import { type ConnectionSettings, openConnection } from '../../electron/salesforce/open-connection.ts';
import type { SalesforceConnection } from '../../electron/salesforce/salesforce-connection.ts';
import { ProblemError, toProblem } from '../../shared/model/problem.ts';
import {
  dropBefore,
  type FaultyOrg,
  hang,
  refusal,
  reply,
  type SeenRequest,
  startFaultyOrg,
  truncate,
} from '../support/salesforce-faults.ts';

let org: FaultyOrg;
let open: SalesforceConnection[] = [];

beforeEach(async () => {
  org = await startFaultyOrg(answer);
});

afterEach(async () => {
  for (const each of open) each.close();
  open = [];
  await org.close();
});

function answer(request: SeenRequest) {
  if (request.path === '/services/data') return { status: 200, body: [{ version: '60.0' }, { version: '67.0' }] };
  if (request.headers.authorization === 'Bearer expired') {
    return { status: 401, body: refusal('INVALID_SESSION_ID', 'Session expired or invalid') };
  }
  return { status: 200, headers: { 'sforce-limit-info': 'api-usage=18/5000' }, body: { ok: true } };
}

function connect(settings: Partial<ConnectionSettings> = {}): SalesforceConnection {
  const connection = openConnection({ instanceUrl: org.url, accessToken: 'token-1', ...settings });
  open.push(connection);
  return connection;
}

const asked = () => org.seen.filter((each) => each.path !== '/services/data');
const read = { method: 'GET', path: ['limits'] } as const;

describe('a connection', () => {
  it('sends nothing before it is used', () => {
    connect();
    expect(org.seen).toEqual([]);
  });

  it('names itself, its version and its token in each request', async () => {
    const { body, status } = await connect().request({
      method: 'POST',
      path: ['sobjects', 'Case'],
      body: { Subject: 'x' },
    });
    expect({ body, status }).toEqual({ body: { ok: true }, status: 200 });
    expect(asked()).toHaveLength(1);
    expect(asked()[0]).toMatchObject({
      method: 'POST',
      path: '/services/data/v66.0/sobjects/Case',
      body: '{"Subject":"x"}',
      headers: {
        authorization: 'Bearer token-1',
        'sforce-call-options': 'client=Countersign',
        'content-type': 'application/json',
      },
    });
  });

  it('speaks the newest version of an org that is behind', async () => {
    org.next(/\/services\/data$/, reply(200, [{ version: '58.0' }, { version: '59.0' }]));
    await connect().request(read);
    expect(asked()[0]?.path).toBe('/services/data/v59.0/limits');
  });

  it('keeps the API usage of the last answer', async () => {
    const connection = connect();
    const told: unknown[] = [];
    connection.onApiUsage((usage) => told.push(usage));
    expect(connection.apiUsage()).toBeNull();
    await connection.request(read);
    expect(connection.apiUsage()).toEqual({ used: 18, limit: 5000 });
    expect(told).toEqual([{ used: 18, limit: 5000 }]);
  });

  it('renews an expired session once for all requests that meet it', async () => {
    let renewed = 0;
    const refresh = async () => {
      renewed += 1;
      return 'token-2';
    };
    const connection = connect({ accessToken: 'expired', refresh });
    const answers = await Promise.all(Array.from({ length: 50 }, () => connection.request(read)));
    expect(answers.filter((each) => each.status === 200)).toHaveLength(50);
    expect(renewed).toBe(1);
    expect(asked().at(-1)?.headers.authorization).toBe('Bearer token-2');
  });

  it('does not ask for ever when the new session is refused too', async () => {
    org.next(/GET .*limits/, reply(401, refusal('INVALID_SESSION_ID', 'Session expired or invalid')), 100);
    const connection = connect({ refresh: async () => 'token-2' });
    expect((await connection.request(read)).status).toBe(401);
    expect(asked()).toHaveLength(2);
  });

  it('does not renew a session for a 401 that blocks the app', async () => {
    org.next(
      /limits/,
      reply(401, refusal('INVALID_SESSION_ID', 'This session is not valid for use with the REST API')),
    );
    const connection = connect({ refresh: () => Promise.reject(new Error('not asked')) });
    await expect(connection.read(read)).rejects.toMatchObject({
      problem: { kind: 'not-connected', next: 'reconnect' },
    });
  });

  it('says that nobody is connected when the session cannot be renewed', async () => {
    org.next(/limits/, reply(401, refusal('INVALID_SESSION_ID', 'Session expired or invalid')), 2);
    const told = toProblem('not-connected', 'The login was revoked.', { next: 'reconnect' });
    const revoked = connect({ refresh: () => Promise.reject(new ProblemError(told)) });
    await expect(revoked.request(read)).rejects.toMatchObject({ problem: told });
    const broken = connect({ refresh: () => Promise.reject(new Error('ECONNRESET')) });
    await expect(broken.request(read)).rejects.toMatchObject({ problem: { kind: 'not-connected' } });
  });

  it('never follows a redirect with its token', async () => {
    const elsewhere = await startFaultyOrg(() => ({ status: 200, body: {} }));
    org.next(/limits/, reply(302, undefined, { location: `${elsewhere.url}/steal` }));
    expect((await connect().request(read)).status).toBe(302);
    expect(elsewhere.seen).toEqual([]);
    await elsewhere.close();
  });

  it('never sends a write again by itself', async () => {
    const connection = connect({ timeoutMs: 300 });
    for (const method of ['POST', 'PATCH', 'DELETE'] as const) {
      org.next(new RegExp(`^${method}`), dropBefore);
      await expect(connection.request({ method, path: ['sobjects', 'Case', method] })).rejects.toMatchObject({
        mayHaveArrived: true,
      });
      org.next(new RegExp(`^${method}`), reply(503, refusal('SERVER_UNAVAILABLE', 'try later')));
      expect((await connection.request({ method, path: ['sobjects', 'Case', method] })).status).toBe(503);
    }
    expect(asked()).toHaveLength(6);
  });

  it('asks a read again when an idle connection was closed under it', async () => {
    org.next(/limits/, dropBefore);
    expect((await connect().read(read)).status).toBe(200);
    expect(asked()).toHaveLength(2);
  });

  it('gives up on an answer that does not come, or does not end', async () => {
    const connection = connect({ timeoutMs: 200 });
    org.next(/limits/, hang);
    await expect(connection.request(read)).rejects.toMatchObject({
      name: 'NoAnswerError',
      timedOut: true,
      mayHaveArrived: true,
    });
    org.next(/limits/, ({ response }) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"half":');
    });
    await expect(connection.request(read)).rejects.toMatchObject({ name: 'NoAnswerError', timedOut: true });
    org.next(/limits/, truncate);
    await expect(connection.request(read)).rejects.toBeInstanceOf(NoAnswerError);
  });

  it('that was closed cuts off what is under way, and asks nothing again', async () => {
    const connection = connect();
    await connection.request(read);
    const arrived = new Promise<void>((resolve) => org.next(/limits/, () => resolve()));
    const reading = connection.read(read);
    await arrived;
    connection.close();
    await expect(reading).rejects.toMatchObject({ problem: { kind: 'not-connected' } });
    await expect(connection.request(read)).rejects.toMatchObject({ name: 'NoAnswerError', mayHaveArrived: false });
    expect(asked()).toHaveLength(2);
  });

  it('knows that nothing was sent when nobody listens', async () => {
    const port = await closedPort();
    const connection = connect({ instanceUrl: `http://127.0.0.1:${port}` });
    await expect(connection.request(read)).rejects.toMatchObject({ mayHaveArrived: false });
    await expect(connection.read(read)).rejects.toMatchObject({ problem: { kind: 'not-connected', next: 'retry' } });
  });

  it('knows that nothing was sent when the first question to the org is lost', async () => {
    org.next(/\/services\/data$/, dropBefore);
    const connection = connect();
    await expect(connection.request({ method: 'POST', path: ['sobjects', 'Case'], body: {} })).rejects.toMatchObject({
      mayHaveArrived: false,
    });
    expect((await connection.request(read)).status).toBe(200);
  });

  it('has no body for an answer that is not JSON', async () => {
    org.next(/limits/, reply(200, '<html>Log in to the guest network</html>'));
    expect((await connect().request(read)).body).toBeUndefined();
    org.next(/limits/, reply(500, '<html>Down</html>'));
    await expect(connect().read(read)).rejects.toMatchObject({ problem: { kind: 'upstream', code: 'HTTP_500' } });
  });

  it('goes past the proxies of the environment to this very machine', async () => {
    const proxies = { HTTP_PROXY: 'http://127.0.0.1:9', http_proxy: 'http://127.0.0.1:9' };
    expect((await connect({ proxies }).request(read)).status).toBe(200);
  });

  it('tells when a request is about to leave and when it has left', async () => {
    const told: string[] = [];
    await connect().request({
      method: 'POST',
      path: ['x'],
      body: {},
      onSending: () => told.push('sending'),
      onSent: () => told.push('sent'),
    });
    expect(told).toEqual(['sending', 'sent']);
  });

  it.each(['http://example.com', 'ftp://x', 'not a url', 'https://user:pw@x.my.salesforce.com'])(
    'refuses to send tokens to %s',
    (instanceUrl) => {
      expect(() => openConnection({ instanceUrl, accessToken: 't' })).toThrow(/not the address/);
    },
  );

  it('takes the address people see in their browser', () => {
    const connection = connect({ instanceUrl: 'https://acme.lightning.force.com/lightning/page/home' });
    expect(connection.instanceUrl).toBe('https://acme.my.salesforce.com');
  });
});

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
