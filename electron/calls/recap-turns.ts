import type { SpokenUtterance } from '../../shared/model/call-event.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import { missingWords, type Word, wordsOf } from './missing-words.ts';

/** How far words may lie from the turn of a history that repeats them: a transcript is told when it was recognised. */
const beforeMs = 15_000;
const afterMs = 15_000;
/** Fewer words than these inside a turn are a difference in hearing, not words left out. */
const fewestMissing = 3;

type Row = { key: string; seq: number; state: string; text: string };

/**
 * What of an utterance is not told yet: some platforms tell every word as it falls and then the whole conversation again, in
 * any order. Null where all of it is.
 */
export async function notYetTold(
  tx: StoreTransaction,
  call: string,
  spoken: SpokenUtterance,
): Promise<SpokenUtterance | null> {
  if (spoken.recap) return leftOut(spoken, await rowsOf(tx, call, spoken.party));
  if (spoken.stream === undefined) return spoken;
  const recaps = await recapsOf(tx, call, spoken);
  return recaps.some((row) => repeats(row, spoken)) ? null : spoken;
}

function rowsOf(tx: StoreTransaction, call: string, party: string): Promise<Row[]> {
  return tx
    .selectFrom('utterances')
    .select(['key', 'seq', 'state', 'text'])
    .where('call', '=', call)
    .where('party', '=', party)
    .orderBy('seq')
    .execute();
}

function recapsOf(tx: StoreTransaction, call: string, { key, party }: SpokenUtterance): Promise<Row[]> {
  // The keys of one source of a call may all begin with its name, on a line of its own.
  const source = key.slice(0, key.lastIndexOf('\n') + 1);
  return tx
    .selectFrom('utterances')
    .select(['key', 'seq', 'state', 'text'])
    .where('call', '=', call)
    .where('party', '=', party)
    .where('key', '>', `${source}recap:`)
    .where('key', '<', `${source}recap;`)
    .execute();
}

/** The part of a history's turn that nothing else told. */
function leftOut(turn: SpokenUtterance, rows: readonly Row[]): SpokenUtterance | null {
  const from = turn.seq - lengthOf(turn) - beforeMs;
  const near = rows.filter(({ seq }) => seq >= from && seq <= turn.seq + afterMs);
  // Somebody is still being heard: the final words come by themselves.
  if (near.some(({ state }) => state === 'partial')) return null;
  const cut = near.find(({ key }) => key === turn.stream);
  if (!cut) return untold(turn, near);
  // Words that were cut off by the end of the call: the turn takes their place, as their own final would.
  const whole = untold(
    turn,
    near.filter((row) => row !== cut),
  );
  if (!whole || !covers(whole.text, cut.text)) return untold(turn, near);
  return whole.text.length === cut.text.length ? null : { ...whole, key: cut.key };
}

function untold(turn: SpokenUtterance, near: readonly Row[]): SpokenUtterance | null {
  const words = wordsOf(turn.text);
  const missing = missingWords(plain(words), plain(near.flatMap(({ text }) => wordsOf(text))));
  const whole = { ...turn, stream: undefined };
  if (missing.every(Boolean)) return whole;
  const own = near.some(({ key }) => key === turn.key);
  // Its own row from before, which nobody else added to: the turn has grown.
  if (own && near.length === 1 && missing.some(Boolean)) return whole;
  const { from, to } = longestRun(missing);
  if (to - from < fewestMissing) return null;
  const text = turn.text.slice(words[from]?.start ?? 0, words[to]?.start ?? turn.text.length).trim();
  return { ...whole, key: `${turn.key}:${from}`, text, startMs: null, endMs: null };
}

/** Whether a turn of the history already holds what is told late. */
function repeats(row: Row, late: SpokenUtterance): boolean {
  return Math.abs(row.seq - late.seq) <= beforeMs + afterMs + lengthOf(late) && covers(row.text, late.text);
}

function covers(whole: string, part: string): boolean {
  const words = plain(wordsOf(part));
  const missing = missingWords(words, plain(wordsOf(whole))).filter(Boolean).length;
  return missing * 5 <= words.length;
}

function longestRun(flags: readonly boolean[]): { from: number; to: number } {
  let longest = { from: 0, to: 0 };
  let from = 0;
  flags.forEach((flag, index) => {
    if (!flag) from = index + 1;
    else if (index + 1 - from > longest.to - longest.from) longest = { from, to: index + 1 };
  });
  return longest;
}

function lengthOf({ startMs, endMs }: SpokenUtterance): number {
  return startMs === null || endMs === null ? 0 : Math.max(0, endMs - startMs);
}

function plain(words: readonly Word[]): string[] {
  return words.map(({ word }) => word);
}
