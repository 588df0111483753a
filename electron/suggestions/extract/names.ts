import { isCommonWord } from '../lexicon/common-words.ts';
import { companyWords } from '../lexicon/company-words.ts';
import { capitalised } from '../normalise/capitalised.ts';
import type { Hearing } from '../reading/hearing.ts';
import { isBarred } from '../reading/secrets.ts';
import type { Turn } from '../reading/turns.ts';
import { endsSentence, type Word } from '../reading/words.ts';
import type { Heard } from './heard.ts';
import type { Told } from './told.ts';

const maxNameWords = 5;

/** The caller's name each time it was given, in order. */
export function namesIn(hearing: Hearing): Heard[] {
  // Where the agent is heard, a name by itself answers some question or other, and only the one for the name counts.
  const agentSpeaks = hearing.turns.some(({ by }) => by === 'agent');
  return hearing.turns.flatMap((turn) => {
    if (turn.by !== 'caller') return [];
    const told = introduced(turn) ?? answered(turn) ?? (agentSpeaks ? null : bare(turn));
    if (!told) return [];
    return toName(hearing, turn, told);
  });
}

function toName({ guarded }: Hearing, turn: Turn, told: Told): Heard[] {
  const first = turn.words[told.from];
  const last = turn.words[told.to - 1];
  if (!first || !last || isBarred(guarded.bars[turn.index] ?? [], first.start, last.end)) return [];
  if (told.to - told.from === 1 && guarded.secretWords.has(first.text)) return [];
  const { certainty, reasons } = told;
  const value = capitalised(turn.text.slice(first.start, last.end));
  return [
    {
      detail: 'name',
      value,
      turn: turn.index,
      start: first.start,
      end: last.end,
      certainty,
      reasons,
      resolvedFrom: null,
    },
  ];
}

/** "my name is …", "this is …", "name …", "… here". */
function introduced(turn: Turn): Told | null {
  const { words } = turn;
  for (let at = 0; at < words.length; at += 1) {
    const from = afterIntroduction(turn, at);
    if (from === null) continue;
    const to = nameEnd(words, from);
    if (to > from) return { from, to, certainty: 'certain', reasons: ['introduced as the name'] };
  }
  return named(turn) ?? greeted(turn);
}

/** "Hey, Noah Whitfield, Whitfield Academy": first and last name with capitals, right after the greeting. */
function greeted(turn: Turn): Told | null {
  const { words } = turn;
  let from = 0;
  while (from < 4 && /^(?:hi|hello|hey|good|morning|afternoon|evening|there|its|yes)$/.test(words[from]?.text ?? ''))
    from += 1;
  const to = nameEnd(words, from);
  const last = words[to - 1];
  const capitals = words.slice(from, to).every((word) => /^\p{Lu}\p{Ll}/u.test(turn.text.slice(word.start)));
  const ends = last && (/^[,.]/.test(last.gap) || /^(?:from|at|with|here|calling)$/.test(words[to]?.text ?? ''));
  if (turn.index > 3 || from === 0 || to - from < 2 || !capitals || !ends) return null;
  return { from, to, certainty: 'likely', reasons: ['given as the name at the start'] };
}

/** The index of the word a name may start at, where an introduction ends at `at`. */
function afterIntroduction(turn: Turn, at: number): number | null {
  const { words } = turn;
  const text = words[at]?.text ?? '';
  const next = words[at + 1]?.text ?? '';
  if (text === 'name' || text === 'names') {
    if (/^(?:of|number|on|in|for)$/.test(next)) return null;
    let from = at + 1;
    while (
      from < at + 6 &&
      /^(?:is|its|isw|was|changed|changes|to|has|have|been|now|will|be|should)$/.test(words[from]?.text ?? '')
    )
      from += 1;
    return from;
  }
  const opening = at <= 3;
  if (!opening) return null;
  if (text === 'this' && next === 'is') return at + 2;
  // "I am calling", "I'm broke": only what is written like a name, or stands alone, is one.
  const spoken = text === 'im' || (text === 'i' && next === 'am');
  if (!spoken) return null;
  const from = text === 'im' ? at + 1 : at + 2;
  const end = nameEnd(words, from);
  const name = words.slice(from, end);
  const capitals = name.length > 0 && name.every((word) => /^\p{Lu}/u.test(turn.text.slice(word.start)));
  const written = /\p{Lu}/u.test(turn.text.replace(/\bI\b/g, ''));
  const after = words[end]?.text;
  const last = name.at(-1);
  const alone =
    after === undefined ||
    (last && (endsSentence(last) || last.gap.includes(','))) ||
    /^(?:and|from|here|my|staying)$/.test(after) ||
    name.length === 2;
  const likely = capitals || (!written && alone);
  return likely && !/(?:ing|ed|ful|ian|ish|ly)$/.test(words[from]?.text ?? '') ? from : null;
}

