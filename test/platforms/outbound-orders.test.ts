import { describe, expect, test } from 'vitest';
import type { OutboundCall, OutboundWith } from '../../electron/platforms/outbound.ts';
import { platforms } from '../../electron/platforms/platforms.ts';
import type { FeedPlatform } from '../../shared/model/feed.ts';
import { sampleFeed } from '../support/sample-feed.ts';
import { type ApiAnswer, type ApiRequest, startApi } from './api-server.ts';

const call: OutboundCall = {
  to: '+14155550190',
  from: '',
  agent: '',
  variables: { first_name: 'Noor' },
  contact: 'cnt-1',
  reference: 'P-7',
};
const account = 'AC00000000000000000000000000000001';

type Wanted = {
  platform: FeedPlatform;
  options: Record<string, string>;
  secrets: Record<string, string>;
  request: { path: string; headers: Record<string, string>; body: unknown };
  answer: ApiAnswer;
  taken: { id: string; told: Record<string, string> };
};

const basic = `Basic ${Buffer.from(`${account}:token`).toString('base64')}`;
const wanted: Wanted[] = [
  {
    platform: 'twilio',
    options: { accountSid: account, fromNumber: '+14155550100', twimlUrl: 'https://example.com/agent?lang=en' },
    secrets: { authToken: 'token' },
    request: {
      path: `/2010-04-01/Accounts/${account}/Calls.json`,
      headers: { authorization: basic, 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
      body: form({
        To: '+14155550190',
        From: '+14155550100',
        Url: 'https://example.com/agent?lang=en&first_name=Noor',
      }),
    },
    answer: { status: 201, body: { sid: 'CA1', status: 'queued', price: null } },
    taken: { id: 'CA1', told: { status: 'queued' } },
  },
  {
    platform: 'vapi',
    options: { phoneNumberId: 'number-1', assistantId: 'assistant-1' },
    secrets: { apiKey: 'key' },
    request: {
      path: '/call',
      headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
      body: {
        name: 'P-7',
        assistantId: 'assistant-1',
        phoneNumberId: 'number-1',
        customer: { number: '+14155550190' },
        assistantOverrides: { variableValues: { first_name: 'Noor' } },
      },
    },
    answer: {
      status: 201,
      body: {
        id: '019d',
        status: 'queued',
        type: 'outboundPhoneCall',
        subscriptionLimits: { concurrencyBlocked: true },
      },
    },
    taken: { id: '019d', told: { status: 'queued', waits: 'for a free line at Vapi' } },
  },
  {
    platform: 'retell',
    options: { fromNumber: '+14155550100', agentId: 'agent-1' },
    secrets: { apiKey: 'key' },
    request: {
      path: '/v2/create-phone-call',
      headers: { authorization: 'Bearer key' },
      body: {
        from_number: '+14155550100',
        to_number: '+14155550190',
        override_agent_id: 'agent-1',
        retell_llm_dynamic_variables: { first_name: 'Noor' },
        metadata: { countersign: 'P-7' },
      },
    },
    answer: { status: 201, body: { call_id: 'Jabr9', call_status: 'registered', call_type: 'phone_call' } },
    taken: { id: 'Jabr9', told: { status: 'registered' } },
  },
  {
    platform: 'elevenlabs',
    options: { agentId: 'agent-1', phoneNumberId: 'phnum-1' },
    secrets: { apiKey: 'key' },
    request: {
      path: '/v1/convai/twilio/outbound-call',
      headers: { 'xi-api-key': 'key' },
      body: {
        agent_id: 'agent-1',
        agent_phone_number_id: 'phnum-1',
        to_number: '+14155550190',
        conversation_initiation_client_data: { dynamic_variables: { first_name: 'Noor' } },
      },
    },
    answer: { body: { success: true, message: 'Success', conversation_id: 'conv_1', callSid: 'CA2' } },
    taken: { id: 'conv_1', told: { callSid: 'CA2' } },
  },
  {
    platform: 'thoughtly',
    options: { teamId: 'team-1', callInterviewId: 'interview-1' },
    secrets: { apiToken: 'key' },
    request: {
      path: '/contact/call',
      headers: { 'x-api-token': 'key', team_id: 'team-1' },
      body: { contact_id: 'cnt-1', interview_id: 'interview-1', metadata: { first_name: 'Noor' } },
    },
    answer: { body: { data: { call_id: 'call_01', status: 'queued', contact_id: 'cnt-1' }, error: null } },
    taken: { id: 'call_01', told: { status: 'queued' } },
  },
];

describe.each(wanted)('a call through $platform', (of) => {
  test('is one request of the form its API takes, and names what was made', async () => {
    const { order, requests } = await calledAt(of, of.answer);
    expect(await order()).toEqual({ kind: 'taken', ...of.taken });
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ method: 'POST', ...of.request });
  });

  test('that the platform refuses is told in its words; one whose answer is lost is in doubt, and not sent again', async () => {
    const refused = await calledAt(of, { status: 422, body: { message: 'No such number.' } });
    expect(await refused.order()).toEqual({
      kind: 'refused',
      why: expect.stringMatching(/refused it \(422\): No such number\.$/),
    });
    for (const lost of [{ status: 502 }, { lost: 'cut' }] satisfies ApiAnswer[]) {
      const doubtful = await calledAt(of, lost);
      expect(await doubtful.order()).toMatchObject({ kind: 'unknown' });
      expect(doubtful.requests).toHaveLength(1);
    }
    const limited = await calledAt(of, { status: 429, headers: { 'retry-after': '9' } });
    expect(await limited.order()).toMatchObject({ kind: 'not-sent', retryAfterMs: 9_000 });
  });

  test('that somebody in between answered is in doubt', async () => {
    const { order } = await calledAt(of, { status: 200, body: '<html>Sign in to the network</html>' });
    expect(await order()).toMatchObject({ kind: 'unknown' });
  });

  test('lacks what nobody filled in', () => {
    const feed = { ...sampleFeed(of.platform), secrets: {} };
    expect(platforms[of.platform]?.outbound?.missing(feed, 'call').length).toBeGreaterThan(1);
  });
});

