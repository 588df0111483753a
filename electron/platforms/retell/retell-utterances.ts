import type { PartyRole } from '../../../shared/model/call.ts';
import { membersOf } from '../lenient.ts';
import type { PlatformEvent } from '../platform.ts';
import { shortHash } from '../short-hash.ts';
import { type RetellCall, type RetellTurn, retellTurn } from './retell-shapes.ts';

/** Of a call in progress only the end of the list is looked at: what came before was in the lists before. */
const recentTurns = 20;

/**
 * What a transcript tells. Retell sends the whole list every time: a turn is known by its place among those that were
 * spoken, so that the lists with tool calls between and without give the same. The last one may still grow.
 */
export function transcriptEvents(call: string, list: readonly unknown[], over: boolean): PlatformEvent[] {
  const spoken = membersOf(retellTurn, list).flatMap((turn) => {
    const party = partyOf(turn.role);
    return party === null ? [] : [{ turn, party }];
  });
  const events = spoken.flatMap(({ turn, party }, index): PlatformEvent[] => {
    const text = turn.content?.trim() ?? '';
    if (text === '') return [];
    const final = over || index < spoken.length - 1;
    const key = `turn:${index}`;
    const utterance = { key, seq: index, party, text, ...spanOf(turn, final) };
    const id = `${key}:${final ? 'final' : 'partial'}:${shortHash(text)}`;
    return [{ call, id, event: { type: final ? 'utterance.final' : 'utterance.partial', utterance } }];
  });
  return over ? events : events.slice(-recentTurns);
}

/** The transcript of a call, in whichever form it is there. */
export function turnsOf(call: RetellCall): readonly unknown[] {
  const { transcript_with_tool_calls, transcript_object, scrubbed_transcript_with_tool_calls } = call;
  if (transcript_with_tool_calls.length > 0) return transcript_with_tool_calls;
  return transcript_object.length > 0 ? transcript_object : scrubbed_transcript_with_tool_calls;
}

function partyOf(role: string): PartyRole | null {
  if (role === 'user') return 'caller';
  if (role === 'agent') return 'agent';
  return role === 'transfer_target' ? 'other' : null;
}

function spanOf({ words, time_sec }: RetellTurn, final: boolean): { startMs: number | null; endMs: number | null } {
  const end = final ? (words.at(-1)?.end ?? null) : null;
  return { startMs: toMs(words[0]?.start ?? time_sec), endMs: toMs(end) };
}

function toMs(seconds: number | null): number | null {
  return seconds === null || seconds < 0 ? null : Math.round(seconds * 1000);
}
