import type { CallEvent } from '../../../shared/model/call-event.ts';
import { membersOf, textsOf, toEpochMs } from '../lenient.ts';
import { toPlainText } from '../plain-text.ts';
import type { PlatformEvent } from '../platform.ts';
import { madeAskId } from '../tool-ask.ts';
import { snaked, type ThoughtlyCall, thoughtlyCall, turn } from './thoughtly-shapes.ts';

/** What Thoughtly calls a call; null where it does not say. */
export function callIdOf(of: ThoughtlyCall): string | null {
  return of.id ?? of.call_id ?? of.response_id;
}

/** Reads a call of Thoughtly, from wherever its parts lie in a body: beside it, within it, or under `data`. */
export function readCall(body: Readonly<Record<string, unknown>>): ThoughtlyCall {
  const outer = { ...body, ...snaked(body.data) };
  const inner = snaked(outer.call) ?? snaked(outer.response) ?? {};
  const { id, ...beside } = outer;
  // The id beside a call is the message's own.
  const whole: Record<string, unknown> = { ...beside, ...(Object.keys(inner).length === 0 && { id }), ...inner };
  return thoughtlyCall.parse({ ...whole, contact: snaked(whole.contact), agent: snaked(whole.agent) });
}

/** The call as events: its start and what was said, and once it is over its end and what came of it. */
export function eventsOf(of: ThoughtlyCall, at: { now: number; over: boolean }): PlatformEvent[] {
  const call = callIdOf(of);
  if (call === null) return [];
  const startedAt = toEpochMs(of.started_at) ?? toEpochMs(of.created_at) ?? at.now;
  const told = [
    { id: 'started', event: started(of, startedAt) },
    ...utterances(of, startedAt),
    ...(at.over ? conclusion(of, startedAt, at.now) : []),
  ];
  return told.map((each) => ({ call, ...each }));
}

type Told = { id: string; event: CallEvent };

function started(of: ThoughtlyCall, startedAt: number): CallEvent {
  const phone = of.contact.phone_number ?? of.contact.phone ?? of.phone_number;
  const agentId = of.agent.id ?? of.interview_id;
  const agentName = of.agent.title ?? of.agent.name ?? 'Thoughtly agent';
  const { name, email } = of.contact;
  const isCallerKnown = phone !== null || name !== null || email !== null;
  return {
    type: 'call.started',
    carrierId: of.twilio_call_sid ?? of.call_sid,
    channel: 'phone',
    direction: of.direction === 'inbound' || of.direction === 'outbound' ? of.direction : 'unknown',
    agent: agentId === null ? null : { id: agentId, name: agentName, version: null },
    parties: [
      ...(isCallerKnown ? [{ role: 'caller' as const, name, phone, email }] : []),
      ...(of.agent.phone_number === null
        ? []
        : [{ role: 'agent' as const, name: of.agent.title, phone: of.agent.phone_number, email: null }]),
    ],
    variables: textsOf({
      contact_id: of.contact_id ?? of.contact.id,
      job_id: of.job_id,
      ...of.metadata,
      ...of.custom_fields,
    }),
    startedAt,
    heldAt: null,
  };
}

function utterances(of: ThoughtlyCall, startedAt: number): Told[] {
  const turns = of.transcript.map(snaked);
  return membersOf(turn, turns).flatMap(({ transcript, text: other, speaker, created_at }, index): Told[] => {
    const { text } = toPlainText(transcript ?? other ?? '');
    if (text.trim() === '') return [];
    const saidAt = toEpochMs(created_at);
    const utterance = {
      key: `turn:${index}`,
      seq: index,
      party: partyOf(speaker),
      text,
      startMs: saidAt === null ? null : Math.max(0, saidAt - startedAt),
      endMs: null,
    };
    return [{ id: `turn:${index}:${madeAskId(text)}`, event: { type: 'utterance.final', utterance } }];
  });
}

function partyOf(speaker: string | null): 'agent' | 'caller' | 'other' {
  if (speaker === null) return 'other';
  if (/^(ai|agent|assistant|bot)$/i.test(speaker)) return 'agent';
  return /^(user|caller|contact|human|customer)$/i.test(speaker) ? 'caller' : 'other';
}

function conclusion(of: ThoughtlyCall, startedAt: number, now: number): Told[] {
  const lasted = of.duration_seconds === null ? null : startedAt + of.duration_seconds * 1000;
  const endedAt = toEpochMs(of.ended_at) ?? lasted ?? now;
  const analysis = {
    summary: of.summary,
    sentiment: null,
    successful: successOf(of.status),
    disposition: of.outcome ?? of.status,
    recordingUrl: of.recording_url,
    values: textsOf({ ...of.custom_fields, ...(of.tags.length > 0 && { tags: of.tags }) }),
  };
  return [
    { id: 'ended', event: { type: 'call.ended', endedAt, reason: of.status } },
    { id: `analysed:${madeAskId(analysis)}`, event: { type: 'call.analysed', analysis } },
  ];
}

function successOf(status: string | null): boolean | null {
  if (/^(success|successful|completed)$/i.test(status ?? '')) return true;
  return /^(fail|failure|failed|error)$/i.test(status ?? '') ? false : null;
}
