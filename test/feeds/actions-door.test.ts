import { describe, expect, it } from 'vitest';
import { createActionsDoor } from '../../electron/feeds/doors/actions-door.ts';
import { createCallBack } from '../../electron/feeds/doors/call-back.ts';
import { mayLeadTo, refuseCallback } from '../../electron/feeds/doors/callback-address.ts';
import { commandProposal, loadProposal } from '../../electron/proposals/proposal-store.ts';
import type { Store } from '../../electron/store/open-store.ts';
import { approve, heldCalls, reject, runningFeed } from '../support/held-calls.ts';
import { servedDoor } from '../support/served-door.ts';

const callBack = createCallBack({ tell: () => Promise.reject(new Error('nobody listens')) });
const actions = runningFeed({
  key: 'actions',
  platform: 'actions',
  options: { callbackHosts: 'agent.example, 127.0.0.1', callHeader: 'X-Conversation' },
});

async function asked(store: Store, id: string, text: string, at: number): Promise<void> {
  const question = { text, by: 'Sam', at, why: null, heardAt: null };
  await commandProposal(store, id, { type: 'question', question }, at);
}

async function door() {
  const of = await heldCalls({ feeds: [actions], parts: { callBack } });
  const url = await servedDoor(of, actions, createActionsDoor);
  const post = (path: string, body: unknown, headers: Record<string, string> = {}, signal?: AbortSignal) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      ...(signal && { signal }),
    });
  async function proposed(count = 1): Promise<string> {
    for (;;) {
      const rows = await of.store.db.selectFrom('answers').select('proposal').execute();
      const ids = new Set(rows.map(({ proposal }) => proposal));
      const last = [...ids].at(-1);
      if (ids.size >= count && last) return last;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  const get = (path: string) => fetch(`${url}${path}`);
  const count = async () => (await of.store.db.selectFrom('proposals').select('id').execute()).length;
  return { ...of, post, get, proposed, count };
}

describe('POST /actions/{key}', () => {
  it('answers with what was written', async () => {
    const of = await door();
    const answer = of.post('/actions/update_contact', { Email: 'dana@example.com', call: 'c1' });
    await approve(of.store, await of.proposed());
    const response = await answer;
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      status: 'done',
      result: 'Done (P-1001): saved Contact Dana Reyes; Email is “dana@example.com”.',
      reference: 'P-1001',
      values: { Email: 'dana@example.com', Id: '003000000000001AAA' },
    });
  });

  it('answers that it waits, with where to ask', async () => {
    const of = await door();
    const answer = of.post('/actions/update_contact', { Email: 'dana@example.com' });
    const id = await of.proposed();
    of.clock.advance(17_000);
    const response = await answer;
    expect([response.status, response.headers.get('location')]).toEqual([202, '../proposals/P-1001']);
    expect(await (await of.get('/proposals/P-1001')).json()).toMatchObject({ status: 'pending', reference: 'P-1001' });
    await reject(of.store, id);
    expect(await (await of.get('/proposals/P-1001')).json()).toMatchObject({ status: 'rejected' });
    expect((await of.get('/proposals/P-9999')).status).toBe(404);
  });

  it('asks back whoever comes for the answer, once, and the card knows that it was heard', async () => {
    const of = await door();
    const answer = of.post('/actions/update_contact', { Email: 'dana@example.com' });
    const id = await of.proposed();
    of.clock.advance(17_000);
    await answer;
    await asked(of.store, id, 'Is it her work address?', of.clock.now());
    const status = async () => (await of.get('/proposals/P-1001')).json();
    expect(await status()).toMatchObject({
      status: 'pending',
      result: expect.stringContaining('Your supervisor asks about it: Is it her work address? Ask the caller'),
    });
    expect((await loadProposal(of.store.db, id))?.proposal.questions).toMatchObject([{ heardAt: of.clock.now() }]);
    expect((await status()).result).not.toContain('supervisor asks');
  });

  it('asks back in the answer itself where that still waits', async () => {
    const of = await door();
    const answer = of.post('/actions/update_contact', { Email: 'dana@example.com' });
    await asked(of.store, await of.proposed(), 'Is it her work address?', of.clock.now());
    of.clock.advance(17_000);
    expect((await (await answer).json()).result).toContain('Is it her work address?');
  });

  it('waits no longer than the other side says it does', async () => {
    const of = await door();
    const answer = of.post(
      '/actions/update_contact',
      { Email: 'dana@example.com' },
      { prefer: 'respond-async, wait=10' },
    );
    await of.proposed();
    of.clock.advance(7_000);
    expect((await answer).status).toBe(202);
  });

  it('takes the call from the feed’s own header, and the tool call from Idempotency-Key', async () => {
    const of = await door();
    const headers = { 'x-conversation': 'c7', 'idempotency-key': 'k1' };
    const answer = of.post('/actions/update_contact', { Email: 'dana@example.com', call: 'other' }, headers);
    await approve(of.store, await of.proposed());
    await answer;
    const again = await of.post('/actions/update_contact', { Email: 'dana@example.com' }, headers);
    expect(await again.json()).toMatchObject({ status: 'done', reference: 'P-1001' });
    expect(await of.count()).toBe(1);
    expect(await of.store.db.selectFrom('tool_calls').select(['external_id', 'tool_call']).execute()).toEqual([
      { external_id: 'c7', tool_call: 'k1' },
    ]);
    const changed = await of.post('/actions/update_contact', { Email: 'x@example.com' }, headers);
    expect([changed.status, changed.headers.get('content-type')]).toEqual([409, 'application/problem+json']);
  });

  it.each([
    ['an unknown action', '/actions/fly', {}, 404],
    ['a body that is no object', '/actions/update_contact', '[1]', 400],
    ['a body that is no JSON', '/actions/update_contact', '{', 400],
    ['a missing input', '/actions/create_contact', { first_name: 'Dana' }, 422],
    [
      'a callback address nobody allowed',
      '/actions/update_contact',
      { inputs: {}, callback_url: 'https://evil.example/' },
      400,
    ],
  ])('refuses %s, and proposes nothing', async (_name, path, body, status) => {
    const of = await door();
    const response = await of.post(path, body);
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
    expect(await of.count()).toBe(0);
  });

  it('keeps the proposal where the agent hangs up', async () => {
    const of = await door();
    const hangUp = new AbortController();
    const gone = of.post('/actions/update_contact', { Email: 'a@example.com' }, {}, hangUp.signal).catch(() => 'gone');
    await of.proposed();
    hangUp.abort();
    expect(await gone).toBe('gone');
    expect(await of.count()).toBe(1);
  });

  it('sends what is late to the callback address, once per answer', async () => {
    const of = await door();
    const late: { body: unknown; key: string | null }[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const url = await servedDoor(of, actions, () => async (request) => {
      late.push({ body: await request.json(), key: request.headers.get('idempotency-key') });
      resolve();
      return new Response(null, { status: 204 });
    });
    const body = { inputs: { Email: 'dana@example.com' }, callback_url: `${url}/late` };
    const answer = of.post('/actions/update_contact', body);
    const id = await of.proposed();
    of.clock.advance(17_000);
    await answer;
    await approve(of.store, id);
    await promise;
    await of.holds.idle();
    expect(late).toEqual([
      { body: expect.objectContaining({ status: 'done', reference: 'P-1001' }), key: expect.any(String) },
    ]);
  });
});

