import { createHash } from 'node:crypto';
import type { PartyRole } from '../../../shared/model/call.ts';
import { membersOf, toEpochMs } from '../lenient.ts';
import type { PlatformEvent } from '../platform.ts';
import { type VapiCall, type VapiMessage, type VapiTurn, vapiTurn } from './vapi-shapes.ts';

/**
 * Vapi's transcripts name no turn: until they are fitted to what is held, partials go by their party, finals by
 * their time, and the turns of a history by their place in it.
 */
export const vapiKeys = { live: 'live:', said: 'said:', turn: 'turn:' } as const;

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
  const key = final ? `${vapiKeys.said}${at}:${party}` : `${vapiKeys.live}${party}`;
  const utterance = { key, seq: at, party, text, startMs: null, endMs: final ? sinceStart(call, at) : null };
  const mark = `${toEpochMs(message.timestamp) ?? ''}:${party}:${shortHash(text)}`;
  return final
    ? [{ call: call.id, id: `final:${mark}`, event: { type: 'utterance.final', utterance } }]
    : [{ call: call.id, id: `partial:${mark}`, event: { type: 'utterance.partial', utterance } }];
}

/** The whole history of a conversation; its last turn may still grow unless the call is over. */
export function historyEvents(list: readonly unknown[], call: VapiCall, at: number, over: boolean): PlatformEvent[] {
  const turns = membersOf(vapiTurn, list).flatMap((turn) => {
    const party = vapiParty(turn.role);
    const text = (turn.message ?? turn.content ?? '').trim();
    return party === null || text === '' ? [] : [{ turn, party, text }];
  });
  return turns.map(({ turn, party, text }, index) => {
    const final = over || index < turns.length - 1;
    const utterance = {
      key: `${vapiKeys.turn}${index}`,
      // Turns without a time keep their order, after everything that had one.
      seq: toEpochMs(turn.endTime ?? turn.time) ?? at - (turns.length - index) / 1000,
      party,
      text,
      ...spanOf(turn),
    };
    const id = `${utterance.key}:${final ? 'final' : 'partial'}:${shortHash(text)}`;
    return { call: call.id, id, event: { type: final ? 'utterance.final' : 'utterance.partial', utterance } };
  });
}

/** A few characters that tell two texts apart. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 12);
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
