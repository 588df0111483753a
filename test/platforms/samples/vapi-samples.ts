import type { IntakeRequest, OpenFeed } from '../../../electron/platforms/platform.ts';

/** The moment the sample calls start. */
export const vapiStart = Date.parse('2026-11-03T10:00:00.000Z');

export const vapiUrl = 'https://hooks.example.com/vapi';

/** A feed of Vapi that is configured as its credentials are by default. */
export function vapiFeed(options: Record<string, string> = {}, secrets: Record<string, string> = {}): OpenFeed {
  return {
    key: 'vapi',
    platform: 'vapi',
    publicUrl: 'https://hooks.example.com',
    apiBase: null,
    options,
    secrets: { secret: 'vapi_test', ...secrets },
  };
}

/** A body as it is posted. */
export function post(body: unknown, headers: Record<string, string> = {}, url = vapiUrl): IntakeRequest {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { method: 'POST', url, headers: { 'content-type': 'application/json', ...headers }, body: Buffer.from(text) };
}

/** The call object of an inbound phone call that Twilio carries. */
export const vapiCall = {
  id: '7420f27a-30fd-4f49-a995-5549ae7cc00d',
  orgId: 'eb166faa-7145-46ef-8044-589b47ae3b56',
  type: 'inboundPhoneCall',
  status: 'in-progress',
  createdAt: '2026-11-03T09:59:58.000Z',
  startedAt: '2026-11-03T10:00:00.000Z',
  cost: 0,
  customer: { number: '+14155550134', name: 'Dana Reyes' },
  phoneNumberId: '42b4b25d-031e-4786-857f-63b346c9580f',
  assistantId: '5b0a4a08-133c-4146-9315-0984f8c6be80',
  assistant: { id: '5b0a4a08-133c-4146-9315-0984f8c6be80', name: 'Front desk' },
  monitor: { listenUrl: 'wss://calls.vapi.ai/7420/listen', controlUrl: 'https://calls.vapi.ai/7420/control' },
  phoneCallProvider: 'twilio',
  phoneCallProviderId: 'CA4c6793d069ef42f4c6793d069ef42f00',
  assistantOverrides: { variableValues: { tier: 'gold', visits: 3 } },
  transport: { provider: 'twilio' },
};

/** A server message in its envelope, `seconds` into the call. */
export function vapiMessage(type: string, seconds: number, fields: Record<string, unknown> = {}): IntakeRequest {
  return post({ message: { type, timestamp: vapiStart + seconds * 1000, call: vapiCall, ...fields } });
}

export function vapiTranscript(seconds: number, role: 'user' | 'assistant', transcript: string, final = true) {
  const transcriptType = final ? 'final' : 'partial';
  return vapiMessage('transcript', seconds, { role, transcriptType, transcript, isFiltered: false });
}

/** One turn of a history, said from second `from` to second `to`. */
export function vapiTurn(role: 'user' | 'bot', message: string, from: number, to: number) {
  const time = vapiStart + from * 1000;
  return { role, message, time, endTime: vapiStart + to * 1000, secondsFromStart: from, duration: (to - from) * 1000 };
}

export function vapiHistory(seconds: number, ...turns: ReturnType<typeof vapiTurn>[]): IntakeRequest {
  const system = { role: 'system', message: 'You are the front desk.', time: vapiStart, secondsFromStart: 0 };
  return vapiMessage('conversation-update', seconds, { messages: [system, ...turns], messagesOpenAIFormatted: [] });
}

export function vapiReport(seconds: number, ...turns: ReturnType<typeof vapiTurn>[]): IntakeRequest {
  return vapiMessage('end-of-call-report', seconds, {
    endedReason: 'customer-ended-call',
    startedAt: '2026-11-03T10:00:00.000Z',
    endedAt: '2026-11-03T10:02:00.000Z',
    cost: 0.12,
    costs: [],
    artifact: {
      messages: [
        ...turns,
        { role: 'tool_calls', toolCalls: [], message: '', time: vapiStart, secondsFromStart: 1 },
        { role: 'tool_call_result', toolCallId: 't1', name: 'update_contact', result: 'ok', time: vapiStart },
      ],
      recordingUrl: 'https://storage.vapi.ai/7420.wav',
      structuredOutputs: {},
    },
    analysis: { summary: 'Dana changed her email.', structuredData: { reason: 'email' }, successEvaluation: 'true' },
    compliance: {},
  });
}

/** A tool call in the shape of Vapi's SDK. */
export function sdkToolCall(id: string, name: string, parameters: unknown) {
  return { id, type: 'function', function: { name, arguments: JSON.stringify(parameters) } };
}

/** A tool call in the shape of Vapi's documentation. */
export function documentedToolCall(id: string, name: string, parameters: unknown) {
  return { id, name, parameters };
}
