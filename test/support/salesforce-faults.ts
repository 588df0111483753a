import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request as it arrived. */
export type SeenRequest = { method: string; path: string; headers: IncomingMessage['headers']; body: string };

/** An answer as it leaves. */
export type Reply = { status: number; headers?: Record<string, string>; body?: unknown };

/** What goes wrong with one request; `forward` lets the org behind do its part. */
export type Fault = (exchange: { forward: () => Promise<Reply>; response: ServerResponse }) => Promise<void> | void;

/** A server in front of an org that goes wrong when told to. */
export type FaultyOrg = {
  url: string;
  seen: SeenRequest[];
  /** The next `times` requests whose `METHOD /path?query` matches go wrong. */
  next(match: RegExp, fault: Fault, times?: number): void;
  close(): Promise<void>;
};

/** Starts the server; what no fault catches goes to the org behind, or to the given answers. */
export async function startFaultyOrg(behind: string | ((request: SeenRequest) => Reply)): Promise<FaultyOrg> {
  const seen: SeenRequest[] = [];
  const planned: { match: RegExp; fault: Fault; left: number }[] = [];
  const server = createServer(async (incoming, response) => {
    const request = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      headers: incoming.headers,
      body: await text(incoming),
    };
    seen.push(request);
    const forward = () => (typeof behind === 'string' ? passOn(behind, request) : Promise.resolve(behind(request)));
    const plan = planned.find(
      (each) => each.left > 0 && each.match.test(`${request.method} ${decodeURIComponent(request.path)}`),
    );
    if (plan) plan.left -= 1;
    try {
      await (plan ? plan.fault({ forward, response }) : send(response, await forward()));
    } catch {
      // The org behind is gone, as at the end of a test: so is its answer.
      response.destroy();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    next: (match, fault, times = 1) => planned.push({ match, fault, left: times }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The connection breaks before the org did anything. */
export const dropBefore: Fault = ({ response }) => {
  response.destroy();
};

/** The org does its part, and the answer is lost. */
export const dropAfter: Fault = async ({ forward, response }) => {
  await forward();
  response.destroy();
};

/** Nobody ever answers. */
export const hang: Fault = () => {};

/** The org does its part, and half the answer arrives. */
export const truncate: Fault = async ({ forward, response }) => {
  const { status, body } = await forward();
  const whole = Buffer.from(JSON.stringify(body ?? {}));
  response.writeHead(status === 204 ? 200 : status, {
    'content-type': 'application/json',
    'content-length': whole.length,
  });
  response.write(whole.subarray(0, Math.ceil(whole.length / 2)), () => response.destroy());
};

/** Something else answers, such as Salesforce's own error body or a proxy's page. */
export function reply(status: number, body: unknown, headers: Record<string, string> = {}): Fault {
  return ({ response }) => send(response, { status, headers, body });
}

/** Something happens first, such as a change by somebody else; then the org does its part. */
export function meanwhile(happens: () => Promise<unknown>): Fault {
  return async ({ forward, response }) => {
    await happens();
    send(response, await forward());
  };
}

/** Salesforce's error body for one error. */
export function refusal(errorCode: string, message: string, fields: string[] = []): unknown {
  return [{ message, errorCode, fields }];
}

function send(response: ServerResponse, { status, headers = {}, body }: Reply): void {
  const isText = typeof body === 'string';
  const type = isText ? 'text/html' : 'application/json;charset=UTF-8';
  response.writeHead(status, body === undefined ? headers : { 'content-type': type, ...headers });
  if (body === undefined) response.end();
  else response.end(isText ? body : JSON.stringify(body));
}

async function passOn(base: string, request: SeenRequest): Promise<Reply> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string' && !['host', 'connection', 'content-length', 'accept-encoding'].includes(name))
      headers.set(name, value);
  }
  const body = request.body === '' ? {} : { body: request.body };
  const answer = await fetch(base + request.path, { method: request.method, headers, redirect: 'manual', ...body });
  const content = await answer.text();
  const kept = ['sforce-limit-info', 'last-modified', 'location', 'date'];
  return {
    status: answer.status,
    headers: Object.fromEntries([...answer.headers].filter(([name]) => kept.includes(name))),
    ...(content === '' ? {} : { body: parsed(content) }),
  };
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return content;
  }
}
