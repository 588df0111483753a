import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { startPracticeOrg } from '../../practice/org/start-practice-org.ts';

/** A server that answers as an org of contacts from memory, each request after the same time. */
export type MemoryOrg = {
  url: string;
  accessToken: string;
  contacts: readonly string[];
  /** Requests so far. */
  requests(): number;
  answerAfter(ms: number): void;
  close(): Promise<void>;
};

type Contact = Record<string, string | null>;
type Answer = { status: number; body: unknown };

const longAgo = '2026-01-01T00:00:00.000+0000';

/** Starts one; what an org says of itself and of its objects is asked once of a practice org, and remembered. */
export async function startMemoryOrg(): Promise<MemoryOrg> {
  const practice = await startPracticeOrg({ apiUsageLimit: 1_000_000 });
  const remembered = new Map<string, Answer>();
  const contacts = await contactsOf(practice);
  let requests = 0;
  let delayMs = 0;

  async function remember(path: string): Promise<Answer> {
    const known = remembered.get(path);
    if (known) return known;
    const headers = { Authorization: `Bearer ${practice.accessToken}` };
    const answer = await fetch(practice.url + path, { headers });
    const body: unknown = await answer.json();
    remembered.set(path, { status: answer.status, body });
    return { status: answer.status, body };
  }

  /** What it does not know itself, the practice org answers each time. */
  async function pass(path: string, body: string): Promise<Answer> {
    const headers = { Authorization: `Bearer ${practice.accessToken}`, 'Content-Type': 'application/json' };
    const answer = await fetch(practice.url + path, { method: 'POST', headers, body });
    return { status: answer.status, body: await answer.json() };
  }

  async function answerTo(method: string, path: string, body: string): Promise<Answer> {
    const url = new URL(path, 'http://memory.invalid');
    const query = url.searchParams.get('q');
    const id = /\/sobjects\/Contact\/(003\w{15})$/.exec(url.pathname)?.[1];
    if (method === 'POST' && url.pathname.endsWith('/composite')) return composite(contacts, JSON.parse(body));
    if (method === 'POST') return pass(path, body);
    if (method === 'PATCH' && id) return patch(contacts, id, JSON.parse(body));
    if (id) return { status: 200, body: row(contacts, id) };
    if (query?.includes('FROM Contact WHERE Id')) return { status: 200, body: select(contacts, query) };
    return remember(path);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests += 1;
    const body = await text(request);
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    const answer = await answerTo(request.method ?? '', request.url ?? '', body);
    response.writeHead(answer.status, {
      'Content-Type': 'application/json;charset=UTF-8',
      'Sforce-Limit-Info': `api-usage=${requests}/1000000000`,
    });
    response.end(answer.status === 204 ? undefined : JSON.stringify(answer.body));
  }

  const server = createServer((request, response) => {
    // A console that stops may leave a request behind.
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    accessToken: practice.accessToken,
    contacts: [...contacts.keys()],
    requests: () => requests,
    answerAfter(ms) {
      delayMs = ms;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await practice.stop();
    },
  };
}

/** Contacts enough that no measured write meets a record another one changed a moment ago. */
async function contactsOf(practice: { url: string; accessToken: string }): Promise<Map<string, Contact>> {
  const contacts = new Map<string, Contact>();
  for (let chunk = 0; chunk < 5; chunk += 1) {
    const records = Array.from({ length: 200 }, (_, at) => ({
      attributes: { type: 'Contact' },
      LastName: `Bench ${chunk * 200 + at}`,
    }));
    const answer = await fetch(`${practice.url}/services/data/v66.0/composite/sobjects`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${practice.accessToken}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ allOrNone: true, records }),
    });
    const made: { id: string }[] = JSON.parse(await answer.text());
    for (const [at, { id }] of made.entries()) {
      contacts.set(id, { Name: records[at]?.LastName ?? '', Department: 'Before', LastModifiedDate: longAgo });
    }
  }
  return contacts;
}

function row(contacts: ReadonlyMap<string, Contact>, id: string): Record<string, unknown> {
  const stamp = contacts.get(id)?.LastModifiedDate;
  return { attributes: { type: 'Contact' }, Id: id, ...contacts.get(id), SystemModstamp: stamp };
}

function select(contacts: ReadonlyMap<string, Contact>, query: string) {
  const ids = [...query.matchAll(/'(003\w{15})'/g)].flatMap(([, id]) => (id && contacts.has(id) ? [id] : []));
  return { totalSize: ids.length, done: true, records: ids.map((id) => row(contacts, id)) };
}

function patch(contacts: ReadonlyMap<string, Contact>, id: string, fields: Contact): Answer {
  Object.assign(contacts.get(id) ?? {}, fields, { LastModifiedDate: new Date().toISOString() });
  return { status: 204, body: null };
}

function composite(contacts: ReadonlyMap<string, Contact>, body: { compositeRequest: Part[] }): Answer {
  const compositeResponse = body.compositeRequest.map(({ url, referenceId, body: fields }) => {
    const { status } = patch(contacts, url.split('/').at(-1) ?? '', fields);
    return { body: null, httpHeaders: {}, httpStatusCode: status, referenceId };
  });
  return { status: 200, body: { compositeResponse } };
}

type Part = { url: string; referenceId: string; body: Contact };
