import type { Evidence } from '../../shared/model/evidence.ts';
import type { Utterance } from '../../shared/model/utterance.ts';

/** Words of one utterance that a supervisor chose; UTF-16 offsets of its text. */
export type WordPick = { utterance: string; start: number; end: number };

type Span = { start: number; end: number };
type Turn = Pick<Utterance, 'id' | 'text'>;

/** The words of a text, bare of the punctuation around them. */
export function wordsIn(text: string): Span[] {
  return [...text.matchAll(/\S+/g)].flatMap((match) => {
    const [whole] = match;
    const lead = /^[^\p{L}\p{N}$€£+#@•]*/u.exec(whole)?.[0].length ?? 0;
    const rest = whole.slice(lead).replace(/[^\p{L}\p{N}%€£$•]+$/u, '');
    const start = match.index + lead;
    return rest === '' ? [] : [{ start, end: start + rest.length }];
  });
}

/** A stretch of an utterance without the blanks at its ends; null where nothing else is in it. */
export function toPick(of: Turn, start: number, end: number): WordPick | null {
  const text = of.text.slice(start, end);
  const words = text.trim();
  if (words === '') return null;
  const from = start + text.indexOf(words);
  return { utterance: of.id, start: from, end: from + words.length };
}

/** The words as evidence. */
export function toEvidence({ utterance, start, end }: WordPick, of: Turn): Evidence {
  return { utterance, start, end, quote: of.text.slice(start, end) };
}

/** Why these words cannot stand behind a value; null where they can. */
export function whyNotUse(pick: WordPick, of: Pick<Utterance, 'state' | 'masked'>): string | null {
  if (of.state !== 'final') return 'This is still being said. Wait for the end of the sentence.';
  if (of.masked.some((span) => span.start < pick.end && pick.start < span.end)) {
    return 'A secret was masked in these words, so they cannot be used. Choose words without it.';
  }
  return null;
}
