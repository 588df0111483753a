import { once } from 'node:events';
import { request } from 'node:http';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { describe, expect, test } from 'vitest';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { type IntakeConsole, intakeConsole, vapiSigned, vapiTurn } from '../../support/intake-console.ts';
import { sampleFeed } from '../../support/sample-feed.ts';
import { allProposals, sam } from '../../support/test-console.ts';

const secret = 'vapi_test';
const vapi = { feed: sampleFeed('vapi', { holdMs: 15_000 }), secrets: { secret } };
const actions = { feed: sampleFeed('actions', { holdMs: 15_000 }), secrets: { bearer: 'a-secret' } };
const mcp = { feed: sampleFeed('mcp', { holdMs: 15_000 }), secrets: { bearer: 'm-secret' } };

const bearer = { authorization: 'Bearer a-secret', 'content-type': 'application/json' };

function toolCalls(...wanted: { id: string; name: string; inputs: Record<string, unknown> }[]): string {
  const toolCallList = wanted.map(({ id, name, inputs }) => ({ id, name, parameters: inputs }));
  const call = { id: 'c1', type: 'inboundPhoneCall', customer: { number: '+14155550134', name: 'Dana Reyes' } };
  return JSON.stringify({ message: { type: 'tool-calls', timestamp: Date.now(), call, toolCallList } });
}

function signedPost(url: string, body: string): Promise<Response> {
  return fetch(url, { method: 'POST', body, headers: vapiSigned(secret, body) });
}

/** Waits until an action was asked for and can be decided. */
async function asked({ running }: IntakeConsole, action: string): Promise<Proposal> {
  for (;;) {
    const found = (await proposalsOf(running)).find((of) => of.action === action && of.readiness.state === 'ready');
    if (found) return found;
    await new Promise<void>((resolve) => {
      const stop = running.store.onChange(() => {
        stop();
        resolve();
      });
    });
  }
}

async function proposalsOf(running: IntakeConsole['running']): Promise<Proposal[]> {
  const rows = await running.store.db.selectFrom('proposals').select('body').execute();
  return rows.map(({ body }) => JSON.parse(body));
}

describe('a tool call that comes over HTTP', () => {
  test('is answered within the hold with what was decided, each of several for itself', async () => {
    const console_ = await intakeConsole([vapi]);
    const turn = vapiTurn('c1', 'My email is dana.new@example.com.', Date.now());
    await signedPost(console_.url('vapi'), turn);
    const body = toolCalls(
      { id: 't1', name: 'update_contact', inputs: { email: 'dana.new@example.com' } },
      { id: 't2', name: 'create_case', inputs: { subject: 'Wants a refund' } },
    );
    const answered = signedPost(console_.url('vapi'), body);
    const first = await asked(console_, 'update_contact');
    const second = await asked(console_, 'create_case');
    await console_.running.proposals.reject(second.id, second.revision, { preset: 'other', text: 'Not now' }, sam);
    await console_.running.proposals.approve(first.id, first.revision, null, sam);
    const response = await answered;
    expect(response.status).toBe(200);
    const { results } = (await response.json()) as {
      results: { toolCallId: string; result?: string; error?: string }[];
    };
    expect(results.map(({ toolCallId }) => toolCallId)).toEqual(['t1', 't2']);
    expect(JSON.stringify(results[0])).toContain('dana.new@example.com');
    expect(JSON.stringify(results[1])).toContain('Not now');
  });

  test('that is sent again joins its own proposal, and is refused with other content', async () => {
    const short = { feed: sampleFeed('vapi', { holdMs: 200 }), secrets: { secret } };
    const console_ = await intakeConsole([short]);
    const body = toolCalls({ id: 't1', name: 'create_case', inputs: { subject: 'Refund' } });
    const headers = vapiSigned(secret, body);
    const send = () => fetch(console_.url('vapi'), { method: 'POST', body, headers });
    const [one, two] = await Promise.all([send(), send()]);
    expect([one.status, two.status]).toEqual([200, 200]);
    expect(await one.text()).toBe(await two.text());
    expect(await (await send()).text()).toContain('P-');
    expect(await allProposals(console_.running)).toHaveLength(1);
    await signedPost(console_.url('vapi'), toolCalls({ id: 't1', name: 'create_case', inputs: { subject: 'Other' } }));
    expect(await allProposals(console_.running)).toHaveLength(1);
  });

  test('leaves its proposal open when the agent hangs up', async () => {
    const console_ = await intakeConsole([vapi]);
    const body = toolCalls({ id: 't1', name: 'create_case', inputs: { subject: 'Refund' } });
    const hangUp = new AbortController();
    const sent = fetch(console_.url('vapi'), {
      method: 'POST',
      body,
      headers: vapiSigned(secret, body),
      signal: hangUp.signal,
    });
    const of = await asked(console_, 'create_case');
    hangUp.abort();
    await expect(sent).rejects.toThrow();
    await console_.running.idle();
    const [now] = await allProposals(console_.running);
    expect(now).toMatchObject({ id: of.id, status: { state: 'waiting' } });
  });
});