it('GET /actions lists what can be asked for', async () => {
  const of = await door();
  const body = await (await of.get('/actions')).json();
  expect(body).toMatchObject({
    actions: expect.arrayContaining([
      expect.objectContaining({ key: 'update_contact', inputs: expect.objectContaining({ type: 'object' }) }),
    ]),
  });
});

describe('a callback address', () => {
  it.each([
    ['https://agent.example/late', true],
    ['http://127.0.0.1:9/late', true],
    ['http://agent.example/late', false],
    ['https://agent.example@evil.example/', false],
    ['https://user:pw@agent.example/', false],
    ['https://evil.example/', false],
    ['http://169.254.169.254/', false],
    ['file:///etc/passwd', false],
    ['no address', false],
  ])('%s is taken: %s', (address, taken) => {
    expect(refuseCallback(address, actions) === null).toBe(taken);
  });

  it('does not lead into our own network, whatever its name', () => {
    expect(mayLeadTo('agent.example', '10.0.0.1')).toBe(false);
    expect(mayLeadTo('agent.example', '127.0.0.1')).toBe(false);
    expect(mayLeadTo('agent.example', '::1')).toBe(false);
    expect(mayLeadTo('agent.example', '8.8.8.8')).toBe(true);
    expect(mayLeadTo('127.0.0.1', '127.0.0.1')).toBe(true);
  });

  it('that redirects is not followed', async () => {
    const of = await door();
    const url = await servedDoor(of, actions, () => async () => Response.redirect('http://127.0.0.1:1/', 307));
    const told = { outcome: 'done' as const, text: '', values: {} };
    const message = { id: 'a1', call: null, toolCall: 't1', reference: 'P-1001', told };
    const answer = await callBack(`${url}/late`, message, actions, new AbortController().signal);
    expect(answer).toEqual({ kind: 'refused', why: 'The callback address answered with 307.' });
  });
});
