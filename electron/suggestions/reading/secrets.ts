import { isCommonWord } from '../lexicon/common-words.ts';
import { streetWords } from '../lexicon/places.ts';
import { type DigitRun, digitRuns } from '../normalise/digits.ts';
import type { Topic } from './asked.ts';
import { type Label, labelBefore, labelBehind } from './labels.ts';
import type { Turn } from './turns.ts';
import { endsSentence, type Word } from './words.ts';

/** A number somebody said, and what the words beside it or the question before it say it is. */
export type SaidNumber = DigitRun & {
  start: number;
  end: number;
  label: Label | null;
  /** It goes on with the number the caller's turn before broke off in. */
  continues: boolean;
};

/** A span that no value and no quote may touch. */
export type Bar = { start: number; end: number };

/** The numbers and the barred spans of each turn, and every secret's digits. */
export type Guarded = {
  numbers: readonly (readonly SaidNumber[])[];
  bars: readonly (readonly Bar[])[];
  secretDigits: ReadonlySet<string>;
  /** Words told as a secret, such as a mother's maiden name. */
  secretWords: ReadonlySet<string>;
  /** Where a secret word is said again: not to be quoted, though it may be part of a name. */
  echoes: readonly (readonly Bar[])[];
  /** Whether the call is about a bank's matters, where an unnamed number may be anything. */
  banking: boolean;
};

const labelByTopic: Partial<Record<Topic, Label>> = {
  'account-number': 'account',
  'policy-number': 'policy',
  'claim-number': 'claim',
  'order-number': 'order',
  phone: 'phone',
  'postal-code': 'postal-code',
  'room-number': 'room',
  amount: 'amount',
};

