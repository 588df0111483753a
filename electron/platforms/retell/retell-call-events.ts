import type { CallAnalysis } from '../../../shared/model/call.ts';
import type { CallEvent } from '../../../shared/model/call-event.ts';
import { textsOf } from '../lenient.ts';
import type { PlatformEvent } from '../platform.ts';
import { shortHash } from '../short-hash.ts';
import type { RetellCall } from './retell-shapes.ts';
import { transcriptEvents, turnsOf } from './retell-utterances.ts';

/** The call as any event of it describes it: a call that never connected, or whose start was lost, is started by its next. */
export function startEvent(call: RetellCall, now: number): PlatformEvent {
  const outbound = call.direction === 'outbound';
  const phone = outbound ? call.to_number : call.from_number;
  const { agent_id: id, agent_name: name, agent_version: version } = call;
  const event: CallEvent = {
    type: 'call.started',
    carrierId: call.telephony_identifier?.twilio_call_sid ?? null,
    channel: 'phone',
    // On a web call it is the visitor who called.
    direction: outbound ? 'outbound' : 'inbound',
    agent: id === null && name === null ? null : { id: id ?? name ?? '', name: name ?? id ?? '', version },
    parties: phone === null ? [] : [{ role: 'caller', name: null, phone, email: null }],
    variables: textsOf({ ...call.retell_llm_dynamic_variables, ...call.collected_dynamic_variables }),
    startedAt: call.start_timestamp ?? call.end_timestamp ?? now,
    heldAt: null,
  };
  return { call: call.call_id, id: event.carrierId === null ? 'started' : 'started:carrier', event };
}

/** The end of a call, with what of its reason a supervisor should see. */
export function endEvents(call: RetellCall, now: number): PlatformEvent[] {
  const at = call.end_timestamp ?? now;
  const reason = call.disconnection_reason;
  return [
    ...(reason === 'call_transfer' || reason === 'call_take_over' ? [transferEvent(call, at)] : []),
    ...(reason?.startsWith('error_') ? [troubleEvent(call, reason, at, `Retell broke off: ${inWords(reason)}.`)] : []),
    { call: call.call_id, id: 'ended', event: { type: 'call.ended', endedAt: at, reason } },
  ];
}

/** All that a call tells once it is over; its analysis where there is one yet. */
export function finishedEvents(call: RetellCall, now: number): PlatformEvent[] {
  return [
    startEvent(call, now),
    ...transcriptEvents(call.call_id, turnsOf(call), true),
    ...endEvents(call, now),
    ...(call.call_analysis ? [analysisEvent(call)] : []),
  ];
}

/** The caller was handed over. Told when the lines are joined, and again at the end. */
export function transferEvent(call: RetellCall, at: number): PlatformEvent {
  const event: CallEvent = { type: 'call.transferred', at, to: call.transfer_destination };
  return { call: call.call_id, id: 'transferred', event };
}

/** Something a supervisor should see. */
export function troubleEvent(call: RetellCall, kind: string, at: number, message: string): PlatformEvent {
  return { call: call.call_id, id: `trouble:${kind}`, event: { type: 'call.troubled', at, message } };
}

/** What Retell made of the call. */
export function analysisEvent(call: RetellCall): PlatformEvent {
  const told = call.call_analysis;
  const event: CallEvent = {
    type: 'call.analysed',
    analysis: {
      summary: told?.call_summary ?? null,
      sentiment: sentimentOf(told?.user_sentiment ?? null),
      successful: told?.call_successful ?? null,
      disposition: told?.in_voicemail ? 'voicemail' : null,
      recordingUrl: call.recording_url ?? call.scrubbed_recording_url,
      values: textsOf(told?.custom_analysis_data ?? {}),
    },
  };
  return { call: call.call_id, id: `analysed:${shortHash(JSON.stringify(event))}`, event };
}

function sentimentOf(word: string | null): CallAnalysis['sentiment'] {
  const sentiment = word?.toLowerCase();
  return sentiment === 'positive' || sentiment === 'neutral' || sentiment === 'negative' ? sentiment : null;
}

function inWords(reason: string): string {
  return reason.replace(/^error_/, '').replaceAll('_', ' ');
}
