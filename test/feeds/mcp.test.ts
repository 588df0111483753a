import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createMcpDoor } from '../../electron/feeds/doors/mcp-door.ts';
import { approve, heldCalls, liveCall, reject, runningFeed } from '../support/held-calls.ts';
import { servedDoor } from '../support/served-door.ts';

const mcp = runningFeed({ key: 'mcp', platform: 'mcp' });
type Mode = 'legacy' | 'auto';

async function connected(mode: Mode, headers: Record<string, string> = {}) {
  const of = await heldCalls({ feeds: [mcp] });
  const url = await servedDoor(of, mcp, createMcpDoor);
  const client = new Client({ name: 'test', version: '1.0.0' }, { versionNegotiation: { mode } });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit: { headers } }));
  onTestFinished(() => client.close());
  return { ...of, client };
}

/** Resolves with the id of the only proposal, once an answer to it is owed. */
async function onlyProposal({ store }: Awaited<ReturnType<typeof connected>>): Promise<string> {
  for (;;) {
    const row = await store.db.selectFrom('answers').select('proposal').executeTakeFirst();
    if (row?.proposal) return row.proposal;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe.each<[Mode, string]>([
  ['legacy', '2025-11-25'],
  ['auto', '2026-07-28'],
])('an MCP client (%s) that speaks revision %s', (mode, revision) => {
  it('agrees on it', async () => {
    const { client } = await connected(mode);
    expect(client.getNegotiatedProtocolVersion()).toBe(revision);
  });

  it('sees every action as a tool, with what it does and what it takes', async () => {
    const { client } = await connected(mode);
    const { tools } = await client.listTools();
    const names = tools.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['update_contact', 'create_case', 'run_soql', 'proposal_status']));
    expect(tools.find(({ name }) => name === 'update_contact')).toMatchObject({
      title: 'Update contact',
      description: expect.stringContaining('contact details'),
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true },
      inputSchema: { type: 'object', properties: { email: { type: 'string' }, call: { type: 'string' } } },
    });
    expect(tools.find(({ name }) => name === 'run_soql')?.annotations).toMatchObject({ readOnlyHint: true });
  });

  it('calls one, and has the result of what was approved', async () => {
    const of = await connected(mode);
    const called = of.client.callTool({
      name: 'update_contact',
      arguments: { Email: 'dana@example.com', call: 'c-7' },
    });
    const id = await onlyProposal(of);
    await approve(of.store, id);
    expect(await called).toMatchObject({
      content: [{ type: 'text', text: expect.stringContaining('Email is “dana@example.com”') }],
      structuredContent: { status: 'done', reference: 'P-1001', values: { Email: 'dana@example.com' } },
    });
    expect(await of.store.db.selectFrom('proposals').select('call').execute()).toEqual([{ call: 'mcp-c-7' }]);
  });

  it('is told that it waits, and asks for its status until it is decided', async () => {
    const of = await connected(mode);
    const called = of.client.callTool({ name: 'update_contact', arguments: { Email: 'dana@example.com' } });
    const id = await onlyProposal(of);
    of.clock.advance(17_000);
    expect(await called).toMatchObject({ structuredContent: { status: 'pending', reference: 'P-1001' } });
    const status = () => of.client.callTool({ name: 'proposal_status', arguments: { reference: 'P-1001' } });
    expect(await status()).toMatchObject({ structuredContent: { status: 'pending' } });
    await reject(of.store, id);
    expect(await status()).toMatchObject({ structuredContent: { status: 'rejected' } });
  });

  it('is told what is missing, and nothing is proposed', async () => {
    const of = await connected(mode);
    const answer = await of.client.callTool({ name: 'create_contact', arguments: { first_name: 'Dana' } });
    expect(answer).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('last_name') }] });
    expect(await of.store.db.selectFrom('proposals').select('id').execute()).toEqual([]);
  });

  it('hears nothing of a proposal it did not make', async () => {
    const of = await connected(mode);
    const answer = await of.client.callTool({ name: 'proposal_status', arguments: { reference: 'P-1001' } });
    expect(answer).toMatchObject({ isError: true });
  });
});

it('a header names the call, before any input', async () => {
  const of = await connected('auto', { 'x-call-id': 'c-9' });
  await liveCall(of.store, 'mcp', 'c-9');
  const called = of.client.callTool({ name: 'update_contact', arguments: { Email: 'a@example.com', call: 'other' } });
  await approve(of.store, await onlyProposal(of));
  await called;
  expect(await of.store.db.selectFrom('proposals').select('call').execute()).toEqual([{ call: 'mcp-c-9' }]);
});

it('a proposal without a call belongs to none', async () => {
  const of = await connected('auto');
  const called = of.client.callTool({ name: 'update_contact', arguments: { Email: 'a@example.com' } });
  await approve(of.store, await onlyProposal(of));
  await called;
  expect(await of.store.db.selectFrom('proposals').select('call').execute()).toEqual([{ call: null }]);
});
