import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { intakeConsole } from '../../support/intake-console.ts';
import { sampleFeed } from '../../support/sample-feed.ts';
import { sam, theProposal } from '../../support/test-console.ts';

const events = { feed: sampleFeed('events', { holdMs: 1000 }), secrets: { bearer: 'e-secret' } };
const authorization = 'Bearer e-secret';

function turn(seq: number, text: string, call = 'c1'): Record<string, unknown> {
  return {
    specversion: '1.0',
    type: 'com.countersign.utterance',
    source: '/test',
    id: `${call}-${seq}`,
    subject: call,
    data: { key: `t${seq}`, seq, party: 'caller', text },
  };
}

async function socketTo(url: string, headers: Record<string, string>): Promise<WebSocket> {
  const socket = new WebSocket(url.replace('http', 'ws'), { headers });
  await once(socket, 'open');
  return socket;
}

async function exchange(socket: WebSocket, message: unknown): Promise<Record<string, unknown>> {
  const answered = once(socket, 'message');
  socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  return JSON.parse(String((await answered)[0]));
}

/** The status an opening was refused with. */
async function refusedWith(url: string, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(url.replace('http', 'ws'), { headers });
  const [, response] = await once(socket, 'unexpected-response');
  response.destroy();
  return response.statusCode;
}

describe('events over a WebSocket', () => {
  test('are acknowledged one by one, in order, once they are on disk', async () => {
    const { url, said } = await intakeConsole([events]);
    const socket = await socketTo(url('events'), { authorization });
    expect(await exchange(socket, turn(1, 'Hello.'))).toEqual({ ok: true, status: 200 });
    expect(await said()).toEqual(['Hello.']);
    expect(await exchange(socket, [turn(2, 'I am Dana.'), turn(1, 'Hello.')])).toMatchObject({ ok: true });
    expect(await said()).toEqual(['Hello.', 'I am Dana.']);
    expect(await exchange(socket, '{"half')).toMatchObject({ ok: false, status: 400 });
    expect(await exchange(socket, turn(3, 'Still here.'))).toMatchObject({ ok: true });
    socket.close();
  });

  test('make the same call as events over HTTP, once each', async () => {
    const { url, said } = await intakeConsole([events]);
    const socket = await socketTo(url('events'), { authorization });
    await exchange(socket, turn(1, 'Hello.'));
    const headers = { authorization, 'content-type': 'application/cloudevents+json' };
    for (const each of [turn(1, 'Hello.'), turn(2, 'I moved.')]) {
      const response = await fetch(url('events'), { method: 'POST', headers, body: JSON.stringify(each) });
      expect(response.status).toBe(200);
    }
    expect(await said()).toEqual(['Hello.', 'I moved.']);
    socket.close();
  });

  test('may ask, and are answered in the same socket', async () => {
    const { url } = await intakeConsole([events]);
    const socket = await socketTo(url('events'), { authorization });
    const asked = {
      ...turn(5, ''),
      type: 'com.countersign.tool.requested',
      data: { action: 'create_case', inputs: { subject: 'Refund' } },
    };
    socket.send(JSON.stringify(asked));
    // What is said meanwhile is not held up by the question.
    expect(await exchange(socket, turn(6, 'Are you there?'))).toEqual({ ok: true, status: 200 });
    const [answer] = await once(socket, 'message');
    expect(String(answer)).toMatch(/pending.*P-/);
    socket.close();
  });

  test('bring the answer that comes too late, to whichever socket the feed has open then', async () => {
    const { url, running } = await intakeConsole([{ ...events, feed: sampleFeed('events', { holdMs: 1 }) }]);
    const socket = await socketTo(url('events'), { authorization });
    const data = { tool_call_id: 'k1', action: 'create_case', inputs: { subject: 'Refund' } };
    const asked = { ...turn(5, ''), type: 'com.countersign.tool.requested', data };
    expect(await exchange(socket, asked)).toMatchObject({ answer: { data: { status: 'pending' } } });
    socket.close();
    const other = await socketTo(url('events'), { authorization });
    const late = once(other, 'message');
    await running.idle();
    const of = await theProposal(running, 'create_case');
    await running.proposals.reject(of.id, of.revision, { preset: 'wrong-record', text: '' }, sam);
    expect(JSON.parse(String((await late)[0]))).toMatchObject({
      late: true,
      answer: {
        type: 'com.countersign.tool.answered',
        subject: 'c1',
        data: { tool_call_id: 'k1', status: 'rejected' },
      },
    });
    await running.idle();
    const [, told] = await running.store.db
      .selectFrom('answers')
      .select(['door', 'state'])
      .orderBy('said_at')
      .execute();
    expect(told).toEqual({ door: 'callback', state: 'arrived' });
    other.close();
  });

  test('are refused without the secret, to pages in a browser, and at other addresses', async () => {
    const { url, rows } = await intakeConsole([events]);
    const before = await rows();
    expect(await refusedWith(url('events'), {})).toBe(401);
    expect(await refusedWith(url('events'), { authorization: 'Bearer wrong' })).toBe(401);
    expect(await refusedWith(url('events'), { authorization, origin: 'https://evil.example' })).toBe(403);
    expect(await refusedWith(url('events').replace('/events', '/nothing'), { authorization })).toBe(404);
    const headers = { authorization, 'content-type': 'application/json', origin: 'https://evil.example' };
    expect((await fetch(url('events'), { method: 'POST', headers, body: '{}' })).status).toBe(403);
    expect(await rows()).toEqual(before);
  });

  test('are no longer taken once the feed has another secret', async () => {
    const { url, running, said } = await intakeConsole([events]);
    const socket = await socketTo(url('events'), { authorization });
    await running.feeds.book.save(events.feed, { bearer: 'another' });
    expect(await exchange(socket, turn(1, 'Hello.'))).toMatchObject({ ok: false, status: 401 });
    expect(await said()).toEqual([]);
    socket.close();
  });
});