describe('our own doors', () => {
  test('answer whichever way the address was joined, with the bearer secret only', async () => {
    const console_ = await intakeConsole([{ ...actions, feed: { ...actions.feed, holdMs: 100 } }]);
    const base = console_.running.feeds.intake.status().url;
    const body = JSON.stringify({ subject: 'Refund' });
    for (const path of ['/actions/create_case', '/actions/actions/create_case']) {
      const response = await fetch(`${base}${path}`, { method: 'POST', body, headers: bearer });
      expect([path, response.status]).toEqual([path, 202]);
      const { reference } = (await response.json()) as { reference: string };
      for (const place of [`/proposals/${reference}`, `/actions/proposals/${reference}`]) {
        const status = await fetch(`${base}${place}`, { headers: bearer });
        expect(await status.json()).toMatchObject({ status: 'pending', reference });
        expect((await fetch(`${base}${place}`)).status).toBe(401);
      }
    }
    expect((await fetch(`${base}/actions`, { headers: bearer })).status).toBe(200);
    const wrong = { ...bearer, authorization: 'Bearer wrong' };
    const refused = await fetch(`${base}/actions/create_case`, { method: 'POST', body, headers: wrong });
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });

  test('say what came of a proposal to the feed that asked, of whichever kind, and to no other', async () => {
    const secrets = { bearer: 'e-secret' };
    const console_ = await intakeConsole([actions, { feed: sampleFeed('events', { holdMs: 100 }), secrets }]);
    const headers = { authorization: 'Bearer e-secret', 'content-type': 'application/cloudevents+json' };
    const event = {
      specversion: '1.0',
      type: 'com.countersign.tool.requested',
      source: '/voice',
      id: '1',
      data: { action: 'create_case', inputs: { subject: 'Refund' } },
    };
    const sent = await fetch(console_.url('events'), { method: 'POST', body: JSON.stringify(event), headers });
    const { data } = (await sent.json()) as { data: { status: string; reference: string } };
    expect(data.status).toBe('pending');
    const place = `${console_.running.feeds.intake.status().url}/proposals/${data.reference}`;
    expect(await (await fetch(place, { headers })).json()).toMatchObject({ status: 'pending' });
    expect((await fetch(place, { headers: bearer })).status).toBe(404);
    const { id, revision } = await asked(console_, 'create_case');
    await console_.running.proposals.approve(id, revision, null, sam);
    await console_.running.idle();
    expect(await (await fetch(place, { headers })).json()).toMatchObject({
      status: 'done',
      values: { Subject: 'Refund' },
    });
  });

  test('take a GET that has a body as one without', async () => {
    const console_ = await intakeConsole([actions]);
    const asking = request(console_.url('actions'), { headers: { ...bearer, 'content-length': 2 } });
    asking.end('{}');
    const [answered] = await once(asking, 'response');
    answered.resume();
    expect(answered.statusCode).toBe(200);
  });

  test('refuse pages in a browser, whatever secret they have', async () => {
    const console_ = await intakeConsole([actions, mcp]);
    const base = console_.running.feeds.intake.status().url;
    const before = await console_.rows();
    const pages: [string, string][] = [
      ['origin', 'https://evil.example'],
      ['origin', 'null'],
      ['sec-fetch-site', 'cross-site'],
    ];
    for (const path of ['/actions/create_case', '/mcp', '/proposals/P-1']) {
      for (const [name, value] of pages) {
        const response = await fetch(`${base}${path}`, {
          method: 'POST',
          body: '{}',
          headers: { ...bearer, [name]: value },
        });
        expect([path, response.status]).toEqual([path, 403]);
      }
    }
    expect(await console_.rows()).toEqual(before);
  });

  test('show that their secret opens them', async () => {
    const console_ = await intakeConsole([actions, mcp]);
    expect(await console_.running.feeds.sendTest('actions')).toMatchObject({ ok: true });
    expect(await console_.running.feeds.sendTest('mcp')).toMatchObject({ ok: true });
  });

  test('speak MCP: a tool is called, approved in time, and its result is what was written', async () => {
    const console_ = await intakeConsole([mcp]);
    const transport = new StreamableHTTPClientTransport(new URL(console_.url('mcp')), {
      requestInit: { headers: { authorization: 'Bearer m-secret' } },
    });
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(transport);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain('create_case');
    const called = client.callTool({ name: 'create_case', arguments: { subject: 'Refund' } });
    const of = await asked(console_, 'create_case');
    await console_.running.proposals.approve(of.id, of.revision, null, sam);
    expect(JSON.stringify(await called)).toContain('done');
    await client.close();
  });
});

describe('a webhook tool of ElevenLabs', () => {
  const post = (url: string, headers: Record<string, string>) =>
    fetch(url, {
      method: 'POST',
      body: JSON.stringify({ subject: 'Wants a refund' }),
      headers: { 'content-type': 'application/json', 'x-countersign-secret': secret, ...headers },
    });

  async function waitedFor(headers: Record<string, string>): Promise<{ hold: number; limit: number | null }> {
    const of = await intakeConsole([{ feed: sampleFeed('elevenlabs'), secrets: { secret } }]);
    const answered = post(of.url('elevenlabs'), {
      'x-countersign-action': 'create_case',
      'x-call-id': 'e1',
      ...headers,
    });
    const { id, revision } = await asked(of, 'create_case');
    const [row] = await of.running.store.db.selectFrom('answers').selectAll().where('proposal', '=', id).execute();
    await of.running.proposals.approve(id, revision, null, sam);
    expect((await answered).status).toBe(200);
    return { hold: (row?.held_until ?? 0) - (row?.asked_at ?? 0), limit: row?.limit_ms ?? null };
  }

  test('is held as long as the tool says that it waits, within the usual hold', async () => {
    expect(await waitedFor({ 'x-timeout-secs': '120' })).toEqual({ hold: 55_000, limit: 120_000 });
    expect(await waitedFor({ 'x-timeout-secs': '30' })).toEqual({ hold: 27_000, limit: 30_000 });
  });

  test('is held for the platform’s default where it says nothing, or nothing that can be', async () => {
    const usual = { hold: 17_000, limit: 20_000 };
    expect(await waitedFor({})).toEqual(usual);
    expect(await waitedFor({ 'x-timeout-secs': '3600' })).toEqual(usual);
    expect(await waitedFor({ 'x-timeout-secs': 'soon' })).toEqual(usual);
  });
});
