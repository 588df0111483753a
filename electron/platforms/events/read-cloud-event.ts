import type { z } from 'zod';
import { assertNever } from '../../../shared/model/assert-never.ts';
import type { CallEvent } from '../../../shared/model/call-event.ts';
import { textsOf, toEpochMs } from '../lenient.ts';
import { toLabel, toPlainText } from '../plain-text.ts';
import type { Reading, ToolAsk } from '../platform.ts';
import { readToolInputs } from '../tool-inputs.ts';
import { understood } from '../understood.ts';
import { anyCloudEvent, type CloudEvent, cloudEvent, typePrefix } from './cloud-event.ts';

/** Reads one CloudEvent. Those of other types are kept; those of ours that do not fit the schema are malformed, and it says where. */
export function readCloudEvent(raw: unknown, now: number): Reading {
  const any = anyCloudEvent.safeParse(raw);
  if (!any.success) return { kind: 'malformed', why: 'It is no CloudEvent of version 1.0.' };
  const { type, subject = null } = any.data;
  if (!type.startsWith(typePrefix)) return understood({ unknown: [{ what: type, call: subject }] });
  const read = cloudEvent.safeParse(raw);
  if (!read.success) return { kind: 'malformed', why: reasonOf(type, read.error) };
  return readKnown(read.data, toEpochMs(read.data.time ?? null) ?? now);
}

function readKnown(of: CloudEvent, at: number): Reading {
  if (of.type === 'com.countersign.tool.requested') return readAsk(of);
  const { event, cut } = callEventOf(of, at);
  const unknown = cut ? [{ what: 'An utterance was cut off: it was longer than is kept.', call: of.subject }] : [];
  // Both together are unique by the standard, and a space stands in neither end of them by itself.
  return understood({ events: [{ call: of.subject, id: `${of.source} ${of.id}`, event }], unknown });
}

function readAsk({
  id,
  source,
  subject,
  data,
}: Extract<CloudEvent, { type: 'com.countersign.tool.requested' }>): Reading {
  const inputs = readToolInputs(data.inputs);
  if (inputs === null) return { kind: 'malformed', why: 'The inputs are too large.' };
  const ask: ToolAsk = {
    id: data.tool_call_id ?? `${source} ${id}`,
    call: subject ?? null,
    action: data.action,
    inputs,
  };
  return understood({ asks: [ask] });
}

type OfCall = Exclude<CloudEvent, { type: 'com.countersign.tool.requested' }>;

function callEventOf(of: OfCall, at: number): { event: CallEvent; cut?: boolean } {
  switch (of.type) {
    case 'com.countersign.call.started':
      return { event: started(of, at) };
    case 'com.countersign.utterance':
      return said(of, at);
    case 'com.countersign.call.transferred':
      return { event: { type: 'call.transferred', at, to: toLabel(of.data.to) } };
    case 'com.countersign.call.ended':
      return { event: { type: 'call.ended', endedAt: at, reason: toLabel(of.data.reason) } };
    case 'com.countersign.call.analysed':
      return { event: { type: 'call.analysed', analysis: analysisOf(of) } };
    case 'com.countersign.call.troubled':
      return { event: { type: 'call.troubled', at, message: toPlainText(of.data.message).text } };
    default:
      return assertNever(of);
  }
}

function started({ data }: Extract<OfCall, { type: 'com.countersign.call.started' }>, startedAt: number): CallEvent {
  const { channel, direction, agent } = data;
  return {
    type: 'call.started',
    carrierId: toLabel(data.carrier_id),
    channel,
    direction,
    agent: agent && { id: agent.id, name: toLabel(agent.name) ?? agent.id, version: toLabel(agent.version) },
    parties: data.parties.map(({ role, name, phone, email }) => ({
      role,
      name: toLabel(name),
      phone: toLabel(phone),
      email: toLabel(email),
    })),
    variables: textsOf(data.variables),
    startedAt,
    heldAt: null,
  };
}

function said(
  of: Extract<OfCall, { type: 'com.countersign.utterance' }>,
  at: number,
): { event: CallEvent; cut: boolean } {
  const { key = `${of.source} ${of.id}`, seq = at, party, final, start_ms: startMs, end_ms: endMs } = of.data;
  const { text, cut } = toPlainText(of.data.text);
  const utterance = { key, seq, party, text, startMs, endMs };
  return { event: { type: final ? 'utterance.final' : 'utterance.partial', utterance }, cut };
}

function analysisOf({ data }: Extract<OfCall, { type: 'com.countersign.call.analysed' }>) {
  return {
    summary: data.summary === null ? null : toPlainText(data.summary).text,
    sentiment: data.sentiment,
    successful: data.successful,
    disposition: toLabel(data.disposition),
    recordingUrl: data.recording_url,
    values: textsOf(data.values),
  };
}

function reasonOf(type: string, error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue?.code === 'invalid_union') return `There is no type ${toLabel(type)}.`;
  const where = issue?.path.join('.') ?? '';
  return `${toLabel(type)}: ${toLabel(where) ?? 'the event'} does not fit the schema (${toLabel(issue?.message) ?? 'it is wrong'}).`;
}