test('the number and the agent of the order go before those of the feed', async () => {
  const named = { from: '+14155550111', agent: 'agent-2' };
  for (const of of wanted.filter(({ platform }) => platform === 'retell' || platform === 'elevenlabs')) {
    const { order, requests } = await calledAt(of, of.answer, named);
    await order();
    expect(JSON.stringify(requests[0]?.body)).toContain('agent-2');
    expect(JSON.stringify(requests[0]?.body)).toContain('+14155550111');
  }
  const twilio = await calledAt(
    wantedOf('twilio'),
    { status: 201, body: { sid: 'CA1' } },
    { ...named, agent: `AP${'0'.repeat(32)}` },
  );
  await twilio.order();
  expect(twilio.requests[0]?.body).toBe(
    form({ To: '+14155550190', From: '+14155550111', ApplicationSid: `AP${'0'.repeat(32)}` }),
  );
});

test('what a platform says beside its status counts', async () => {
  const busy = await calledAt(wantedOf('vapi'), { status: 400, body: { error: 'Over Concurrency Limit' } });
  expect(await busy.order()).toMatchObject({ kind: 'not-sent', retryAfterMs: 60_000 });
  const eleven = await calledAt(wantedOf('elevenlabs'), { body: { success: false, message: 'Number is blocked' } });
  expect(await eleven.order()).toEqual({ kind: 'refused', why: 'ElevenLabs did not place it: Number is blocked' });
  const trunk = wantedOf('elevenlabs');
  const sip = await calledAt(
    { ...trunk, options: { ...trunk.options, carrier: 'sip-trunk' } },
    { body: { success: true, message: '', conversation_id: null, sip_call_id: 'sip-1' } },
  );
  expect(await sip.order()).toEqual({ kind: 'taken', id: 'sip-1', told: { callSid: 'sip-1' } });
  expect(sip.requests[0]?.path).toBe('/v1/convai/sip-trunk/outbound-call');
  const thoughtly = await calledAt(wantedOf('thoughtly'), {
    body: { data: {}, error: { message: 'No minutes left' } },
  });
  expect(await thoughtly.order()).toEqual({ kind: 'refused', why: 'Thoughtly refused it: No minutes left' });
  const nobody = await calledAt(wantedOf('thoughtly'), {}, { contact: null });
  expect(await nobody.order()).toMatchObject({ kind: 'refused' });
  expect(nobody.requests).toEqual([]);
});

