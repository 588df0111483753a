import { endsSentence, type Word } from './words.ts';

/** What a number is, told by the words beside it. */
export type Label =
  | 'secret'
  | 'account'
  | 'policy'
  | 'claim'
  | 'order'
  | 'invoice'
  | 'case'
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
  order: 'order tracking',
  invoice: 'invoice',
  case: 'case ticket reference ref incident',
  booking: 'booking confirmation reservation pnr record locator',
  phone: 'plus phone ph mobile cell telephone tel contact cellphone callback fax',
  'postal-code': 'zip zipcode zipcodes postcode postal pincode',
  room: 'room suite',
  date: 'date',
  amount: 'amount dollars dollar usd rs charge charges charged fee bill paid pay purchase',
};

const labelByWord = new Map<string, Label>();
for (const [label, words] of Object.entries(wordsByLabel)) {
  for (const word of words.split(' ')) labelByWord.set(word, label as Label);
}

/** Words that may stand between a label and its number: "ssn number is", "card no". */
const between = setOf(
  'number numbers no num nos nr id code name is its was are an a uh um so would be should correct new here one wrong above the to above first',
);
/** A secret is looked for farther: "the last four digits of my social that you have are". */
const betweenSecret = setOf(
  'of my this that and in i used it ends with on for as sorry only old current digits please you can have are use our your i think either or',
);
const betweenAmount = setOf('of for as to was were is are by the me about around only');
/** Words that may stand between a number and its label behind it: "8883 this is my ssn number". */
const behind = setOf('this is my the are that was as for its s');
const currency = setOf('dollars dollar usd rs bucks pounds euros rupees');

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

/** What the words right before a number say it is; null where they say nothing. */
export function labelBefore(words: readonly Word[], from: number): Label | null {
  let plain = true;
  for (let at = from - 1; at >= 0 && at >= from - 7; at -= 1) {
    const word = words[at];
    if (!word || (endsSentence(word) && at < from - 1)) return null;
    const label = labelByWord.get(word.text);
    if (label) return admitted(words, { at, from, label, plain });
    const close = between.has(word.text) || /^\d{1,2}$/.test(word.text);
    plain &&= close;
    if (!close && !betweenSecret.has(word.text) && !betweenAmount.has(word.text)) return null;
  }
  return null;
}

type Candidate = { at: number; from: number; label: Label; plain: boolean };

/** "account password 8545" is a secret, not an account; other labels stand close to their number. */
function admitted(words: readonly Word[], { at, from, label, plain }: Candidate): Label | null {
  if (label === 'secret') return label;
  const next = words[at + 1];
  if (label === 'account' && next && at + 1 < from && labelByWord.get(next.text) === 'secret') return 'secret';
  // "card no is ac 4856…": whatever it is called last, it is a card's.
  const ofCard = label === 'account' && words.slice(Math.max(0, at - 3), at).some(({ text }) => /^cards?$/.test(text));
  if (ofCard) return 'secret';
  if (label !== 'amount') return plain ? label : null;
  return words.slice(at + 1, from).every((word) => betweenAmount.has(word.text)) ? label : null;
}

/** What the words right behind a number say it is: "8883 this is my ssn number", "72 dollars". */
export function labelBehind(words: readonly Word[], to: number): Label | null {
  const last = words[to - 1];
  if (!last || endsSentence(last)) return null;
  if (currency.has(words[to]?.text ?? '')) return 'amount';
  for (let at = to; at < words.length && at < to + 5; at += 1) {
    const word = words[at];
    if (!word) return null;
    const label = labelByWord.get(word.text);
    // "84318931431 pin 3100": the label belongs to the number that follows it.
    const named = label === 'secret' || (label === 'account' && at > to);
    if (named) return numberFollows(words, at + 1) ? null : label;
    if (!behind.has(word.text)) return null;
  }
  return null;
}

function numberFollows(words: readonly Word[], from: number): boolean {
  return words.slice(from, from + 4).some((word) => /^\d{3,}$/.test(word.text));
}
