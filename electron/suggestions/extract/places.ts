import { isCommonWord } from '../lexicon/common-words.ts';
import { stateByName, stateCodes } from '../lexicon/places.ts';
import type { Hearing } from '../reading/hearing.ts';
import type { Turn } from '../reading/turns.ts';
import type { Word } from '../reading/words.ts';
import { britishPostcode } from './british-postcode.ts';
import type { Heard } from './heard.ts';

/** The city, state and postal code of somebody who wants to know what they can get where they live. */
export function placesIn({ turns, guarded }: Hearing): Heard[] {
  return turns.flatMap((turn) => {
    if (turn.by !== 'caller') return [];
    const postcode = britishPostcode(turn);
    if (postcode) return [postcode];
    const code = (guarded.numbers[turn.index] ?? []).find(
      ({ label, digits }) => label === 'postal-code' || (label === null && digits.length >= 5 && digits.length <= 7),
    );
    const found: Heard[] = [];
    if (code) {
      const { start, end, digits, label } = code;
      const named = label === 'postal-code';
      const reasons = [named ? 'given as a postal code' : 'has the length of a postal code'];
      found.push({
        ...base(turn),
        detail: 'postal-code',
        value: digits,
        start,
        end,
        certainty: named ? 'certain' : 'likely',
        reasons,
      });
    }
    return [...found, ...placeNames(turn, code?.from ?? null)];
  });
}

function base(turn: Turn): Pick<Heard, 'turn' | 'resolvedFrom'> {
  return { turn: turn.index, resolvedFrom: null };
}

/** "my city is …", or the words right before the postal code, or a turn of a word or two that is nothing else. */
function placeNames(turn: Turn, code: number | null): Heard[] {
  const { words } = turn;
  const named = words.findIndex((word) => word.text === 'city' || word.text === 'town');
  const to = end(words, code ?? words.length);
  let from = named === -1 || named >= to - 1 ? startBefore(words, to) : named + 1;
  while (from < to && filler.has(words[from]?.text ?? '')) from += 1;
  const stop = words.findIndex(
    (word, at) =>
      at >= from &&
      at < to &&
      (filler.has(word.text) || (isCommonWord(word.text) && !/^(?:new|city)$/.test(word.text))),
  );
  const own = words.slice(from, stop === -1 ? to : stop);
  const sure = named !== -1 || code !== null;
  if (own.length === 0 || own.length > 4 || (!sure && own.length !== words.length)) return [];
  return split(turn, own, sure);
}

const filler = new Set(
  'is name the and zip code zipcode my in its it i am im live staying located from at to of'.split(' '),
);

function end(words: readonly Word[], code: number): number {
  let to = code;
  while (to > 0 && filler.has(words[to - 1]?.text ?? '')) to -= 1;
  return to;
}

function startBefore(words: readonly Word[], to: number): number {
  let from = to;
  while (from > 0 && isPlaceWord(words[from - 1])) from -= 1;
  return from;
}

function isPlaceWord(word: Word | undefined): boolean {
  return (
    word !== undefined &&
    /^\p{L}+$/u.test(word.text) &&
    !filler.has(word.text) &&
    (!isCommonWord(word.text) || /^(?:new|city|st)$/.test(word.text))
  );
}

function split(turn: Turn, own: readonly Word[], sure: boolean): Heard[] {
  const last = own.at(-1);
  const code =
    last && own.length > 1
      ? (stateByName.get(last.text) ?? (stateCodes.has(last.text) ? last.text.toUpperCase() : null))
      : null;
  const city = code ? own.slice(0, -1) : own;
  const first = city[0];
  const final = city.at(-1);
  if (!first || !final || !last) return [];
  const certainty = sure ? 'likely' : 'unsure';
  const reasons = [sure ? 'named with the postal code or as the city' : 'a place by itself'];
  const cityHeard: Heard = {
    ...base(turn),
    detail: 'city',
    value: turn.text.slice(first.start, final.end),
    start: first.start,
    end: final.end,
    certainty,
    reasons,
  };
  if (!code) return [cityHeard];
  return [
    cityHeard,
    { ...base(turn), detail: 'state', value: code, start: last.start, end: last.end, certainty, reasons },
  ];
}
