import type { IntakeRequest, OpenFeed } from '../../../electron/platforms/platform.ts';
import { signRetell } from '../../../electron/platforms/retell/verify-retell.ts';
import { post } from './vapi-samples.ts';

/** The moment the sample calls start. */
export const retellStart = Date.parse('2026-11-03T10:00:00.000Z');

export const retellUrl = 'https://hooks.example.com/retell';

export function retellFeed(more: Partial<OpenFeed> = {}): OpenFeed {
  return {
    key: 'retell',
    platform: 'retell',
    publicUrl: 'https://hooks.example.com',
    apiBase: null,
    options: {},
    secrets: { apiKey: 'key_test' },
    ...more,
  };
}

/** The call object of an inbound phone call that Twilio carries. */
export const retellCall = {
  call_id: 'call_a4441234567890777c4a4a123e6',
  call_type: 'phone_call',
  call_status: 'ongoing',
  agent_id: 'oBeDLoLOeuAbiuaMFXRtDOLriTJ5tSxD',
  agent_name: 'Front desk',
  agent_version: 3,
  direction: 'inbound',
  from_number: '+14155550134',
  to_number: '+14155550100',
  start_timestamp: retellStart,
  metadata: {},
  retell_llm_dynamic_variables: { tier: 'gold' },
  telephony_identifier: { twilio_call_sid: 'CA4c6793d069ef42f4c6793d069ef42f00' },
  opt_in_signed_url: false,
};

export function retellTurn(role: 'agent' | 'user' | 'transfer_target', content: string, start: number, end: number) {
  return { role, content, words: [{ word: content, start, end }] };
}

/** A signed webhook; fields go into its call. */
export function retellWebhook(event: string, fields: Record<string, unknown> = {}): IntakeRequest {
  return signedPost({ event, call: { ...retellCall, ...fields } });
}

export function signedPost(body: unknown, url = retellUrl): IntakeRequest {
  const request = post(body, {}, url);
  const signature = signRetell('key_test', request.body, retellStart);
  return { ...request, headers: { ...request.headers, 'x-retell-signature': signature } };
}

/** How a call looks when it is over. */
export const retellOver = {
  call_status: 'ended',
  end_timestamp: retellStart + 120_000,
  duration_ms: 120_000,
  disconnection_reason: 'user_hangup',
  recording_url: 'https://dxc03zgurdly9.cloudfront.net/call/recording.wav',
};

export const retellAnalysis = {
  call_summary: 'Dana changed her email.',
  in_voicemail: false,
  user_sentiment: 'Positive',
  call_successful: true,
  custom_analysis_data: { reason: 'email', visits: 2 },
};
