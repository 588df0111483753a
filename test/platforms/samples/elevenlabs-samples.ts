import { signElevenLabs } from '../../../electron/platforms/elevenlabs/verify-elevenlabs.ts';
import type { IntakeRequest, OpenFeed } from '../../../electron/platforms/platform.ts';
import { post } from './vapi-samples.ts';

/** The moment the sample conversations start. */
export const elevenLabsStart = Date.parse('2026-11-03T10:00:00.000Z');

export const elevenLabsUrl = 'https://hooks.example.com/elevenlabs';

export function elevenLabsFeed(secrets: Record<string, string> = { secret: 'wsec_test' }): OpenFeed {
  return {
    key: 'elevenlabs',
    platform: 'elevenlabs',
    publicUrl: 'https://hooks.example.com',
    apiBase: null,
    options: {},
    secrets,
  };
}

/** A conversation by telephone, as it is told after its end. */
export const conversation = {
  agent_id: 'agent_01',
  conversation_id: 'conv_01jq',
  status: 'done',
  user_id: null,
  transcript: [
    {
      role: 'agent',
      message: 'Front desk, how can I help?',
      tool_calls: null,
      tool_results: null,
      time_in_call_secs: 0,
    },
    { role: 'user', message: 'I want to change my email.', tool_calls: null, tool_results: null, time_in_call_secs: 3 },
    {
      role: 'agent',
      message: null,
      tool_calls: [{ type: 'webhook', request_id: 'r1', tool_name: 'update_contact', params_as_json: '{}' }],
      tool_results: [{ request_id: 'r1', tool_name: 'update_contact', result_value: 'ok', is_error: false }],
      time_in_call_secs: 6,
    },
    { role: 'agent', message: 'Done.', tool_calls: [], tool_results: [], time_in_call_secs: 8 },
  ],
  metadata: {
    start_time_unix_secs: elevenLabsStart / 1000,
    call_duration_secs: 120,
    cost: 296,
    termination_reason: 'end_call tool was called',
    phone_call: {
      direction: 'inbound',
      phone_number_id: 'pn_1',
      agent_number: '+14155550100',
      external_number: '+14155550134',
      type: 'twilio',
      stream_sid: 'MZ1',
      call_sid: 'CA4c6793d069ef42f4c6793d069ef42f00',
    },
  },
  analysis: {
    evaluation_criteria_results: { polite: { criteria_id: 'polite', result: 'success', rationale: 'It was.' } },
    data_collection_results: { reason: { value: 'email', rationale: 'Said so.' }, visits: { value: 2 } },
    call_successful: 'success',
    transcript_summary: 'The caller changed their email.',
  },
  conversation_initiation_client_data: {
    dynamic_variables: { tier: 'gold', system__caller_id: '+14155550134', secret__token: 'hidden' },
  },
  has_audio: true,
  has_user_audio: true,
};

/** A signed post-call webhook. */
export function elevenLabsWebhook(type: string, fields: unknown = conversation): IntakeRequest {
  const request = post({ type, event_timestamp: elevenLabsStart / 1000 + 130, data: fields }, {}, elevenLabsUrl);
  const signature = signElevenLabs('wsec_test', request.body, elevenLabsStart);
  return { ...request, headers: { ...request.headers, 'elevenlabs-signature': signature } };
}

/** The request of a webhook tool, as the tool definitions make it. */
export function elevenLabsTool(action: string, inputs: unknown, more: Record<string, string> = {}): IntakeRequest {
  const headers = {
    'x-countersign-secret': 'wsec_test',
    'x-countersign-action': action,
    'x-call-id': conversation.conversation_id,
    'x-agent-id': conversation.agent_id,
    ...more,
  };
  return post(inputs, headers, elevenLabsUrl);
}
