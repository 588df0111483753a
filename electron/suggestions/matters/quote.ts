import type { SuggestedValue } from '../../../shared/model/suggestion.ts';
import type { Heard } from '../extract/heard.ts';
import type { Hearing } from '../reading/hearing.ts';
import { isBarred } from '../reading/secrets.ts';
import { endsSentence, type Word } from '../reading/words.ts';

const maxSubject = 120;
const maxDescription = 1_500;

/** Where the words that raise a matter stand. */
export type Passage = { turn: number; from: number; to: number };

/** A heard value under the name of its field. */
export function toValue(hearing: Hearing, field: string, heard: Heard): SuggestedValue {
  const turn = hearing.turns[heard.turn];
  const { value, certainty, reasons, resolvedFrom, start, end } = heard;
  const evidence = { utterance: turn?.utterance.id ?? '', start, end, quote: turn?.text.slice(start, end) ?? '' };
  return { field, value, evidence, certainty, reasons: [...reasons], resolvedFrom };
}

/** The sentence around a passage, in the caller's own words, short enough for a subject. */
export function quoteSentence(hearing: Hearing, field: string, passage: Passage): SuggestedValue | null {
  const words = hearing.turns[passage.turn]?.words ?? [];
  let { from, to } = passage;
  while (from > 0 && !endsSentence(words[from - 1] ?? { text: '', start: 0, end: 0, gap: '' })) from -= 1;
  while (to < words.length && !endsSentence(words[to - 1] ?? { text: '', start: 0, end: 0, gap: '' })) to += 1;
  from = afterGreeting(words, from, passage.from);
  return quote(hearing, { field, passage, from, to, limit: maxSubject });
}

/** All of what the caller said in the turn of a passage. */
export function quoteTurn(hearing: Hearing, field: string, passage: Passage): SuggestedValue | null {
  const words = hearing.turns[passage.turn]?.words ?? [];
  return quote(hearing, {
    field,
    passage,
    from: afterGreeting(words, 0, passage.from),
    to: words.length,
    limit: maxDescription,
  });
}

type Quoting = { field: string; passage: Passage; from: number; to: number; limit: number };

/** Grows the quote from the passage outward, up to its bounds, its longest length and anything barred. */
function quote(hearing: Hearing, { field, passage, from, to, limit }: Quoting): SuggestedValue | null {
  const turn = hearing.turns[passage.turn];
  const bars = [...(hearing.guarded.bars[passage.turn] ?? []), ...(hearing.guarded.echoes[passage.turn] ?? [])];
  if (!turn) return null;
  const { words } = turn;
  const open = (word: Word | undefined) => word !== undefined && !isBarred(bars, word.start, word.end);
  let first = passage.from;
  let last = passage.to - 1;
  if (!words.slice(first, last + 1).every(open)) return null;
  const fits = (a: number, b: number) => (words[b]?.end ?? 0) - (words[a]?.start ?? 0) <= limit;
  while (first > from && open(words[first - 1]) && fits(first - 1, last)) first -= 1;
  while (last + 1 < to && open(words[last + 1]) && fits(first, last + 1)) last += 1;
  const start = opening(turn.text, words[first]);
  const end = closing(turn.text, start, words[last]);
  const text = turn.text.slice(start, end);
  return {
    field,
    value: text,
    evidence: { utterance: turn.utterance.id, start, end, quote: text },
    certainty: 'certain',
    reasons: [turn.by === 'agent' ? 'the agent said it and the caller confirmed it' : "the caller's own words"],
    resolvedFrom: null,
  };
}

/** Takes the sign before an amount. */
function opening(text: string, first: Word | undefined): number {
  const start = first?.start ?? 0;
  return '$£€₹#'.includes(text[start - 1] ?? ' ') ? start - 1 : start;
}

/** Takes the sign that ends the sentence, and the mark before an amount. */
function closing(text: string, start: number, last: Word | undefined): number {
  const end = last?.end ?? start;
  return /^[.!?]/.test(text.slice(end)) ? end + 1 : end;
}

const greeting =
  /^(?:hi|hello|hey|hai|haii|good|morning|afternoon|evening|sir|madam|um|uh|so|well|ok|okay|yes|yeah|oh)$/;

function afterGreeting(words: readonly Word[], from: number, until: number): number {
  let at = from;
  while (at < until && (greeting.test(words[at]?.text ?? '') || (at > from && words[at]?.text === 'there'))) at += 1;
  return at;
}
