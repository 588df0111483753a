import { answerAsJson } from '../answer-as-json.ts';
import type { IntakeRequest, OpenFeed, Platform } from '../platform.ts';
import { elevenlabsOutbound } from './elevenlabs-outbound.ts';
import { readElevenLabs } from './read-elevenlabs.ts';
import { readToolTimeout } from './read-tool-request.ts';
import { signElevenLabs, verifyElevenLabs } from './verify-elevenlabs.ts';

/** ElevenLabs: webhook tools during a call, and webhooks after it. There is no door from outside into a live call. */
export const elevenlabs: Platform = {
  key: 'elevenlabs',
  // The default of a tool's `response_timeout_secs`.
  timeoutMs: 20_000,
  timeoutOf: readToolTimeout,
  secrets: [
    {
      name: 'secret',
      label: 'Webhook secret',
      hint: 'Shown once when the post-call webhook is made; it begins with wsec_.',
      required: true,
    },
    {
      name: 'toolSecret',
      label: 'Tool secret',
      hint: 'Sent along by the tools in the header X-Countersign-Secret; the webhook secret serves where this is empty.',
      required: false,
    },
    { name: 'apiKey', label: 'API key', hint: 'For calls that go out, and to fetch recordings.', required: false },
  ],
  options: [
    {
      name: 'agentId',
      label: 'Agent',
      hint: 'Only for calls that go out: who speaks, where the automation names nobody.',
      values: null,
      default: '',
    },
    {
      name: 'phoneNumberId',
      label: 'Phone number id',
      hint: 'Only for calls that go out: the number of the agent.',
      values: null,
      default: '',
    },
    {
      name: 'carrier',
      label: 'Carrier of the number',
      hint: 'Only for calls that go out: whom the number was imported from.',
      values: ['twilio', 'sip-trunk'],
      default: 'twilio',
    },
  ],
  verify: verifyElevenLabs,
  read: readElevenLabs,
  answer: answerAsJson,
  doors: {},
  outbound: elevenlabsOutbound,
  testRequest: testElevenLabs,
};

function testElevenLabs(feed: OpenFeed, url: string, now: number): IntakeRequest {
  const seconds = Math.floor(now / 1000);
  const conversation = {
    agent_id: 'test',
    conversation_id: `countersign_test_${now}`,
    status: 'done',
    transcript: [{ role: 'agent', message: 'This is a test.', time_in_call_secs: 0 }],
    metadata: { start_time_unix_secs: seconds, call_duration_secs: 1 },
  };
  const webhook = { type: 'post_call_transcription', event_timestamp: seconds, data: conversation };
  const body = Buffer.from(JSON.stringify(webhook));
  const signature = signElevenLabs(feed.secrets.secret ?? '', body, now);
  return {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', 'elevenlabs-signature': signature },
    body,
  };
}
