import { isCommonWord } from '../lexicon/common-words.ts';
import type { Hearing } from '../reading/hearing.ts';
import type { Turn } from '../reading/turns.ts';
import { endsSentence, type Word } from '../reading/words.ts';
import type { Heard } from './heard.ts';

const knownProducts = new Set(
  'skype outlook excel chrome firefox safari zoom slack whatsapp facebook instagram antivirus avast photoshop salesforce dropbox gmail iphone ipad macbook android'.split(
    ' ',
  ),
);
const leadIn = new Set('my the with in of on using use your through'.split(' '));
const tail = new Set(
  'app apps application software softwares softweare program account messenger service services website site'.split(
    ' ',
  ),
);
const services = new Set('internet cable broadband phone tv television wifi fiber landline'.split(' '));
const adjectives = /^(?:new|old|own|computer|mobile|company|current|entire|whole)$/;

function spanOf(turn: Turn, words: readonly Word[], rest: Pick<Heard, 'detail' | 'certainty' | 'reasons'>): Heard[] {
  const first = words[0];
  const last = words.at(-1);
  if (!first || !last) return [];
  const value = turn.text.slice(first.start, last.end);
  return [{ ...rest, value, turn: turn.index, start: first.start, end: last.end, resolvedFrom: null }];
}

/** The product a caller has trouble with, as they call it. */
export function productsIn({ turns }: Hearing): Heard[] {
  return turns.flatMap((turn) => {
    if (turn.by !== 'caller') return [];
    const { words } = turn;
    const known = words.findIndex((word, at) => knownProducts.has(word.text) || isOffice(words, at));
    if (known !== -1) {
      const from =
        words[known - 1]?.text === 'google' || /^(?:ms|microsoft)$/.test(words[known - 1]?.text ?? '')
          ? known - 1
          : known;
      const to = known + 1 + Number(/^(?:365|xp|1[01]|[78])$/.test(words[known + 1]?.text ?? ''));
      return spanOf(turn, words.slice(from, to), {
        detail: 'product',
        certainty: 'likely',
        reasons: ['a product the caller names'],
      });
    }
    const named = beforeTail(words);
    return named
      ? spanOf(turn, named, { detail: 'product', certainty: 'unsure', reasons: ['named where a product would be'] })
      : [];
  });
}

/** "ms word", "office 365": everyday words but for what stands beside them. */
function isOffice(words: readonly Word[], at: number): boolean {
  const word = words[at]?.text ?? '';
  if (/^(?:word|office|windows|teams)$/.test(word)) {
    return (
      /^(?:ms|microsoft)$/.test(words[at - 1]?.text ?? '') || /^(?:365|xp|1[01]|[78])$/.test(words[at + 1]?.text ?? '')
    );
  }
  return false;
}

/** "my hike messenger", "the payroll app". */
function beforeTail(words: readonly Word[]): readonly Word[] | null {
  const at = words.findIndex((word, index) => index > 1 && tail.has(word.text));
  if (at === -1) return null;
  let from = at;
  while (from > 0 && from > at - 3 && isProductWord(words[from - 1])) from -= 1;
  const before = words[from - 1];
  return from < at && before && leadIn.has(before.text) ? words.slice(from, at) : null;
}

function isProductWord(word: Word | undefined): boolean {
  return (
    word !== undefined &&
    !endsSentence(word) &&
    !leadIn.has(word.text) &&
    !adjectives.test(word.text) &&
    !isCommonWord(word.text)
  );
}

/** The service a caller wants to buy. */
export function interestsIn({ turns }: Hearing): Heard[] {
  return turns.flatMap((turn) => {
    const found = turn.by === 'caller' ? turn.words.find((word) => services.has(word.text)) : undefined;
    return found
      ? spanOf(turn, [found], { detail: 'product', certainty: 'likely', reasons: ['a service the caller names'] })
      : [];
  });
}

const size = /\b\d{1,4} ?(?:gb|mb|tb|gbps|mbps|gig|gigs)\b/i;
const tier = /\b(?:basic|standard|premium|platinum|gold|silver|family|business|unlimited) (?:plan|package)\b/i;

/** The plan a caller asks for: "10 gb", "premium plan". */
export function plansIn({ turns }: Hearing): Heard[] {
  return turns.flatMap((turn) => {
    const match = turn.by === 'caller' ? (size.exec(turn.text) ?? tier.exec(turn.text)) : null;
    if (!match) return [];
    const span = { value: match[0], turn: turn.index, start: match.index, end: match.index + match[0].length };
    return [
      {
        detail: 'plan' as const,
        ...span,
        certainty: 'likely' as const,
        reasons: ['a plan the caller names'],
        resolvedFrom: null,
      },
    ];
  });
}

const cardType = /\b(credit|debit)(?= ?(?:card|crd))/i;
/** Whether it is a credit card or a debit card. */
export function cardTypesIn({ turns }: Hearing): Heard[] {
  return turns.flatMap((turn) => {
    const match = turn.by === 'caller' ? cardType.exec(turn.text) : null;
    if (!match) return [];
    const span = {
      value: match[0].toLowerCase(),
      turn: turn.index,
      start: match.index,
      end: match.index + match[0].length,
    };
    return [
      {
        detail: 'card-type' as const,
        ...span,
        certainty: 'likely' as const,
        reasons: ['the kind of card named'],
        resolvedFrom: null,
      },
    ];
  });
}

const clock = /\b(?:1[0-2]|0?[1-9])(?::[0-5]\d)? ?[ap]\.?m\b\.?|\bnoon\b|\bmidnight\b|\b(?:[01]?\d|2[0-3]):[0-5]\d\b/i;
/** The time of day a caller wants something at. */
export function preferredTimesIn({ turns }: Hearing): Heard[] {
  return turns.flatMap((turn) => {
    const match = turn.by === 'caller' ? clock.exec(turn.text.slice(0, 1_000)) : null;
    if (!match) return [];
    const span = { value: match[0], turn: turn.index, start: match.index, end: match.index + match[0].length };
    return [
      {
        detail: 'preferred-time' as const,
        ...span,
        certainty: 'likely' as const,
        reasons: ['the time the caller asks for'],
        resolvedFrom: null,
      },
    ];
  });
}
