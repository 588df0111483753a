import { answerAsJson } from '../answer-as-json.ts';
import type { IntakeRequest, OpenFeed, Platform } from '../platform.ts';
import { readRetell } from './read-retell.ts';
import { retellDoors } from './retell-doors.ts';
import { retellOutbound } from './retell-outbound.ts';
import { signRetell, verifyRetell } from './verify-retell.ts';
import { watchRetell } from './watch-retell.ts';

/** Retell: webhooks, custom functions, live updates, and the monitor of live calls. */
export const retell: Platform = {
  key: 'retell',
  // The default of a function's `timeout_ms`.
  timeoutMs: 120_000,
  secrets: [
    {
      name: 'apiKey',
      label: 'API key',
      hint: 'The key with the webhook badge: Retell signs with it, and the console reaches live calls with it.',
      required: true,
    },
    {
      name: 'secret',
      label: 'Shared secret',
      hint: 'Only for functions whose signature is lost on the way: sent along in the header X-Countersign-Secret.',
      required: false,
    },
  ],
  options: [
    {
      name: 'monitor',
      label: 'Listen to live calls',
      hint: 'Fetches live transcripts from here, so that no public address is needed for them.',
      values: ['on', 'off'],
      default: 'on',
    },
    {
      name: 'fromNumber',
      label: 'Number to call from',
      hint: 'Only for calls that go out: one of your Retell numbers.',
      values: null,
      default: '',
    },
    {
      name: 'agentId',
      label: 'Agent',
      hint: 'Only for calls that go out: who speaks, where it is not the agent of the number.',
      values: null,
      default: '',
    },
  ],
  verify: verifyRetell,
  read: readRetell,
  answer: answerAsJson,
  doors: retellDoors,
  outbound: retellOutbound,
  watch: watchRetell,
  testRequest: testRetell,
};

function testRetell(feed: OpenFeed, url: string, now: number): IntakeRequest {
  const call = {
    call_id: `countersign_test_${now}`,
    call_type: 'web_call',
    call_status: 'ongoing',
    agent_name: 'Test agent',
    start_timestamp: now,
  };
  const body = Buffer.from(JSON.stringify({ event: 'call_started', call }));
  const signature = signRetell(feed.secrets.apiKey ?? '', body, now);
  return {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json', 'x-retell-signature': signature },
    body,
  };
}
