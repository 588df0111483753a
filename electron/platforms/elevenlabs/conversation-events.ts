import type { PartyRole } from '../../../shared/model/call.ts';
import type { CallEvent } from '../../../shared/model/call-event.ts';
import { membersOf, textsOf } from '../lenient.ts';
import type { PlatformEvent } from '../platform.ts';
import { shortHash } from '../short-hash.ts';
import { type ElevenLabsConversation, elevenLabsTurn } from './elevenlabs-shapes.ts';

/** A conversation that is over, from its start to what was made of it; `api` is where its sound is fetched. */
export function finishedEvents(of: ElevenLabsConversation, told: number, api: string): PlatformEvent[] {
  const startedAt = startOf(of, told);
  const lasted = of.metadata?.call_duration_secs ?? null;
  const end: CallEvent = {
    type: 'call.ended',
    endedAt: lasted === null ? told : startedAt + Math.round(lasted * 1000),
    reason: of.metadata?.termination_reason || null,
  };
  return [
    startEvent(of, startedAt),
    ...turnEvents(of),
    { call: of.conversation_id, id: 'ended', event: end },
    analysisEvent(of, api),
  ];
}

/** A call that never came about. */
export function failedEvents(of: ElevenLabsConversation, told: number): PlatformEvent[] {
  const call = of.conversation_id;
  const why = of.failure_reason ?? 'unknown';
  const message = `ElevenLabs could not start the call: ${why.replaceAll(/[-_]/g, ' ')}.`;
  return [
    startEvent(of, startOf(of, told)),
    { call, id: 'trouble:initiation', event: { type: 'call.troubled', at: told, message } },
    { call, id: 'ended', event: { type: 'call.ended', endedAt: told, reason: why } },
  ];
}

function startOf(of: ElevenLabsConversation, told: number): number {
  const seconds = of.metadata?.start_time_unix_secs ?? null;
  return seconds === null || seconds <= 0 ? told : Math.round(seconds * 1000);
}

function startEvent(of: ElevenLabsConversation, startedAt: number): PlatformEvent {
  const variables = textsOf(of.conversation_initiation_client_data?.dynamic_variables ?? {});
  const phone = of.metadata?.phone_call ?? null;
  const outbound = phone?.direction === 'outbound';
  const { agent_id: id, agent_name: name, version_id: version } = of;
  const called = outbound ? variables.system__called_number : variables.system__caller_id;
  const number = phone?.external_number ?? bodyLabel(of, outbound ? 'To' : 'From') ?? called ?? null;
  const event: CallEvent = {
    type: 'call.started',
    carrierId: phone?.call_sid ?? bodyLabel(of, 'CallSid') ?? variables.system__call_sid ?? null,
    channel: of.metadata?.text_only ? 'chat' : 'phone',
    direction: outbound ? 'outbound' : 'inbound',
    agent: id === null && name === null ? null : { id: id ?? name ?? '', name: name ?? id ?? '', version },
    parties: number === null ? [] : [{ role: 'caller', name: null, phone: number, email: null }],
    // Secret variables are for headers of tools, never for anybody's eyes.
    variables: Object.fromEntries(Object.entries(variables).filter(([key]) => !/^(system|secret)__/.test(key))),
    startedAt,
    heldAt: null,
  };
  return { call: of.conversation_id, id: 'started', event };
}

function turnEvents(of: ElevenLabsConversation): PlatformEvent[] {
  return membersOf(elevenLabsTurn, of.transcript).flatMap(({ role, message, time_in_call_secs: at }, index) => {
    const party = partyOf(role);
    const text = message?.trim() ?? '';
    if (party === null || text === '') return [];
    const startMs = at === null || at < 0 ? null : Math.round(at * 1000);
    const utterance = { key: `turn:${index}`, seq: index, party, text, startMs, endMs: null };
    const id = `turn:${index}:${shortHash(text)}`;
    return [{ call: of.conversation_id, id, event: { type: 'utterance.final' as const, utterance } }];
  });
}

function analysisEvent(of: ElevenLabsConversation, api: string): PlatformEvent {
  const told = of.analysis;
  const collected = resultsOf(told?.data_collection_results ?? {}, 'value');
  const event: CallEvent = {
    type: 'call.analysed',
    analysis: {
      summary: told?.transcript_summary ?? null,
      sentiment: null,
      successful: successOf(told?.call_successful ?? null),
      disposition: told?.call_summary_title ?? null,
      recordingUrl: of.has_audio
        ? `${api}/v1/convai/conversations/${encodeURIComponent(of.conversation_id)}/audio`
        : null,
      values: textsOf({ ...resultsOf(told?.evaluation_criteria_results ?? {}, 'result'), ...collected }),
    },
  };
  return { call: of.conversation_id, id: `analysed:${shortHash(JSON.stringify(event))}`, event };
}

/** Of results that also tell their reasons, the results alone. */
function resultsOf(results: Readonly<Record<string, unknown>>, field: 'value' | 'result'): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(results).map(([name, result]) => [
      name,
      typeof result === 'object' && result !== null ? Object.getOwnPropertyDescriptor(result, field)?.value : result,
    ]),
  );
}

function partyOf(role: string): PartyRole | null {
  if (role === 'user') return 'caller';
  return role === 'agent' ? 'agent' : null;
}

function successOf(word: string | null): boolean | null {
  if (word === 'success') return true;
  return word === 'failure' ? false : null;
}

function bodyLabel(of: ElevenLabsConversation, name: string): string | null {
  const value = of.metadata?.body[name];
  return typeof value === 'string' && value !== '' ? value.slice(0, 200) : null;
}
