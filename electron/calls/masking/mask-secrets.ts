import type { MaskedSpan } from '../../../shared/model/utterance.ts';
import { findAccessTokens } from './access-tokens.ts';
import { type Asked, nothingAsked } from './asked-secrets.ts';
import { type FoundCard, findCards } from './card-numbers.ts';
import { findNumberRuns, type NumberRun } from './number-runs.ts';
import { findLabels, type Label, type SecretQuestion } from './secret-labels.ts';
import { findWordSecrets } from './word-secrets.ts';

/** What the turns before have led up to. */
export type MaskingContext = {
  /** Asked for by the other one, or announced by the same one, and not said yet. */
  asked: Asked;
  /** Digits of secrets said before in the call: repeated, they are masked again. */
  known: ReadonlyMap<string, MaskedSpan['kind']>;
  /** The turn is not complete: what may become a secret is masked as well. */
  partial: boolean;
  /** Nobody but the caller was heard so far: what was asked can only be guessed. */
  oneSided: boolean;
  /** The agent asked for a PIN before, and has not got it. */
  pinOwed: boolean;
  /** A card was spoken of: a number as long as a card's is one, though a digit was misheard. */
  cardTalk: boolean;
  /** The call is about money or an account with somebody who asks who is calling. */
  moneyTalk: boolean;
  /** Said by the agent, who may name the last four digits of a card. */
  byAgent: boolean;
};

/** A text by itself. */
export const noContext: MaskingContext = {
  asked: nothingAsked,
  known: new Map(),
  partial: false,
  oneSided: false,
  pinOwed: false,
  cardTalk: false,
  moneyTalk: false,
  byAgent: false,
};

/** A text without its secrets, as long as it was, and what was taken out of it. */
export type MaskedText = { text: string; masked: MaskedSpan[] };

/** How far from a number a word may stand that says what it is. */
const reach = 80;
/** A password is talked about at length; it is said only right behind its name. */
const passwordReach = 16;
/** In a turn that goes on, as many digits as may be shown of any card (the first six and the last four). */
export const mostPartialDigits = 10;

/** Masks card numbers, security codes, social security numbers, PINs and passwords: a `•` for each character. */
export function maskSecrets(text: string, context: MaskingContext = noContext): MaskedText {
  const labels = findLabels(text);
  const runs = findNumberRuns(text).flatMap((run) => outsideLabels(run, labels) ?? []);
  const spans = [
    ...runs.flatMap((run) => secretsInRun(run, labels, text, context)),
    ...findAccessTokens(text),
    ...findWordSecrets(text, labels, context.asked),
  ];
  return cover(text, spans);
}

/** Puts dots over the spans of a text. */
export function cover(text: string, spans: readonly MaskedSpan[]): MaskedText {
  const masked: MaskedSpan[] = [];
  for (const span of [...spans].sort((one, other) => one.start - other.start || other.end - one.end)) {
    const before = masked.at(-1);
    if (!before || span.start >= before.end) masked.push({ ...span });
    else before.end = Math.max(before.end, span.end);
  }
  let reached = 0;
  const parts: string[] = [];
  for (const { start, end } of masked) {
    parts.push(text.slice(reached, start), '•'.repeat(end - start));
    reached = end;
  }
  parts.push(text.slice(reached));
  return { text: parts.join(''), masked };
}

// The four of "the last four" is part of the question, not of the number.
function outsideLabels(run: NumberRun, labels: readonly Label[]): NumberRun | null {
  const tokens = run.tokens.filter((token) => (lastBefore(labels, token.end)?.end ?? 0) <= token.start);
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (tokens.length === run.tokens.length || !first || !last) return last ? run : null;
  return { start: first.start, end: last.end, digits: tokens.map((token) => token.digits).join(''), tokens };
}

function secretsInRun(run: NumberRun, labels: readonly Label[], text: string, context: MaskingContext): MaskedSpan[] {
  const whole = (kind: MaskedSpan['kind'] | null): MaskedSpan[] =>
    kind ? [{ start: run.start, end: run.end, kind }] : [];
  const repeated = context.known.get(run.digits);
  if (repeated) return whole(repeated);
  const label = labelOf(run, labels, text);
  const isReadable = label ? label.means === null : context.asked.readable;
  const isInternational = /(?:\+|\bplus )\s*$/i.test(text.slice(Math.max(0, run.start - 6), run.start));
  if (!isInternational) {
    const cards = findCards(run).filter((card) => card.ofKnownBrand || !isReadable);
    if (cards.length > 0) return [...cards.map(cardSpan), ...codeBehind(run, cards)];
    if (isSsnForm(text, run)) return whole('ssn');
    if (!isReadable && (looksLikeCard(run, context) || mayBecomeCard(run, text, context))) return whole('card-number');
  }
  if (isMeasure(text.slice(Math.max(0, run.start - 4), run.start), text.slice(run.end, run.end + 14))) return [];
  if (label) return whole(kindNamed(label, run, context));
  return isInternational ? [] : whole(kindAsked(run, text, context));
}

function cardSpan({ start, end }: FoundCard): MaskedSpan {
  return { start, end, kind: 'card-number' };
}

// "4242 4242 4242 4242 314": what follows a card number in one breath is its expiry date or its security code.
function codeBehind(run: NumberRun, cards: readonly FoundCard[]): MaskedSpan[] {
  const rest = run.tokens.filter((token) => token.start >= (cards.at(-1)?.end ?? 0));
  const [first, last] = [rest[0], rest.at(-1)];
  return first && last ? [{ start: first.start, end: last.end, kind: 'cvv' }] : [];
}