const secretAnswer = /\b(?:maiden name|password|passcode|passwort|pass code|security answer|pet(?:'?s name)?)\b/i;
const secretWord = /^(?:password|passcode|passwort|maiden)$/;
/** "the password is wrong" tells none. */
const aboutSecret = /^(?:wrong|incorrect|invalid|expired|locked|right|correct|reset|not|a|the|too|still|what|that)$/;
const toldBy = new Set(['is', 'was', 'are', 'name', 'the', 'my', 'its', 'number', 'no']);

/**
 * Finds what must never reach a field. Masking at intake is the first line; this is the second, and stricter: a number
 * nobody named, given where identity is being checked, is barred as well.
 */
export function guard(turns: readonly Turn[]): Guarded {
  const numbers: SaidNumber[][] = [];
  const bars: Bar[][] = [];
  const secretDigits = new Set<string>();
  const secretWords = new Set<string>();
  // Where callers prove who they are with numbers, a number nobody named is taken for such a proof.
  const identity = speaksOf(turns, identityWords);
  let secretAsked = false;
  let open: Open | null = null;
  for (const turn of turns) {
    if (turn.by === 'agent' && turn.words.some((word) => secretAnswer.test(word.text))) secretAsked = true;
    if (turn.asked.includes('secret')) secretAsked = true;
    const said = digitRuns(turn.words).map((run) => labelled(turn, run));
    if (turn.by === 'caller') open = carryOn(said, { turn, open });
    else if (turn.words.length > 4) open = null;
    const barred = said.filter((number) => isSecret(number, { turn, secretAsked, identity }));
    for (const number of barred) if (number.digits.length >= 4) secretDigits.add(number.digits);
    numbers.push(said.filter((number) => !barred.includes(number)));
    const told = wordsToldAsSecret(turn);
    for (const word of told) if (word.text.length >= 3 && !isCommonWord(word.text)) secretWords.add(word.text);
    bars.push(
      [...barred.map((number) => withLabel(turn.words, number)), ...maskedWords(turn.words), ...told].map(
        ({ start, end }) => ({ start, end }),
      ),
    );
  }
  numbers.forEach((said, index) => {
    const repeated = said.filter(({ digits }) => holdsSecret(digits, secretDigits));
    bars[index]?.push(...repeated.map(({ start, end }) => ({ start, end })));
    numbers[index] = said.filter((number) => !repeated.includes(number));
  });
  // The answer to a security question may be part of the caller's own name.
  const answersAsked = turns.some(({ by, text }) => by === 'agent' && nameAnswer.test(text.slice(0, 400)));
  const echoes = turns.map(({ words }) =>
    words.filter((word, at) => secretWords.has(word.text) || (answersAsked && followsName(words, at))),
  );
  return { numbers, bars, secretDigits, secretWords, echoes, banking: speaksOf(turns, bankWords) };
}

/** Whether digits hold a secret, be it as a part: an account number that ends in the SSN just given. */
export function holdsSecret(digits: string, secretDigits: ReadonlySet<string>): boolean {
  for (const secret of secretDigits) if (digits.includes(secret)) return true;
  return false;
}

/** Whether a span touches a barred one. */
export function isBarred(bars: readonly Bar[], start: number, end: number): boolean {
  return bars.some((bar) => bar.start < end && start < bar.end);
}

function labelled(turn: Turn, run: DigitRun): SaidNumber {
  const start = turn.words[run.from]?.start ?? 0;
  const end = turn.words[run.to - 1]?.end ?? start;
  const before = turn.words[run.from - 1];
  // "claim number is CLM 4471": the letters belong to the number.
  const prefixed = before !== undefined && /^[a-z]{2,4}$/.test(before.text) && !isCommonWord(before.text);
  const said =
    labelBefore(turn.words, run.from) ??
    (prefixed ? labelBefore(turn.words, run.from - 1) : null) ??
    labelBehind(turn.words, run.to);
  const label = '$£€₹'.includes(turn.text[start - 1] ?? ' ') ? 'amount' : (said ?? labelAsked(turn, run));
  // An account number is never as short as "2 accounts".
  return { ...run, start, end, label: label === 'account' && run.digits.length < 4 ? null : label, continues: false };
}

/** A number that a turn ended in and that is not complete yet. */
type Open = { label: Label; length: number };
const completeLength: Partial<Record<Label, number>> = { phone: 10, 'postal-code': 5, secret: 16 };

/** Marks a number that goes on with the one the turn before ended in: "two four five" - "four nine six". */
function carryOn(said: SaidNumber[], { turn, open }: { turn: Turn; open: Open | null }): Open | null {
  const [first] = said;
  let length = 0;
  const alone = first && first.from <= 1 && first.to === turn.words.length;
  if (open && alone && (first.label === null || first.label === open.label)) {
    const whole = open.length + first.digits.length;
    if (whole <= (completeLength[open.label] ?? 0) + 1) {
      first.label = open.label;
      first.continues = true;
      length = open.length;
    }
  }
  const last = said.at(-1);
  if (!last || last.to < turn.words.length || last.label === null)
    return said.length === 0 && turn.words.length <= 2 ? open : null;
  const total = (last === first ? length : 0) + last.digits.length;
  const complete = completeLength[last.label];
  return complete !== undefined && total < complete ? { label: last.label, length: total } : null;
}

/** An answer to one question is what was asked; where several things were asked, the order is not relied on. */
function labelAsked(turn: Turn, run: DigitRun): Label | null {
  const labels = turn.asked.map((topic) => labelByTopic[topic]).filter((label) => label !== undefined);
  const [first] = labels;
  if (first === undefined) return null;
  if (turn.asked.includes('secret') && run.digits.length <= 6) return 'secret';
  return labels.length === 1 ? first : null;
}

type Situation = { turn: Turn; secretAsked: boolean; identity: boolean };

function isSecret(number: SaidNumber, { turn, secretAsked, identity }: Situation): boolean {
  const { digits, label } = number;
  if (label === 'secret') return digits.length > 2;
  if (digits.length >= 13 && digits.length <= 19 && (label !== 'account' || isCard(digits))) return true;
  if (label !== null || isMailbox(turn, number)) return false;
  const shortAnswer = digits.length >= 3 && digits.length <= 6;
  if (turn.asked.length === 1 && turn.asked[0] === 'secret') return digits.length > 2;
  if (secretAsked && shortAnswer) return true;
  return identity && digits.length === 4 && !looksLikeYear(number) && !isHouseNumber(turn.words, number);
}

/** "dana 1234 gmailcom", "1234@example.org". */
function isMailbox({ text, words }: Turn, number: SaidNumber): boolean {
  return text[number.end] === '@' || /mail|yahoo|aol|outlook/.test(words[number.to]?.text ?? '');
}

function isCard(digits: string): boolean {
  return passesLuhn(digits) && (digits.length >= 15 || /^[3-6]/.test(digits));
}

function looksLikeYear(number: SaidNumber): boolean {
  return /^(?:19|20)\d\d$/.test(number.digits) && number.from > 0;
}

/** A street follows, or "address" leads to it. */
function isHouseNumber(words: readonly Word[], number: SaidNumber): boolean {
  const behind = words.slice(number.to, number.to + 6);
  const street = behind.findIndex(({ text }) => streetWords.has(text));
  const next = behind[0];
  if (!next || !/^\p{L}{2,}$/u.test(next.text)) return false;
  if (street > 0 || (street === 0 && next.text.length > 2)) return true;
  if (/^(?:and|this|is|my|ac|no|yes|ssn|card|account)$/.test(next.text)) return false;
  const led = words.slice(Math.max(0, number.from - 4), number.from).some(({ text }) => /^add?ress$/.test(text));
  return led || number.from === 0;
}

const ofSecret =
  /^(?:my|is|was|the|and|number|no|a|card|credit|debit|ssn|social|security|pin|cvv|cvc|code|password|with|its|are|last|four|digits|of)$/;

/** A barred number with the words that announce it: "and my ssn is 078…". */
function withLabel(words: readonly Word[], number: SaidNumber): Bar {
  let from = number.from;
  if (number.label === 'secret')
    while (from > 0 && from > number.from - 6 && ofSecret.test(words[from - 1]?.text ?? '')) from -= 1;
  return { start: words[from]?.start ?? number.start, end: number.end };
}

const bankWords = /^(?:bank|banks|credit|debit|card|cards|balance|ssn|checking|savings)$/;
const identityWords =
  /^(?:bank|banks|credit|debit|card|cards|balance|ssn|checking|savings|social|insurance|claim|address|adress)$/;

function speaksOf(turns: readonly Turn[], pattern: RegExp): boolean {
  return turns.some(({ by, words }) => by === 'caller' && words.some(({ text }) => pattern.test(text)));
}

function maskedWords(words: readonly Word[]): Word[] {
  return words.filter((word) => word.text.includes('•'));
}

const nameAnswer = /\b(?:maiden name|security answer)\b/i;

function followsName(words: readonly Word[], at: number): boolean {
  const before = words.slice(Math.max(0, at - 3), at).map(({ text }) => text);
  return /\bname is(?: \w+)?$/.test(before.join(' ')) && !isCommonWord(words[at]?.text ?? '');
}

/** "password is tulip", or the answer to a security question. */
function wordsToldAsSecret(turn: Turn): Word[] {
  const told: Word[] = [];
  if (turn.by === 'caller' && turn.asked.length > 0 && turn.asked.every((topic) => topic === 'secret')) {
    const stop = turn.words.findIndex(endsSentence);
    const answer = turn.words.slice(0, stop === -1 ? undefined : stop + 1);
    if (answer.length <= 5) told.push(...answer);
  }
  turn.words.forEach((word, at) => {
    if (!secretWord.test(word.text)) return;
    let next = at + 1;
    while (next < at + 4 && toldBy.has(turn.words[next]?.text ?? '')) next += 1;
    const secret = turn.words[next];
    if (secret && next > at + 1 && !aboutSecret.test(secret.text)) told.push(secret);
  });
  return told;
}

/** The check digit of payment cards. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