describe('a message through Twilio', () => {
  const order = { to: '+14155550190', from: '', text: 'Done. P-7 & more' };

  test('is one request, and tells its SID and status', async () => {
    const { by, requests } = await startFeed(wantedOf('twilio'), () => ({
      status: 201,
      body: { sid: 'SM1', status: 'queued', num_segments: '1', error_code: null, error_message: null },
    }));
    const { message } = platforms.twilio?.outbound ?? {};
    expect(await message?.(order, by)).toEqual({ kind: 'taken', id: 'SM1', told: { status: 'queued', segments: '1' } });
    await message?.({ ...order, from: 'MG1' }, by);
    expect(requests.map(({ path, headers, body }) => [path, headers.authorization, body])).toEqual([
      [
        `/2010-04-01/Accounts/${account}/Messages.json`,
        basic,
        form({ To: order.to, From: '+14155550100', Body: order.text }),
      ],
      [
        `/2010-04-01/Accounts/${account}/Messages.json`,
        basic,
        form({ To: order.to, MessagingServiceSid: 'MG1', Body: order.text }),
      ],
    ]);
  });

  test.each<[ApiAnswer, unknown]>([
    [
      { status: 400, body: { code: 21610, message: 'Attempt to send to unsubscribed recipient', status: 400 } },
      { kind: 'refused', why: 'Twilio refused it (400): Attempt to send to unsubscribed recipient (21610)' },
    ],
    [
      { status: 201, body: { sid: 'SM1', status: 'failed', error_code: 30006, error_message: 'Landline' } },
      { kind: 'refused', why: 'Twilio could not send it: Landline (30006)' },
    ],
    [{ status: 500, body: { code: 20500 } }, { kind: 'unknown' }],
    [{ status: 201, lost: 'midway' }, { kind: 'unknown' }],
    [{ lost: 'cut' }, { kind: 'unknown' }],
  ])('that went otherwise says so: %j', async (answer, told) => {
    const { by, requests } = await startFeed(wantedOf('twilio'), () => answer);
    expect(await platforms.twilio?.outbound?.message?.(order, by)).toMatchObject(told ?? {});
    expect(requests).toHaveLength(1);
  });
});

describe('a contact of Thoughtly', () => {
  test('is made in one request, and found again by its number', async () => {
    const { by, requests } = await startFeed(wantedOf('thoughtly'), ({ method }) => ({
      body:
        method === 'POST'
          ? { data: { id: 'cnt-1', phone_number: '+14155550190' }, error: null }
          : {
              data: {
                contacts: [
                  { id: 1, phone_number: '+14155550199' },
                  { id: 2, phone_number: '(415) 555-0190' },
                ],
              },
            },
    }));
    const { contact, findContact } = platforms.thoughtly?.outbound ?? {};
    const person = {
      phone: call.to,
      name: 'Noor',
      email: '',
      country: 'US',
      tags: ['a'],
      attributes: { salesforce_id: '003' },
    };
    expect(await contact?.(person, by)).toMatchObject({ kind: 'taken', id: 'cnt-1' });
    expect(await findContact?.(call.to, by)).toEqual({ kind: 'found', id: '2' });
    expect(await findContact?.('+442079460000', by)).toEqual({ kind: 'none' });
    const keys = { 'x-api-token': 'key', team_id: 'team-1' };
    const body = {
      phone_number: call.to,
      name: 'Noor',
      country_code: 'US',
      tags: ['a'],
      attributes: { salesforce_id: '003' },
    };
    expect(requests.slice(0, 2)).toMatchObject([
      { method: 'POST', path: '/contact/create', headers: keys, body },
      { method: 'GET', path: '/contact?search=%2B14155550190&limit=50', headers: keys },
    ]);
    expect(requests[0]?.body).toEqual(body);
  });

  test('is not looked for where nobody can be asked', async () => {
    const { by } = await startFeed(wantedOf('thoughtly'), () => ({ status: 500 }));
    expect(await platforms.thoughtly?.outbound?.findContact?.(call.to, by)).toMatchObject({ kind: 'unreachable' });
  });
});

function wantedOf(platform: FeedPlatform): Wanted {
  const found = wanted.find((each) => each.platform === platform);
  if (!found) throw new Error(`${platform} places no calls`);
  return found;
}

async function startFeed(
  { platform, options, secrets }: Pick<Wanted, 'platform' | 'options' | 'secrets'>,
  answer: (request: ApiRequest) => ApiAnswer,
) {
  const { base, requests } = await startApi(answer);
  const feed = { ...sampleFeed(platform, { options, apiBase: `${base}/` }), secrets };
  const by: OutboundWith = { feed, fetch, signal: new AbortController().signal };
  return { by, requests };
}

async function calledAt(of: Wanted, answer: ApiAnswer, order: Partial<OutboundCall> = {}) {
  const { by, requests } = await startFeed(of, () => answer);
  return { order: () => platforms[of.platform]?.outbound?.call?.({ ...call, ...order }, by), requests };
}

function form(of: Record<string, string>): string {
  return new URLSearchParams(of).toString();
}
