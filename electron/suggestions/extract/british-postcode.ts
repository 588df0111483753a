import { spelledAt } from '../normalise/spelling.ts';
import type { Turn } from '../reading/turns.ts';
import type { Heard } from './heard.ts';

const filler = /^(?:um|uh|er|it|its|is|yes|yeah|sure|ok|okay|my|the|postcode|post|code|and|then|space|please|thanks)$/;
/** One or two letters, a digit, a letter or digit perhaps; then a digit and two letters. */
const form = /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/;

/** The postcode of an answer that is nothing else, written or spelled: "l u five 6 l z" is LU5 6LZ. */
export function britishPostcode(turn: Turn): Heard | null {
  if (!turn.asked.includes('postal-code')) return null;
  const said = turn.words.flatMap((word, at) => (filler.test(word.text) ? [] : [at]));
  const [from = 0] = said;
  let at = from;
  let text = '';
  while (at < turn.words.length) {
    const word = turn.words[at]?.text ?? '';
    const spelled = spelledAt(turn.words, at);
    if (spelled) text += spelled.text;
    else if (/^[a-z\d]{2,4}$/.test(word) && /\d/.test(word)) text += word;
    else if (text !== '' && /^[a-z]{2}$/.test(word)) text += word;
    else if (!filler.test(word)) return null;
    at += spelled?.used ?? 1;
  }
  const code = form.exec(text.toUpperCase());
  const first = turn.words[from];
  const last = turn.words.at(-1);
  if (!code || !first || !last) return null;
  return {
    detail: 'postal-code',
    value: `${code[1]} ${code[2]}`,
    turn: turn.index,
    start: first.start,
    end: last.end,
    certainty: 'likely',
    reasons: ['answers the question for the postcode'],
    resolvedFrom: null,
  };
}
