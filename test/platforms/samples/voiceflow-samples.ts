import type { IntakeRequest, OpenFeed } from '../../../electron/platforms/platform.ts';
import { signSvix } from '../../../electron/platforms/voiceflow/verify-svix.ts';

export const svixSecret = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=';
export const phoneCallSid = `CA${'0'.repeat(31)}6`;

export const voiceflowFeed: OpenFeed = {
  key: 'voiceflow',
  platform: 'voiceflow',
  publicUrl: 'https://hooks.example.com',
  apiBase: null,
  options: {},
  secrets: { svixSecret, headerSecret: 'tool-secret', apiKey: 'VF.DM.test' },
};

/** A webhook of Voiceflow, signed by Svix. */
export function voiceflowWebhook(event: unknown, of: { id?: string; at?: number } = {}): IntakeRequest {
  const body = Buffer.from(JSON.stringify(event));
  const id = of.id ?? 'msg_1';
  const timestamp = `${Math.floor((of.at ?? 1_743_563_467_874) / 1000)}`;
  return {
    method: 'POST',
    url: 'https://hooks.example.com/voiceflow',
    headers: {
      'content-type': 'application/json',
      'svix-id': id,
      'svix-timestamp': timestamp,
      'svix-signature': signSvix(svixSecret, { id, timestamp }, body),
    },
    body,
  };
}

/** A question as an API tool sends it, with the shared secret. */
export function voiceflowTool(body: unknown, headers: Record<string, string> = {}): IntakeRequest {
  return {
    method: 'POST',
    url: 'https://hooks.example.com/voiceflow',
    headers: { 'content-type': 'application/json', 'x-countersign-secret': 'tool-secret', ...headers },
    body: Buffer.from(JSON.stringify(body)),
  };
}

const phoneCall = {
  userID: '+14155550134',
  environmentID: 'main',
  projectID: '6772da2e485189279fa5b9da',
  startTime: 1_743_563_467_788,
  platform: 'twilio',
  metadata: {
    callSid: phoneCallSid,
    callType: 'inbound',
    userNumber: '+14155550134',
    agentNumber: '+14155550100',
  },
};

export function callStart(data: Record<string, unknown> = {}) {
  return {
    type: 'runtime.call.start',
    data: { ...phoneCall, ...data },
    time: 1_743_563_467_874,
    resource: 'project-6772da2e485189279fa5b9da',
  };
}

export function callEnd(data: Record<string, unknown> = {}) {
  return {
    type: 'runtime.call.end',
    data: { ...phoneCall, endTime: 1_743_563_500_000, endReason: 'hangup', ...data },
    time: 1_743_563_500_100,
    resource: 'project-6772da2e485189279fa5b9da',
  };
}

export function session(moment: 'start' | 'end', data: Record<string, unknown> = {}) {
  return {
    type: `runtime.session.${moment}`,
    data: {
      userID: 'visitor-7',
      environmentID: 'main',
      projectID: '6772da2e485189279fa5b9da',
      sessionID: 'session-9',
      startTime: 1_743_563_467_788,
      ...(moment === 'end' && { endTime: 1_743_563_500_000 }),
      ...data,
    },
    time: 1_743_563_467_900,
    resource: 'project-6772da2e485189279fa5b9da',
  };
}

const at = (second: number) => `2026-11-03T10:00:${String(second).padStart(2, '0')}.000Z`;

/** A transcript as the API answers with it, after so many of its entries. */
export function voiceflowTranscript(entries = 99, more: Record<string, unknown> = {}) {
  const logs = [
    { type: 'action', data: { type: 'launch' }, createdAt: at(0) },
    {
      type: 'trace',
      data: { type: 'speak', payload: { message: 'How can I help?', type: 'message' } },
      createdAt: at(1),
    },
    { type: 'trace', data: { type: 'debug', payload: { message: 'matched' } }, createdAt: at(1) },
    { type: 'action', data: { type: 'text', payload: 'My new address is dana@example.com.' }, createdAt: at(9) },
    {
      type: 'trace',
      data: { type: 'api', payload: { name: 'update_contact', success: false, error: 'timeout' } },
      createdAt: at(12),
    },
    { type: 'action', data: { type: 'intent', payload: { query: 'Thank you.' } }, createdAt: at(15) },
    { type: 'end', data: { type: 'end' }, createdAt: at(20) },
  ];
  return {
    id: 'transcript-1',
    sessionID: 'session-9',
    projectID: 'project-1',
    environmentID: 'main',
    createdAt: at(0),
    updatedAt: at(Math.min(entries, 20)),
    endedAt: null,
    recordingURL: null,
    properties: [],
    evaluations: [],
    logs: logs.slice(0, entries),
    ...more,
  };
}
