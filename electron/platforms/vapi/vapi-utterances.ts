import type { PartyRole } from '../../../shared/model/call.ts';
import { membersOf, toEpochMs } from '../lenient.ts';
import type { PlatformEvent } from '../platform.ts';
import { shortHash } from '../short-hash.ts';
import { type VapiCall, type VapiMessage, type VapiTurn, vapiTurn } from './vapi-shapes.ts';

/** Of an unfinished conversation's history only the end is looked at: what came before was in the history before. */
const recentTurns = 8;

/** The party of a role in Vapi's words; null for roles that say nothing to the caller. */
export function vapiParty(role: string | null): PartyRole | null {
  if (role === 'user' || role === 'customer') return 'caller';
  if (role === 'assistant' || role === 'bot') return 'agent';
  return null;
}

/** What a transcript message tells. */
export function transcriptEvents(message: VapiMessage, call: VapiCall, at: number): PlatformEvent[] {
  const party = vapiParty(message.role);
  const text = message.transcript?.trim() ?? '';
  if (party === null || text === '') return [];
  const final = message.transcriptType === 'final';
  // Vapi's transcripts name no turn: a final is known by its time, and the partials before it by who speaks.
  const stream = streamOf(party);
  const key = final ? `${stream}:${at}` : stream;
  const utterance = { key, stream, seq: at, party, text, startMs: null, endMs: final ? sinceStart(call, at) : null };
  const mark = `${toEpochMs(message.timestamp) ?? ''}:${party}:${shortHash(text)}`;
  return final
    ? [{ call: call.id, id: `final:${mark}`, event: { type: 'utterance.final', utterance } }]
    : [{ call: call.id, id: `partial:${mark}`, event: { type: 'utterance.partial', utterance } }];
}

/** The history of a conversation, told again: what no transcript told is taken from it. */
export function historyEvents(list: readonly unknown[], call: VapiCall, at: number, over: boolean): PlatformEvent[] {
  const turns = membersOf(vapiTurn, list).flatMap((turn) => {
    const party = vapiParty(turn.role);
    const text = (turn.message ?? turn.content ?? '').trim();
    return party === null || text === '' ? [] : [{ turn, party, text }];
  });
  const events = turns.map(({ turn, party, text }, index): PlatformEvent => {
    const key = `recap:${index}`;
    // Turns without a time keep their order, just before the message that told them.
    const seq = toEpochMs(turn.endTime ?? turn.time) ?? at - (turns.length - index);
    const utterance = { key, recap: true, stream: streamOf(party), seq, party, text, ...spanOf(turn) };
    // With the message's time: what was known when the last message came is looked up again for this one.
    return { call: call.id, id: `${key}:${at}:${shortHash(text)}`, event: { type: 'utterance.final', utterance } };
  });
  return over ? events : events.slice(-recentTurns);
}

function streamOf(party: PartyRole): string {
  return `transcript:${party}`;
}

function spanOf({ secondsFromStart, duration }: VapiTurn): { startMs: number | null; endMs: number | null } {
  if (secondsFromStart === null || secondsFromStart < 0) return { startMs: null, endMs: null };
  const startMs = Math.round(secondsFromStart * 1000);
  // Vapi tells the duration in milliseconds, everything else beside it in seconds.
  return { startMs, endMs: duration === null || duration < 0 ? null : startMs + Math.round(duration) };
}

function sinceStart(call: VapiCall, at: number): number | null {
  const started = toEpochMs(call.startedAt);
  return started === null || started > at ? null : at - started;
}
