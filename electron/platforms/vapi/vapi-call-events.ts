import type { Party } from '../../../shared/model/call.ts';
import type { CallEvent } from '../../../shared/model/call-event.ts';
import { textsOf, toEpochMs } from '../lenient.ts';
import type { PlatformEvent } from '../platform.ts';
import { shortHash } from '../short-hash.ts';
import type { VapiCall, VapiMessage } from './vapi-shapes.ts';

/** The call as any message of it describes it: whichever arrives first starts it, the others change nothing. */
export function startEvents(message: VapiMessage, call: VapiCall, at: number): PlatformEvent[] {
  const waiting = message.type === 'status-update' && ['scheduled', 'queued', 'ringing'].includes(message.status ?? '');
  if (waiting) return [];
  const name = call.assistant?.name ?? message.assistant?.name ?? null;
  const id = call.assistantId ?? call.assistant?.id ?? message.assistant?.id ?? null;
  const event: CallEvent = {
    type: 'call.started',
    carrierId: call.phoneCallProviderId,
    channel: 'phone',
    direction: directionOf(call.type),
    agent: id === null && name === null ? null : { id: id ?? name ?? '', name: name ?? id ?? '', version: null },
    parties: partiesOf(call.customer ?? message.customer),
    variables: textsOf(call.assistantOverrides?.variableValues ?? {}),
    startedAt: toEpochMs(call.startedAt ?? message.startedAt ?? call.createdAt) ?? at,
    heldAt: null,
  };
  // Once more when the carrier's id is known: what joins the call to another feed must not depend on which message came first.
  return [{ call: call.id, id: call.phoneCallProviderId === null ? 'started' : 'started:carrier', event }];
}

/** What a change of status says: connected, forwarded, ended. */
export function statusEvents(message: VapiMessage, call: VapiCall, at: number): PlatformEvent[] {
  if (message.status === 'ended') return [endEvent(message, call, at)];
  return message.status === 'forwarding' ? transferEvents(message, call, at) : [];
}

/** The caller is handed over. Vapi may tell it twice, as a transfer and as a status. */
export function transferEvents(message: VapiMessage, call: VapiCall, at: number): PlatformEvent[] {
  const { destination } = message;
  const to = destination?.number ?? destination?.sipUri ?? destination?.assistantName ?? null;
  return [{ call: call.id, id: `transferred:${to ?? ''}`, event: { type: 'call.transferred', at, to } }];
}

/** The call is over. */
export function endEvent(message: VapiMessage, call: VapiCall, at: number): PlatformEvent {
  const endedAt = toEpochMs(message.endedAt ?? call.endedAt) ?? at;
  const reason = message.endedReason ?? call.endedReason;
  return { call: call.id, id: 'ended', event: { type: 'call.ended', endedAt, reason } };
}

/** What Vapi made of the call afterwards. */
export function analysisEvent(message: VapiMessage, call: VapiCall): PlatformEvent {
  const { analysis, artifact } = message;
  const event: CallEvent = {
    type: 'call.analysed',
    analysis: {
      summary: analysis?.summary ?? message.summary,
      sentiment: null,
      successful: successOf(analysis?.successEvaluation ?? null),
      disposition: rubricOf(analysis?.successEvaluation ?? null),
      recordingUrl: artifact?.recordingUrl ?? message.recordingUrl ?? artifact?.recording?.stereoUrl ?? null,
      values: textsOf({ ...analysis?.structuredData, ...artifact?.structuredOutputs }),
    },
  };
  return { call: call.id, id: `analysed:${shortHash(JSON.stringify(event))}`, event };
}

/** Something a supervisor should see. */
export function troubleEvent(call: VapiCall, kind: string, at: number, message: string): PlatformEvent {
  return { call: call.id, id: `trouble:${kind}:${at}`, event: { type: 'call.troubled', at, message } };
}

function partiesOf(customer: VapiCall['customer']): Party[] {
  if (!customer) return [];
  const { name, number: phone, email } = customer;
  return [{ role: 'caller', name, phone, email }];
}

function directionOf(type: string | null): 'inbound' | 'outbound' | 'unknown' {
  if (type === 'outboundPhoneCall') return 'outbound';
  // On a web call it is the visitor who called.
  return type === 'inboundPhoneCall' || type === 'webCall' ? 'inbound' : 'unknown';
}

// The rubric is the customer's: a yes or no, a mark, or a word of its own.
function successOf(evaluation: string | boolean | number | null): boolean | null {
  const text = String(evaluation ?? '').toLowerCase();
  if (['true', 'pass', 'success', 'successful'].includes(text)) return true;
  return ['false', 'fail', 'failure'].includes(text) ? false : null;
}

function rubricOf(evaluation: string | boolean | number | null): string | null {
  return evaluation === null || successOf(evaluation) !== null ? null : String(evaluation).slice(0, 200);
}
