import { describe, expect, test } from 'vitest';
import { sendOutbound } from '../../electron/platforms/send-outbound.ts';
import { ProblemError, toProblem } from '../../shared/model/problem.ts';
import { type ApiAnswer, startApi } from './api-server.ts';

const by = { fetch, signal: new AbortController().signal };

async function sent(answer: ApiAnswer, patienceMs = 5_000) {
  const api = await startApi(() => answer);
  const request = { who: 'Vapi', url: `${api.base}/call`, headers: { authorization: 'Bearer key' }, body: { to: 1 } };
  return { told: await sendOutbound(request, { ...by, patienceMs }), requests: api.requests };
}

describe('an order', () => {
  test('that was answered gives the answer, and leaves over a connection of its own', async () => {
    const { told, requests } = await sent({ status: 201, body: { id: 'call-1' } });
    expect(told).toEqual({ kind: 'answered', body: { id: 'call-1' } });
    expect(requests).toMatchObject([
      {
        method: 'POST',
        path: '/call',
        headers: { authorization: 'Bearer key', 'content-type': 'application/json', connection: 'close' },
        body: { to: 1 },
      },
    ]);
  });

  test.each([
    [{ message: 'To is no number.', code: 21211 }, 'To is no number. (21211)'],
    [{ message: ['name is long', 'customer is missing'], error: 'Bad Request' }, 'name is long; customer is missing'],
    [{ status: 'error', message: 'Not enough credit.' }, 'Not enough credit.'],
    [{ detail: { status: 'no_phone', message: 'Unknown number.' } }, 'Unknown number.'],
    [{ detail: [{ loc: ['body', 'to_number'], msg: 'Field required' }] }, 'body.to_number: Field required'],
    [{ data: {}, error: { message: 'No such contact' } }, 'No such contact'],
    ['Forbidden by\n the gateway', 'Forbidden by the gateway'],
  ])('that is refused is told in the words of the platform: %j', async (body, words) => {
    const { told } = await sent({ status: 400, body });
    expect(told).toEqual({ kind: 'refused', why: `Vapi refused it (400): ${words}` });
  });

  test('that comes too soon after others was not taken, and is told when to come again', async () => {
    const { told } = await sent({ status: 429, headers: { 'retry-after': '30' }, body: { message: 'Slow down.' } });
    expect(told).toEqual({
      kind: 'not-sent',
      why: 'Vapi asks to be asked less often: Slow down.',
      retryAfterMs: 30_000,
    });
    const date = new Date(Date.now() + 60_000).toUTCString();
    const dated = (await sent({ status: 429, headers: { 'retry-after': date } })).told;
    expect(dated.kind === 'not-sent' && Math.round(dated.retryAfterMs / 10_000)).toBe(6);
  });

  test('that left and has no clear answer may have happened, and is sent once', async () => {
    const answers: ApiAnswer[] = [
      { status: 500 },
      { status: 503, body: 'busy' },
      { status: 408 },
      { status: 303, headers: { location: '/done' } },
      { lost: 'cut' },
      { status: 201, lost: 'midway' },
    ];
    for (const answer of answers) {
      const { told, requests } = await sent(answer);
      expect([answer, told.kind, requests.length]).toEqual([answer, 'unknown', 1]);
    }
    const silent = await sent({ lost: 'silent' }, 60);
    expect(silent.told).toEqual({ kind: 'unknown', why: 'Vapi did not answer: it may have happened.' });
    expect(silent.requests).toHaveLength(1);
  });

  test('follows no redirect', async () => {
    const elsewhere = await startApi(() => ({}));
    const { told } = await sent({ status: 307, headers: { location: elsewhere.base } });
    expect(told).toMatchObject({ kind: 'refused', why: 'Vapi wants it sent elsewhere (307); that is not followed.' });
    expect(elsewhere.requests).toEqual([]);
  });

  test('that never left is sent again', async () => {
    const gone = await startApi(() => ({}));
    await gone.stop();
    const told = await sendOutbound({ who: 'Vapi', url: gone.base, headers: {}, body: {} }, by);
    expect(told).toMatchObject({ kind: 'not-sent', why: 'Vapi could not be reached.' });
  });

  test('that our own guard turns away is refused', async () => {
    const guarded = () => Promise.reject(new ProblemError(toProblem('not-allowed', 'Not there.')));
    const told = await sendOutbound({ who: 'x', url: 'https://x', headers: {}, body: {} }, { ...by, fetch: guarded });
    expect(told).toEqual({ kind: 'refused', why: 'Not there.' });
  });

  test('reads no endless answer', async () => {
    const { told } = await sent({ status: 200, body: `"${'x'.repeat(2_000_000)}"` });
    expect(told).toEqual({ kind: 'answered', body: null });
  });
});
