import { describe, expect, test } from 'vitest';
import { retellDoors } from '../../../electron/platforms/retell/retell-doors.ts';
import { startApi } from '../api-server.ts';
import { doorCall } from '../door-call.ts';
import { retellFeed } from '../samples/retell-samples.ts';

describe("Retell's doors", () => {
  test('tell the live agent, which then speaks up, and end the call', async () => {
    const { base, requests } = await startApi(({ method }) =>
      method === 'PATCH' ? { body: { success: true } } : { status: 204 },
    );
    const to = doorCall(retellFeed({ apiBase: base }), 'call/1');
    expect(await retellDoors.tell?.(to, 'The email is saved.')).toEqual({ kind: 'arrived' });
    expect(await retellDoors.end?.(to)).toEqual({ kind: 'arrived' });
    expect(requests.map(({ method, path, headers, body }) => [method, path, headers.authorization, body])).toEqual([
      [
        'PATCH',
        '/v2/update-live-call/call%2F1',
        'Bearer key_test',
        { call_control: { additional_context: 'The email is saved.', trigger_response: true } },
      ],
      ['POST', '/v2/stop-call/call%2F1', 'Bearer key_test', null],
    ]);
  });

  test('are refused without a key, and by Retell when the call is over', async () => {
    const { base } = await startApi(() => ({ status: 422, body: { message: 'Call has ended' } }));
    expect(await retellDoors.tell?.(doorCall(retellFeed({ secrets: {} }), 'c'), 'x')).toMatchObject({
      kind: 'refused',
    });
    expect(await retellDoors.tell?.(doorCall(retellFeed({ apiBase: base }), 'c'), 'x')).toEqual({
      kind: 'refused',
      why: 'The platform answered with status 422: {"message":"Call has ended"}',
    });
  });

  test('have none to hand a caller over', () => {
    expect(retellDoors.transfer).toBeUndefined();
  });
});
