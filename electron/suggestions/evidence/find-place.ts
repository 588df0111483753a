import type { Evidence } from '../../../shared/model/evidence.ts';
import type { ProposedValue } from '../../../shared/model/proposal.ts';
import { findQuote } from '../../calls/find-quote.ts';
import type { Heard } from '../extract/heard.ts';
import type { Hearing } from '../reading/hearing.ts';
import type { Turn } from '../reading/turns.ts';
import { wordsOf } from '../reading/words.ts';
import { bareValue, type ValueKind } from './value-kind.ts';

/** Where a value was said: the turn and its span. */
export type Place = { turn: Turn; start: number; end: number };

/** The latest place where one party said a value, in its own words or in another form; null where never. */
export function findPlace(
  hearing: Hearing,
  { value, resolvedFrom, display, type }: ProposedValue,
  { kind, of, by }: { kind: ValueKind; of: readonly Heard[]; by: 'caller' | 'agent' },
): Place | null {
  const said = hearing.turns.filter((turn) => turn.by === by).map(({ utterance }) => utterance);
  const written = type === 'reference' ? display : value;
  const quotes = [written, resolvedFrom].map((each) => placeOf(hearing, findQuote(each, said, by)));
  const wanted = bareValue(kind, value);
  const heard = of
    .filter((each) => hearing.turns[each.turn]?.by === by && isSame(kind, bareValue(kind, each.value), wanted))
    .map((each) => placed(hearing, each));
  return latest([...quotes, ...heard]);
}

/** The place of words that are known to stand behind a value. */
export function placeOf({ turns }: Hearing, evidence: Evidence | null): Place | null {
  const turn = evidence && turns.find(({ utterance }) => utterance.id === evidence.utterance);
  return turn ? { turn, start: evidence.start, end: evidence.end } : null;
}

/** The place of something heard. */
export function placed({ turns }: Hearing, { turn, start, end }: Pick<Heard, 'turn' | 'start' | 'end'>): Place | null {
  const found = turns[turn];
  return found ? { turn: found, start, end } : null;
}

/** The words at a place. */
export function toEvidence({ turn, start, end }: Place): Evidence {
  return { utterance: turn.utterance.id, start, end, quote: turn.text.slice(start, end) };
}

/** Whichever was said last. */
export function latest(places: readonly (Place | null)[]): Place | null {
  return places.reduce((last, each) => (each && (!last || isAfter(each, last)) ? each : last), null);
}

/** Whether something was said after something else. */
export function isAfter(one: Pick<Place, 'turn' | 'start'>, other: Place): boolean {
  return one.turn.index > other.turn.index || (one.turn.index === other.turn.index && one.start >= other.end);
}

/** A name that was introduced in full is also its first and its last word; a number has its country's code or not. */
export function isSame(kind: ValueKind, heard: string, wanted: string): boolean {
  if (heard === wanted) return true;
  if (kind === 'phone')
    return heard.length >= 7 && wanted.length >= 7 && (heard.endsWith(wanted) || wanted.endsWith(heard));
  return kind === 'number' && wanted.replace(/\D/g, '').replace(/^0+/, '') === heard.replace(/^0+/, '');
}

const small = new Set(
  'the and for with was were has have had not are you your his her its our their that this these from about into out can could will would please need needs want wants call called caller customer case issue problem request'.split(
    ' ',
  ),
);
const enough = 0.5;
const mostQuoted = 160;

/** What the caller said that a text worded by somebody else is about: the turn that shares most of its telling words. */
export function findGist(hearing: Hearing, text: string): Place | null {
  const telling = new Set(tellingWords(text));
  if (telling.size === 0) return null;
  const all = new Set<string>();
  let best: { turn: Turn; shared: number } | null = null;
  for (const turn of hearing.turns) {
    if (turn.by !== 'caller' && !turn.confirmed) continue;
    const shared = new Set(tellingWords(turn.text).filter((word) => telling.has(word)));
    for (const word of shared) all.add(word);
    if (shared.size > (best?.shared ?? 0)) best = { turn, shared: shared.size };
  }
  if (!best || all.size / telling.size < enough) return null;
  const { turn } = best;
  const end =
    turn.text.length <= mostQuoted ? turn.text.length : turn.text.lastIndexOf(' ', mostQuoted) + 1 || mostQuoted;
  return hearing.guarded.bars[turn.index]?.length ? null : { turn, start: 0, end };
}

function tellingWords(text: string): string[] {
  return wordsOf(text)
    .map((word) => word.text)
    .filter((word) => word.length > 2 && !small.has(word))
    .map((word) => (word.length > 4 ? word.replace(/(ing|ied|ies|ed|es|s|e|y)$/, '') : word));
}
