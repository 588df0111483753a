import type { IntakeRequest, OpenFeed } from '../../../electron/platforms/platform.ts';

export const thoughtlyFeed: OpenFeed = {
  key: 'thoughtly',
  platform: 'thoughtly',
  publicUrl: 'https://hooks.example.com',
  apiBase: null,
  options: {},
  secrets: { headerSecret: 'shared-secret', apiToken: 'token-1' },
};

/** A webhook of Thoughtly with the shared secret that its builder put into a header. */
export function thoughtlyRequest(body: unknown, headers: Record<string, string> = {}): IntakeRequest {
  return {
    method: 'POST',
    url: 'https://hooks.example.com/thoughtly/unguessable',
    headers: { 'content-type': 'application/json', 'x-countersign-secret': 'shared-secret', ...headers },
    body: Buffer.from(JSON.stringify(body)),
  };
}

const turns = [
  { transcript: 'Hi, this is Maya. Is now a good time?', speaker: 'ai', createdAt: '2026-11-03T15:31:14Z', step: 1 },
  { transcript: 'Yes. My new address is dana@example.com.', speaker: 'user', createdAt: '2026-11-03T15:31:18Z' },
];

/** A call as the API lists it. */
export function thoughtlyCall(more: Record<string, unknown> = {}) {
  return {
    id: 'call-1',
    interview_id: 'agent-1',
    contact_id: 'contact-1',
    direction: 'outbound',
    status: 'success',
    outcome: 'qualified',
    duration_seconds: 184,
    recording_url: 'https://recordings.example.com/call-1.mp3',
    started_at: '2026-11-03T15:31:10Z',
    ended_at: '2026-11-03T15:34:14Z',
    transcript: turns,
    ...more,
  };
}

/** What Thoughtly tells of a call that is over. */
export function newResponse(more: Record<string, unknown> = {}) {
  const { transcript, ...call } = thoughtlyCall();
  return {
    event: 'NEW_RESPONSE',
    call,
    agent: { id: 'agent-1', title: 'Spring outbound', phone_number: '+14155550100' },
    contact: { phone_number: '+14155550134', name: 'Dana Reyes' },
    transcript,
    custom_fields: { campaign: 'spring', lead_score: '82' },
    ...more,
  };
}
