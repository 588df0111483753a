import type { DigitRun } from '../normalise/digits.ts';
import { endsSentence, type Word } from './words.ts';

/** What a number is, told by the words beside it. */
export type Label =
  | 'secret'
  | 'account'
  | 'policy'
  | 'claim'
  | 'order'
  | 'booking'
  | 'phone'
  | 'postal-code'
  | 'room'
  | 'date'
  | 'amount';

const wordsByLabel: Readonly<Record<Label, string>> = {
  secret:
    'ssn social ssno pin password passcode passwort cvv cvc cc card cards creditcard debitcard ending security sin pass digits digit digis last four lastfour secret otp',
  account: 'account ac acc acct acount accout accoumt accno acno customer user member membership client',
  policy: 'policy',
  claim: 'claim cliam calim',
  order: 'order tracking invoice ticket case reference ref',
  booking: 'booking confirmation reservation pnr record locator',
  phone: 'phone ph mobile cell telephone tel contact cellphone callback fax',
  'postal-code': 'zip zipcode zipcodes postcode postal pincode',
  room: 'room suite',
  date: 'date',
  amount: 'amount dollars dollar usd rs charge charged fee bill paid pay purchase',
};

const labelByWord = new Map<string, Label>();
for (const [label, words] of Object.entries(wordsByLabel)) {
  for (const word of words.split(' ')) labelByWord.set(word, label as Label);
}

/** Words that may stand between a label and its number: "ssn number is", "card no". */
const between = new Set(
  'number numbers no num nos nr id code is its was are of my the a an this that and in i used it would be should correct ends with on for as new to uh um sorry so here first only old current be name digits please one wrong above you can reach me at'.split(
    ' ',
  ),
);
/** Words that may stand between a number and its label behind it: "8883 this is my ssn number". */
const behind = new Set('this is my the are that was as for its s'.split(' '));

/** What the words before a stretch of digits, else those behind it, say it is; null where they say nothing. */
export function labelOf(words: readonly Word[], run: DigitRun): Label | null {
  return labelBefore(words, run.from) ?? labelBehind(words, run.to);
}

function labelBefore(words: readonly Word[], from: number): Label | null {
  for (let at = from - 1; at >= 0 && at >= from - 6; at -= 1) {
    const word = words[at];
    if (!word || (endsSentence(word) && at < from - 1)) return null;
    const label = labelByWord.get(word.text);
    if (label) return label === 'account' || label === 'phone' ? widened(words, at, label) : label;
    if (!between.has(word.text) && !/^\d{1,2}$/.test(word.text)) return null;
  }
  return null;
}

/** "account password 8545" and "account pin" are secrets, not accounts. */
function widened(words: readonly Word[], at: number, label: Label): Label {
  const next = words[at + 1];
  return next && labelByWord.get(next.text) === 'secret' ? 'secret' : label;
}

function labelBehind(words: readonly Word[], to: number): Label | null {
  const first = words[to - 1];
  if (!first || endsSentence(first)) return null;
  for (let at = to; at < words.length && at < to + 5; at += 1) {
    const word = words[at];
    if (!word) return null;
    const label = labelByWord.get(word.text);
    const passing = behind.has(word.text);
    if (label === 'account' || label === 'secret') return at > to || label === 'secret' ? label : null;
    if (label === 'amount') return at === to ? label : null;
    if (!passing) return null;
  }
  return null;
}