/** "Sailesh is the name", "Leonard here", "John speaking". */
function named(turn: Turn): Told | null {
  const { words } = turn;
  let from = 0;
  while (/^(?:its|it|is|yes|sure|hi|hello)$/.test(words[from]?.text ?? '') && from < 3) from += 1;
  const to = nameEnd(words, from);
  if (to === from) return null;
  const rest = words
    .slice(to, to + 3)
    .map((word) => word.text)
    .join(' ');
  return /^(?:is (?:the|my) name|here|speaking)\b/.test(rest)
    ? { from, to, certainty: 'certain', reasons: ['introduced as the name'] }
    : null;
}

/** An answer to "may I have your name?". */
function answered(turn: Turn): Told | null {
  if (!turn.asked.includes('name')) return null;
  const { words } = turn;
  let from = 0;
  const its = words.slice(0, 4).findIndex((word) => /^(?:its|name)$/.test(word.text));
  if (its !== -1) from = its + 1;
  while (
    from < words.length &&
    /^(?:sure|yes|yeah|ok|okay|it|is|its|hi|hello|um|uh|the|my|name|well|oh|please)$/.test(words[from]?.text ?? '')
  )
    from += 1;
  const to = nameEnd(words, from);
  const last = words[to - 1];
  if (to === from || !last) return null;
  const after = words[to]?.text;
  const ends =
    after === undefined ||
    endsSentence(last) ||
    last.gap.includes(',') ||
    /^(?:and|my|please|account|ssn|thank|thanks|its|\d+)$/.test(after);
  return ends || to - from === 2
    ? { from, to, certainty: 'certain', reasons: ['answers the question for the name'] }
    : null;
}

/** A turn that is nothing but a name, or a name and a number. */
function bare(turn: Turn): Told | null {
  const { words } = turn;
  let from = 0;
  while (from < words.length && /^(?:yes|yeah|sure|ok|okay|its|ya|yah|certainly)$/.test(words[from]?.text ?? ''))
    from += 1;
  const to = nameEnd(words, from);
  if (to === from || to - from > 3) return null;
  if (words.slice(from, to).some((word) => companyWords.has(word.text))) return null;
  const after = words[to];
  const numbered =
    after !== undefined && /^(?:and|ssn|\d{3,}|card|credit|number|account|ac|acct|no|here|pin|last)$/.test(after.text);
  if (after !== undefined && !numbered) return null;
  return { from, to, certainty: 'unsure', reasons: ['a name by itself, not introduced'] };
}

/** Where a name that starts at a word ends: before everyday talk, digits or punctuation. */
function nameEnd(words: readonly Word[], from: number): number {
  let to = from;
  while (to < words.length && to < from + maxNameWords) {
    const word = words[to];
    if (!word || !isNameWord(word, to > from)) break;
    to += 1;
    if (word.gap.trim() !== '' && word.gap !== '. ' && word.gap !== '-') break;
    if (endsSentence(word) && word.text.length > 1) break;
  }
  const last = words[to - 1];
  // A lone letter is an initial only behind a name: "john f".
  return to > from && last && (to - from > 1 || last.text.length > 1) ? to : from;
}

function isNameWord(word: Word, later: boolean): boolean {
  if (!/^\p{L}[\p{L}\p{M}]*$/u.test(word.text)) return false;
  if (word.text.length === 1) return later && word.text !== 'i' && word.text !== 'a';
  return (
    !isCommonWord(word.text) ||
    (later &&
      /^(?:lee|king|black|white|brown|green|love|long|street|price|day|young|little|small|page|best|rich|strong|sharp)$/.test(
        word.text,
      ))
  );
}
