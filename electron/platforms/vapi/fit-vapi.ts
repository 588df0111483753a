import type { SpokenUtterance } from '../../../shared/model/call-event.ts';
import type { HeldUtterance, PlatformEvent } from '../platform.ts';
import { missingWords, type Word, wordsOf } from './missing-words.ts';
import { shortHash, vapiKeys } from './vapi-utterances.ts';

/** After so long a silence a partial is a new turn, not more of the last one. */
const silenceMs = 30_000;
/** How far a transcript and the same words in a history may lie apart. */
const apartMs = 60_000;
/** Fewer words than these inside a turn are a difference in hearing, not words left out. */
const fewestMissing = 3;

type Said = { event: PlatformEvent; utterance: SpokenUtterance; final: boolean };

/** Fits Vapi's utterances to those held: partials and final of a turn become one, a history only fills gaps. */
export function fitVapi(events: readonly PlatformEvent[], held: readonly HeldUtterance[]): readonly PlatformEvent[] {
  const known = [...held].sort((one, other) => one.seq - other.seq);
  const transcribed = known.some(({ key }) => key.startsWith(vapiKeys.said));
  const history = events.flatMap((event) => saidIn(event, vapiKeys.turn) ?? []);
  const filled = transcribed ? gapsOf(history, known) : turnsOf(history, known);
  const others = events.flatMap((event) => {
    if (saidIn(event, vapiKeys.turn)) return [];
    const spoken = saidIn(event, vapiKeys.live) ?? saidIn(event, vapiKeys.said);
    return spoken ? (fitTranscript(spoken, known) ?? []) : [event];
  });
  return [...others, ...filled];
}

function saidIn(event: PlatformEvent, prefix: string): Said | null {
  const { event: told } = event;
  if (told.type !== 'utterance.partial' && told.type !== 'utterance.final') return null;
  const final = told.type === 'utterance.final';
  return told.utterance.key.startsWith(prefix) ? { event, utterance: told.utterance, final } : null;
}

/** Gives a transcript the key of the turn it belongs to; null where that turn already says as much. */
function fitTranscript(spoken: Said, known: readonly HeldUtterance[]): PlatformEvent | null {
  const { utterance, final } = spoken;
  const own = known.filter(({ party }) => party === utterance.party);
  const open = own.findLast(({ state, seq }) => state === 'partial' && Math.abs(utterance.seq - seq) < silenceMs);
  if (final) {
    if (own.some((each) => covers(each, utterance))) return null;
    return withKey(spoken, open && open.seq <= utterance.seq ? open.key : utterance.key);
  }
  const lastFinal = own.findLast(({ state }) => state === 'final');
  const isLate = (open && open.seq > utterance.seq) || (!open && lastFinal && lastFinal.seq >= utterance.seq);
  if (isLate) return null;
  return withKey(spoken, open?.key ?? `${vapiKeys.said}${utterance.seq}:${utterance.party}`);
}

/** Whether a turn filled in from the history already holds what a late transcript brings. */
function covers(filled: HeldUtterance, late: SpokenUtterance): boolean {
  if (!filled.key.startsWith(vapiKeys.turn) || filled.state !== 'final') return false;
  if (Math.abs(filled.seq - late.seq) > apartMs) return false;
  const words = wordsOf(late.text).map(({ word }) => word);
  const missing = missingWords(
    words,
    wordsOf(filled.text).map(({ word }) => word),
  );
  return missing.filter(Boolean).length * 5 <= words.length;
}

function withKey({ event, utterance, final }: Said, key: string): PlatformEvent {
  return {
    ...event,
    event: { type: final ? 'utterance.final' : 'utterance.partial', utterance: { ...utterance, key } },
  };
}

/** Where no transcripts come, the history is all there is: its turns as they are, told again only when they changed. */
function turnsOf(history: readonly Said[], known: readonly HeldUtterance[]): PlatformEvent[] {
  const byKey = new Map(known.map((each) => [each.key, each]));
  return history.flatMap(({ event, utterance, final }) => {
    const before = byKey.get(utterance.key);
    // Masking keeps the length, and a turn grows only at its end: the same length is the same text.
    const same = before?.text.length === utterance.text.length;
    return same && (before.state === 'final' || !final) ? [] : [event];
  });
}

/** Where transcripts come, the history only tells what they left out; a turn that still grows is left to them. */
function gapsOf(history: readonly Said[], known: readonly HeldUtterance[]): PlatformEvent[] {
  const open = new Set(known.filter(({ state }) => state === 'partial').map(({ key }) => key));
  return (['caller', 'agent'] as const).flatMap((party) => {
    const turns = history
      .filter(({ utterance }) => utterance.party === party)
      .map((said) => ({ said, words: wordsOf(said.utterance.text) }));
    const heard = known.filter((each) => each.party === party).flatMap(({ text }) => wordsOf(text));
    const missing = missingWords(
      turns.flatMap(({ words }) => words.map(({ word }) => word)),
      heard.map(({ word }) => word),
    );
    let from = 0;
    return turns.flatMap(({ said, words }) => {
      const own = missing.slice(from, from + words.length);
      from += words.length;
      if (!said.final) return [];
      return open.has(said.utterance.key) ? [said.event] : missingOf(said, words, own);
    });
  });
}

function missingOf(said: Said, words: readonly Word[], missing: readonly boolean[]): PlatformEvent[] {
  if (words.length === 0) return [];
  if (missing.every(Boolean)) return [said.event];
  return runsOf(missing)
    .filter(({ from, to }) => to - from >= fewestMissing)
    .map(({ from, to }) => pieceOf(said, words, from, to));
}

function runsOf(flags: readonly boolean[]): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  flags.forEach((flag, index) => {
    const last = runs.at(-1);
    if (!flag) return;
    if (last?.to === index) last.to = index + 1;
    else runs.push({ from: index, to: index + 1 });
  });
  return runs;
}

function pieceOf({ event, utterance }: Said, words: readonly Word[], from: number, to: number): PlatformEvent {
  const text = utterance.text.slice(words[from]?.start ?? 0, words[to]?.start ?? utterance.text.length).trim();
  const key = `${utterance.key}:${from}`;
  const piece = { ...utterance, key, text, startMs: null, endMs: null };
  return { call: event.call, id: `${key}:${shortHash(text)}`, event: { type: 'utterance.final', utterance: piece } };
}
