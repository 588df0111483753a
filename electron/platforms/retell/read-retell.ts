import type { IntakeRequest, OpenFeed, PlatformEvent, Reading } from '../platform.ts';
import { readJson } from '../read-json.ts';
import { unreadOf } from '../tool-ask.ts';
import { understood } from '../understood.ts';
import { readRetellFunction } from './read-retell-function.ts';
import { analysisEvent, endEvents, startEvent, transferEvent, troubleEvent } from './retell-call-events.ts';
import { type RetellCall, type RetellWebhook, retellWebhook } from './retell-shapes.ts';
import { transcriptEvents, turnsOf } from './retell-utterances.ts';

/** Reads a webhook of Retell, or the request of a custom function. */
export function readRetell(request: IntakeRequest, _feed: OpenFeed, now: number): Reading {
  const json = readJson(request.body);
  if (json.kind === 'malformed') return json;
  const asked = readRetellFunction(json.value, request);
  if (asked) {
    const { ask, call } = asked;
    // The call comes along as it stands: what was said before the question is there before the proposal is.
    const events = call ? [startEvent(call, now), ...transcriptEvents(call.call_id, turnsOf(call), false)] : [];
    return understood({ events, asks: [ask], unknown: unreadOf([ask]) });
  }
  const webhook = retellWebhook.safeParse(json.value);
  if (!webhook.success)
    return { kind: 'malformed', why: 'The body is neither an event of a call nor a function call.' };
  const { event, call } = webhook.data;
  if (!call) return understood({ unknown: [{ what: `${event}: it names no call`, call: null }] });
  const events = eventsOf(webhook.data, call, now);
  return events === null
    ? understood({ events: [startEvent(call, now)], unknown: [{ what: event, call: call.call_id }] })
    : understood({ events: [startEvent(call, now), ...events] });
}

/** What an event tells; null where its name is not known. */
function eventsOf(webhook: RetellWebhook, call: RetellCall, now: number): PlatformEvent[] | null {
  const turns = webhook.transcript_with_tool_calls.length > 0 ? webhook.transcript_with_tool_calls : turnsOf(call);
  const over = call.call_status === 'ended' || call.call_status === 'error';
  switch (webhook.event) {
    case 'call_started':
      return [];
    case 'transcript_updated':
      return transcriptEvents(call.call_id, turns, over);
    case 'call_ended':
      return [...transcriptEvents(call.call_id, turns, true), ...endEvents(call, now)];
    case 'call_analyzed':
      return [...transcriptEvents(call.call_id, turns, true), ...endEvents(call, now), analysisEvent(call)];
    case 'transfer_bridged':
      return [transferEvent(call, now)];
    case 'transfer_cancelled':
      return [troubleEvent(call, 'transfer-cancelled', now, 'The transfer to a person was cancelled or failed.')];
    // Being put through is not yet being handed over; the end of it is the end of the call.
    case 'transfer_started':
    case 'transfer_ended':
      return [];
    default:
      return null;
  }
}
