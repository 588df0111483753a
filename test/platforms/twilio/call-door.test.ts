import { describe, expect, test } from 'vitest';
import type { OpenFeed } from '../../../electron/platforms/platform.ts';
import { twilio } from '../../../electron/platforms/twilio/twilio.ts';
import { startApi } from '../api-server.ts';
import { doorCall } from '../door-call.ts';
import { transcriptionStarted, twilioFeed } from '../samples/twilio-samples.ts';
import { understood } from '../understood.ts';

const call = `CA${'1'.repeat(32)}`;
const account = `AC${'3'.repeat(32)}`;

async function liveCall(status = 200) {
  const api = await startApi(() => ({ status, body: {} }));
  const feed: OpenFeed = { ...twilioFeed, apiBase: api.base };
  const [door] = understood(twilio.read(transcriptionStarted(), feed, 0)).doors;
  return { requests: api.requests, feed, to: doorCall(feed, call, door?.url ?? null) };
}

describe('the door into a call that Twilio carries', () => {
  test('ends it', async () => {
    const { to, requests } = await liveCall();
    expect(await twilio.doors.end?.(to)).toEqual({ kind: 'arrived' });
    expect(requests).toMatchObject([
      {
        method: 'POST',
        path: `/2010-04-01/Accounts/${account}/Calls/${call}.json`,
        headers: {
          authorization: `Basic ${Buffer.from(`${account}:tok_test`).toString('base64')}`,
          'content-type': expect.stringContaining('application/x-www-form-urlencoded'),
        },
        body: 'Status=completed',
      },
    ]);
  });

  test('hands it over to a number, and to nothing else', async () => {
    const { to, requests } = await liveCall();
    expect(await twilio.doors.transfer?.(to, '+1 (415) 555-0177')).toEqual({ kind: 'arrived' });
    const twiml = new URLSearchParams(String(requests[0]?.body)).get('Twiml');
    expect(twiml).toBe('<Response><Dial>+14155550177</Dial></Response>');
    for (const number of ['', '<Record/>', '+1</Dial><Redirect>https://x</Redirect>', 'sip:dana@example.com']) {
      expect(await twilio.doors.transfer?.(to, number)).toMatchObject({ kind: 'refused' });
    }
    expect(requests).toHaveLength(1);
  });

  test('says when the call is over, and when another try is worth it', async () => {
    expect(await twilio.doors.end?.((await liveCall(404)).to)).toMatchObject({ kind: 'refused' });
    expect(await twilio.doors.end?.((await liveCall(503)).to)).toMatchObject({ kind: 'unreachable' });
  });

  test('is shut where the call is not known to Twilio, and after the API was moved', async () => {
    const { to, feed, requests } = await liveCall();
    const moved = { ...feed, apiBase: 'https://elsewhere.example' };
    for (const each of [
      { ...to, door: null },
      { ...to, feed: moved },
      { ...to, feed: { ...feed, secrets: {} } },
    ]) {
      expect(await twilio.doors.end?.(each)).toMatchObject({ kind: 'refused' });
    }
    expect(requests).toEqual([]);
  });
});
