import { describe, expect, test } from 'vitest';
import { vapiDoors } from '../../../electron/platforms/vapi/vapi-doors.ts';
import { startApi } from '../api-server.ts';
import { doorCall } from '../door-call.ts';
import { vapiFeed } from '../samples/vapi-samples.ts';

const call = '7420f27a';

describe("Vapi's doors", () => {
  test('tell, transfer and end through the control address of the call', async () => {
    const { base, requests } = await startApi(() => ({}));
    const to = doorCall(vapiFeed(), call, `${base}/7420/control`);
    expect(await vapiDoors.tell?.(to, 'The email is saved.')).toEqual({ kind: 'arrived' });
    expect(await vapiDoors.transfer?.(to, '+14155550199')).toEqual({ kind: 'arrived' });
    expect(await vapiDoors.end?.(to)).toEqual({ kind: 'arrived' });
    expect(requests.map(({ method, path, body }) => [method, path, body])).toEqual([
      [
        'POST',
        '/7420/control',
        {
          type: 'add-message',
          message: { role: 'system', content: 'The email is saved.' },
          triggerResponseEnabled: true,
        },
      ],
      ['POST', '/7420/control', { type: 'transfer', destination: { type: 'number', number: '+14155550199' } }],
      ['POST', '/7420/control', { type: 'end-call' }],
    ]);
  });

  test('ask for the control address where no message brought it', async () => {
    let control = '';
    const api = await startApi(({ method }) => ({
      body: method === 'GET' ? { monitor: { controlUrl: control } } : {},
    }));
    control = `${api.base}/7420/control`;
    const feed = { ...vapiFeed({}, { apiKey: 'private' }), apiBase: api.base };
    expect(await vapiDoors.tell?.(doorCall(feed, call), 'x')).toEqual({ kind: 'arrived' });
    expect(api.requests.map(({ method, path, headers }) => [method, path, headers.authorization])).toEqual([
      ['GET', '/call/7420f27a', 'Bearer private'],
      ['POST', '/7420/control', undefined],
    ]);
  });

  test('are refused without an address, a key, or an address that is safe', async () => {
    expect(await vapiDoors.tell?.(doorCall(vapiFeed(), call), 'x')).toMatchObject({ kind: 'refused' });
    for (const url of ['http://example.com/control', 'file:///etc/passwd', 'control']) {
      expect(await vapiDoors.tell?.(doorCall(vapiFeed(), call, url), 'x')).toMatchObject({ kind: 'refused' });
    }
  });

  test('tell a refusal for good from a trouble that passes, and never the address', async () => {
    const { base } = await startApi(({ path }) => ({ status: Number(path.slice(1)), body: { message: 'no' } }));
    const answerTo = (status: number) => vapiDoors.tell?.(doorCall(vapiFeed(), call, `${base}/${status}`), 'x');
    expect(await answerTo(404)).toEqual({ kind: 'refused', why: expect.stringContaining('404') });
    expect(await answerTo(302)).toMatchObject({ kind: 'refused' });
    expect(await answerTo(429)).toMatchObject({ kind: 'unreachable' });
    expect(await answerTo(503)).toMatchObject({ kind: 'unreachable' });
    const nobody = await vapiDoors.tell?.(doorCall(vapiFeed(), call, 'http://127.0.0.1:1/secret'), 'x');
    expect(nobody).toMatchObject({ kind: 'unreachable' });
    expect(JSON.stringify(nobody)).not.toContain('secret');
  });
});