// Four groups of four are a card's, whatever its check digit says: machines mishear digits.
function looksLikeCard({ digits, tokens }: NumberRun, { cardTalk, oneSided, moneyTalk }: MaskingContext): boolean {
  if (digits.length === 16 && tokens.length === 4 && tokens.every((token) => token.digits.length === 4)) return true;
  return (cardTalk || (oneSided && moneyTalk)) && (digits.length === 15 || digits.length === 16);
}

function mayBecomeCard(run: NumberRun, text: string, { partial }: MaskingContext): boolean {
  return partial && run.digits.length > mostPartialDigits && isAtEnd(run, text);
}

function isSsnForm(text: string, run: NumberRun): boolean {
  return (
    run.digits.length === 9 && /^(?!000|666|9)\d{3}-(?!00)\d\d-(?!0000)\d{4}$/.test(text.slice(run.start, run.end))
  );
}

// The word that says what a number is stands before it; only "314 is the CVV" has it behind.
function labelOf(run: NumberRun, labels: readonly Label[], text: string): Label | null {
  const before = lastBefore(labels, run.start);
  const isNear =
    before && run.start - before.end <= (kindOf(before.means ?? 'pin') === 'password' ? passwordReach : reach);
  if (isNear) return before;
  const behind = /^(?:\s*,)?\s*(?:is|was|as|for)\s+(?:my|the|your|a)\s+/i.exec(text.slice(run.end, run.end + 30));
  if (!behind) return null;
  const at = run.end + behind[0].length;
  const after = lastBefore(labels, at + 1);
  return after && after.start === at ? after : null;
}

// Labels are in order, and a text may hold a hundred thousand of them.
function lastBefore(labels: readonly Label[], position: number): Label | null {
  let [low, high] = [0, labels.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((labels[middle]?.start ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return labels[low - 1] ?? null;
}

function isMeasure(before: string, after: string): boolean {
  if (/(?:[$£€₹#/]|\d:)\s*$/.test(before) || /^\s?(?:[/%]|:\d)/.test(after)) return true;
  return /^[\s-]*(?:dollars?|bucks|pounds?|euros?|rupees|cents?|usd|eur|gbp|percent|am|pm|a\.m|p\.m|o['’]?clock|hours?|hrs?|minutes?|mins?|days?|weeks?|months?|years?|digits?|people|persons?|times?|points?|gb|mb|st|nd|rd|th)\b/i.test(
    after,
  );
}

function fits(
  means: SecretQuestion,
  run: NumberRun,
  { alone, partial }: { alone: boolean; partial: boolean },
): MaskedSpan['kind'] | null {
  const length = run.digits.length;
  const [least, most] = lengths[means];
  if (length > most) return null;
  // Beside other questions a number answers one of them: of all lengths, only the usual ones are taken for the secret.
  if (!alone && means === 'pin' && length > 6) return null;
  if (!alone && means === 'card-number' && length > 4 && length < 11) return null;
  if (length >= least) return kindOf(means);
  return partial || (alone && length >= 2) ? kindOf(means) : null;
}

/** Fewest and most digits of what may be said to a question. */
const lengths: Record<SecretQuestion, readonly [number, number]> = {
  'card-number': [4, 19],
  cvv: [3, 4],
  ssn: [4, 9],
  pin: [4, 8],
  password: [3, 20],
  'security-answer': [4, 12],
};

/** The kind of secret that the answer to a question is. */
function kindOf(means: SecretQuestion): MaskedSpan['kind'] {
  return means === 'security-answer' ? 'password' : means;
}

function kindNamed({ means }: Label, run: NumberRun, { byAgent, partial }: MaskingContext): MaskedSpan['kind'] | null {
  if (means === null || (means === 'card-number' && byAgent && run.digits.length < 11)) return null;
  return fits(means, run, { alone: false, partial });
}

function kindAsked(run: NumberRun, text: string, context: MaskingContext): MaskedSpan['kind'] | null {
  const { asked, partial } = context;
  for (const means of asked.secrets) {
    const kind = fits(means, run, { alone: asked.alone, partial });
    if (kind) return kind;
  }
  const isBareFour = run.digits.length === 4 && run.tokens.length <= 4 && !isDated(text, run);
  if (!isBareFour) return null;
  if (context.pinOwed && (isAlone(run, text) || (text.length <= 300 && recalling.test(text)))) return 'pin';
  // One side of a call only: four digits and nothing else, or behind a name, are what callers are identified by.
  return context.oneSided && context.moneyTalk && isTerse(text, run) ? 'pin' : null;
}

const recalling = /\b(?:remember(?:ed)?|found|might|maybe|either|try|think|actually|wait)\b/i;
const dated =
  /\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]{2,6})?\b|\d(?:st|nd|rd|th)\b|\b(?:from|to|no|number|of|ends?)\b|\d\s?[-/.]\s?\d/i;

// "joe albert 4215" and "3454 and 5454 2875 3543 5435", but not "3432 Linden Lane".
function isTerse(text: string, run: NumberRun): boolean {
  return text.length <= 60 && text.replaceAll(/[^\p{L}]+/gu, '').length <= 20 && !/\p{L}{4}/u.test(text.slice(run.end));
}

// Looks at a few characters only: a text may hold a hundred thousand numbers and end in half a megabyte of blanks.
function isAtEnd(run: NumberRun, text: string): boolean {
  return text.length - run.end < 40 && text.slice(run.end).trim() === '';
}

function isAlone(run: NumberRun, text: string): boolean {
  return text.length - (run.end - run.start) <= 2;
}

function isDated(text: string, run: NumberRun): boolean {
  return /^(?:19\d\d|20[0-3]\d)$/.test(run.digits) || (text.length < 200 && dated.test(text));
}
