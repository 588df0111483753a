/** One word of an utterance, with where it stands. */
export type Word = {
  /** Lower case, without apostrophes: what rules compare with. */
  text: string;
  /** UTF-16 offsets in the utterance's text. */
  start: number;
  end: number;
  /** What stands between this word and the next. */
  gap: string;
};

/** How much of one utterance is read. What lies beyond is a pasted document or an attack, not speech. */
export const maxReadLength = 4_000;

const maxWords = 700;
const wordPattern = /[\p{L}\p{M}\p{N}•]+(?:['’][\p{L}]+)*/gu;

/** The words of a text in order; linear in its length, and bounded. */
export function wordsOf(text: string): Word[] {
  const read = text.slice(0, maxReadLength);
  const words: Word[] = [];
  for (const match of read.matchAll(wordPattern)) {
    const last = words.at(-1);
    if (last) last.gap = read.slice(last.end, match.index);
    if (words.length === maxWords) break;
    const end = match.index + match[0].length;
    words.push({ text: match[0].toLowerCase().replace(/['’]/g, ''), start: match.index, end, gap: '' });
  }
  const last = words.at(-1);
  if (last) last.gap = read.slice(last.end, last.end + 4);
  return words;
}

/** Whether a sentence ends after this word. */
export function endsSentence(word: Word): boolean {
  return /[.!?\n;]/.test(word.gap) && !/^\.\S/.test(word.gap.trimStart());
}

/** Whether the word is digits only. */
export function isDigits(word: Word): boolean {
  return /^\d+$/.test(word.text);
}
