import { describe, expect, test } from 'vitest';
import { voiceflow } from '../../../electron/platforms/voiceflow/voiceflow.ts';
import { type ApiAnswer, startApi } from '../api-server.ts';
import { callStart, phoneCallSid, voiceflowFeed, voiceflowWebhook } from '../samples/voiceflow-samples.ts';
import { understood } from '../understood.ts';

async function tellThrough(answer: ApiAnswer, change: { apiKey?: string; door?: null; moved?: boolean } = {}) {
  const api = await startApi(() => answer);
  const secrets = { ...voiceflowFeed.secrets, apiKey: change.apiKey ?? 'VF.DM.test' };
  const feed = { ...voiceflowFeed, apiBase: api.base, secrets };
  const [door] = understood(voiceflow.read(voiceflowWebhook(callStart()), feed, 0)).doors;
  const told = await voiceflow.doors.tell?.(
    {
      feed: change.moved ? { ...feed, apiBase: null } : feed,
      call: phoneCallSid,
      door: change.door === null ? null : (door?.url ?? null),
      fetch,
      signal: new AbortController().signal,
    },
    'P-1042 was approved: the address is updated.',
  );
  return { told, requests: api.requests };
}

describe("the door into a live call of Voiceflow's", () => {
  test('sets the variables of its user', async () => {
    const { told, requests } = await tellThrough({ body: {} });
    expect(told).toEqual({ kind: 'arrived' });
    expect(requests).toMatchObject([
      {
        method: 'PATCH',
        path: '/state/user/%2B14155550134/variables',
        headers: { authorization: 'VF.DM.test', projectid: '6772da2e485189279fa5b9da' },
        body: { countersign_result: 'P-1042 was approved: the address is updated.', countersign_status: 'updated' },
      },
    ]);
  });

  test('needs no key where an address of its own may bring one', async () => {
    const { told, requests } = await tellThrough({ body: {} }, { apiKey: '' });
    expect(told).toEqual({ kind: 'arrived' });
    expect(requests[0]?.headers.authorization).toBeUndefined();
  });

  test('says whether another try is worth it', async () => {
    expect((await tellThrough({ status: 404 })).told).toMatchObject({ kind: 'refused' });
    expect((await tellThrough({ status: 429 })).told).toMatchObject({ kind: 'unreachable' });
    expect((await tellThrough({ status: 503 })).told).toMatchObject({ kind: 'unreachable' });
  });

  test('is shut without a key, without a user, and after the API was moved', async () => {
    for (const change of [{ apiKey: '', moved: true }, { door: null }, { moved: true }] as const) {
      const { told, requests } = await tellThrough({ body: {} }, change);
      expect(told).toMatchObject({ kind: 'refused' });
      expect(requests).toEqual([]);
    }
  });
});
