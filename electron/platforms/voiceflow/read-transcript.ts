import type { CallEvent } from '../../../shared/model/call-event.ts';
import { textsOf, toEpochMs } from '../lenient.ts';
import { toPlainText } from '../plain-text.ts';
import type { PlatformEvent, Reading } from '../platform.ts';
import { madeAskId } from '../tool-ask.ts';
import { understood } from '../understood.ts';
import { isCallSid } from './known-call.ts';
import { logEntry, step, type Transcript, toolTrace, transcript, words } from './transcript-shapes.ts';

/** Reads a transcript as Voiceflow's API answers with it; entries before `from` were read before. */
export function readTranscript(body: unknown, now: number, from = 0): Reading {
  const read = transcript.safeParse(body);
  if (!read.success) return { kind: 'malformed', why: 'It is no transcript.' };
  const of = read.data;
  const startedAt = toEpochMs(of.createdAt) ?? now;
  const call = of.sessionID ?? of.id;
  const told = [
    started(of, startedAt),
    ...of.logs.flatMap((entry, index) => (index < from ? [] : readEntry(entry, { index, startedAt, now }))),
    ...conclusion(of, now),
  ];
  return understood({ events: told.map((each): PlatformEvent => ({ call, ...each })) });
}

type Told = { id: string; event: CallEvent };

function started(of: Transcript, startedAt: number): Told {
  const carrier = of.properties.find(({ name }) => /call_?sid/i.test(name ?? ''))?.value;
  const carrierId = typeof carrier === 'string' && isCallSid(carrier) ? carrier : null;
  return {
    id: 'started',
    event: {
      type: 'call.started',
      carrierId,
      channel: carrierId === null && of.recordingURL === null ? 'chat' : 'phone',
      direction: 'unknown',
      agent: of.projectID === null ? null : { id: of.projectID, name: 'Voiceflow agent', version: of.environmentID },
      parties: [],
      variables: textsOf({ transcript_id: of.id, session_id: of.sessionID, environment_id: of.environmentID }),
      startedAt,
      heldAt: null,
    },
  };
}

function readEntry(raw: unknown, { index, startedAt, now }: { index: number; startedAt: number; now: number }): Told[] {
  const entry = logEntry.safeParse(raw);
  if (!entry.success) return [];
  const at = toEpochMs(entry.data.createdAt) ?? now;
  const id = `log:${index}`;
  if (entry.data.type === 'end') return [{ id: 'ended', event: { type: 'call.ended', endedAt: at, reason: null } }];
  const taken = step.safeParse(entry.data.data);
  if (!taken.success) return [];
  const trouble = troubleOf(entry.data.type, taken.data);
  if (trouble !== null) return [{ id, event: { type: 'call.troubled', at, message: trouble } }];
  const text = toPlainText(wordsOf(entry.data.type, taken.data) ?? '').text;
  if (text.trim() === '') return [];
  const party = entry.data.type === 'trace' ? 'agent' : 'caller';
  const utterance = { key: id, seq: index, party, text, startMs: Math.max(0, at - startedAt), endMs: null } as const;
  return [{ id, event: { type: 'utterance.final', utterance } }];
}

type Step = { type: string | null; payload?: unknown };

/** What the agent said or wrote, or what the user did: types of traces and actions that hold no words hold none. */
function wordsOf(entry: string | null, { type, payload }: Step): string | null {
  const read = words.safeParse(payload);
  if (!read.success) return null;
  const { message, query, label } = read.data;
  if (entry === 'trace') return type === 'text' || type === 'speak' ? message : null;
  if (entry !== 'action') return null;
  return type === 'launch' ? null : (message ?? query ?? label);
}

const toolTypes = new Set(['api', 'function', 'tool', 'mcp', 'integration']);

/** A tool's result is of interest where it failed: what it did right, the agent says. */
function troubleOf(entry: string | null, { type, payload }: Step): string | null {
  const read = toolTypes.has(type ?? '') && entry === 'trace' ? toolTrace.safeParse(payload) : null;
  if (!read?.success || (read.data.success && read.data.error === null)) return null;
  const { name, error, message } = read.data;
  return `The agent's tool ${name ?? ''} failed: ${error ?? message ?? 'it does not say why'}`
    .replace('  ', ' ')
    .slice(0, 500);
}

function conclusion(of: Transcript, now: number): Told[] {
  const endedAt = toEpochMs(of.endedAt);
  if (of.endedAt === null) return [];
  const judged = of.evaluations;
  const named = [...of.properties, ...judged].flatMap(({ name, value }) =>
    name === null ? [] : [[name, value] as const],
  );
  const summary = judged.find(({ name, value }) => /summary/i.test(name ?? '') && typeof value === 'string')?.value;
  const success = judged.find(
    ({ name, value }) => /success|resol/i.test(name ?? '') && typeof value === 'boolean',
  )?.value;
  const analysis = {
    summary: typeof summary === 'string' ? toPlainText(summary, 4_000).text : null,
    sentiment: null,
    successful: typeof success === 'boolean' ? success : null,
    disposition: null,
    recordingUrl: of.recordingURL,
    values: textsOf(Object.fromEntries(named)),
  };
  return [
    { id: 'ended', event: { type: 'call.ended', endedAt: endedAt ?? now, reason: null } },
    // Evaluations may come later, and are told anew then.
    { id: `analysed:${madeAskId(analysis)}`, event: { type: 'call.analysed', analysis } },
  ];
}
