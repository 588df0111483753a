import { toEpochMs } from '../lenient.ts';
import type { CallDoor, IntakeRequest, OpenFeed, PlatformEvent, Reading } from '../platform.ts';
import { readJson } from '../read-json.ts';
import { understood } from '../understood.ts';
import { readVapiToolCalls } from './read-vapi-tool-calls.ts';
import {
  analysisEvent,
  endEvent,
  startEvents,
  statusEvents,
  transferEvents,
  troubleEvent,
} from './vapi-call-events.ts';
import { type VapiCall, type VapiMessage, vapiEnvelope } from './vapi-shapes.ts';
import { historyEvents, transcriptEvents } from './vapi-utterances.ts';

/** Messages that tell nothing the console keeps. */
const quiet = new Set([
  'assistant-speech',
  'assistant.speechStarted',
  'assistant.started',
  'call.artifact.upload',
  'call.deleted',
  'chat.deleted',
  'language-change-detected',
  'model-output',
  'phone-call-control',
  'session.created',
  'session.deleted',
  'session.updated',
  'speech-update',
  'user-interrupted',
  'voice-input',
]);

/** Reads one of Vapi's server messages. */
export function readVapi(request: IntakeRequest, _feed: OpenFeed, now: number): Reading {
  const json = readJson(request.body);
  if (json.kind === 'malformed') return json;
  const envelope = vapiEnvelope.safeParse(json.value);
  if (!envelope.success) return { kind: 'malformed', why: 'The body holds no message with a type.' };
  const message = withPlainType(envelope.data.message);
  const at = toEpochMs(message.timestamp) ?? now;
  const { asks, unknown } = isToolCall(message) ? readVapiToolCalls(message) : { asks: [], unknown: [] };
  const { call } = message;
  if (!call) return understood({ asks, unknown: told(unknown, message, null) });
  const events = eventsOf(message, call, at);
  return understood({
    events: [...startEvents(message, call, at), ...(events ?? [])],
    asks,
    doors: doorsOf(call),
    unknown: told(events === null ? [...unknown, message.type] : unknown, message, call),
  });
}

/** What a message of a call tells; null where its type is not known. */
function eventsOf(message: VapiMessage, call: VapiCall, at: number): PlatformEvent[] | null {
  switch (message.type) {
    case 'transcript':
      return [...transcriptEvents(message, call, at), ...threatsOf(message, call, at)];
    case 'conversation-update':
      return historyEvents(historyOf(message), call, at, false);
    case 'status-update':
      return statusEvents(message, call, at);
    case 'end-of-call-report':
      // The end first: it settles what was still being heard, and the history then fills in the rest.
      return [
        endEvent(message, call, at),
        ...historyEvents(historyOf(message), call, at, true),
        analysisEvent(message, call),
      ];
    case 'transfer-update':
      return transferEvents(message, call, at);
    case 'hang':
      return [troubleEvent(call, 'hang', at, 'The agent has been silent for a while.')];
    case 'tool-calls':
    case 'function-call':
      return [];
    default:
      return quiet.has(message.type) ? [] : null;
  }
}

function isToolCall(message: VapiMessage): boolean {
  return message.type === 'tool-calls' || message.type === 'function-call';
}

/** Vapi sends a subscription's filter along as the type: `transcript[transcriptType="final"]`. */
function withPlainType(message: VapiMessage): VapiMessage {
  const filter = /^transcript\[transcriptType=["']?(\w+)["']?\]$/.exec(message.type);
  return filter ? { ...message, type: 'transcript', transcriptType: filter[1] ?? message.transcriptType } : message;
}

function historyOf(message: VapiMessage): readonly unknown[] {
  const kept = message.artifact?.messages ?? [];
  return message.messages.length > 0 ? message.messages : kept;
}

function threatsOf(message: VapiMessage, call: VapiCall, at: number): PlatformEvent[] {
  if (message.detectedThreats.length === 0) return [];
  return [troubleEvent(call, 'threat', at, 'Vapi sees an attack in what was said.')];
}

function doorsOf(call: VapiCall): CallDoor[] {
  const url = call.monitor?.controlUrl ?? null;
  return url === null ? [] : [{ call: call.id, url }];
}

function told(unknown: readonly string[], message: VapiMessage, call: VapiCall | null) {
  const homeless = call === null && !isToolCall(message) && !quiet.has(message.type);
  const all = homeless ? [`${message.type}: it names no call`, ...unknown] : unknown;
  return all.map((what) => ({ what, call: call?.id ?? null }));
}
