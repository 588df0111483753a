import { describe, expect, it } from 'vitest';
import { readClaims } from '../../../electron/calls/said/read-claims.ts';

/** What is claimed, as `act tense topics: words`. */
function claimed(text: string): string[] {
  return readClaims(text).map(({ act, tense, topics, start, end }) => {
    const about = topics.length > 0 ? ` ${topics.join('+')}` : '';
    return `${act} ${tense}${about}: ${text.slice(start, end)}`;
  });
}

const told: readonly [said: string, ...claims: string[]][] = [
  ["I've updated your email.", "change done email: I've updated your email"],
  [
    'I have now changed your phone number to 555 0134.',
    'change done phone: I have now changed your phone number to 555 0134',
  ],
  ['Okay, we went ahead and opened a case for you.', 'open done case: we went ahead and opened a case for you'],
  [
    "I've created a case for the broken lamp. Anything else?",
    "open done case: I've created a case for the broken lamp",
  ],
  [
    'Your mailing address has been successfully updated.',
    'change done address: Your mailing address has been successfully updated',
  ],
  [
    "It's submitted. You'll get a confirmation by email.",
    "submit done: It's submitted",
    "confirm promised email: You'll get a confirmation by email",
  ],
  ["I've sent that over for approval. Anything else?", "submit done: I've sent that over for approval"],
  ["I've passed both on to a colleague for approval.", "submit done: I've passed both on to a colleague for approval"],
  [
    'Your appointment with Dr. Morgan is booked for you!',
    'book done appointment: Your appointment with Dr. Morgan is booked for you',
  ],
  ['A refund is on its way.', 'refund promised refund: refund is on its way'],
  ["You'll get a call back this afternoon.", "contact promised appointment: You'll get a call back this afternoon"],
  [
    "You'll get a call back this afternoon. Would you like me to add a note?",
    "contact promised appointment: You'll get a call back this afternoon",
  ],
  ['Somebody from billing will be in touch.', 'contact promised: Somebody from billing will be in touch'],
  ["I'll have your phone number changed.", "change promised phone: I'll have your phone number changed"],
  ["I'll note that it is urgent.", "note promised priority: I'll note that it is urgent"],
  ["I'm updating your address now.", "change promised address: I'm updating your address now"],
  ['Your refund will be issued to the card.', 'process promised refund: Your refund will be issued to the card'],
  ['Let me update that for you.', 'change promised: Let me update that for you'],
  ["I've updated your email, is there anything else?", "change done email: I've updated your email"],
  ['I\u2019ve closed your case.', 'close done case: I\u2019ve closed your case'],
];

const nothing: readonly string[] = [
  "Please provide the order number, and I'll proceed with cancelling the order.",
  "I'll open a case for it. Shall I go ahead?",
  'I can update your email.',
  'Would you like me to open a case?',
  'Shall I open a case for the missing parts?',
  'I could change that for you.',
  "If you confirm, I'll update it.",
  "Once the address is approved, you'll get it automatically.",
  "I'll change it to 12 Oak Street. Is that right?",
  'I was not able to update your email.',
  "I haven't changed anything yet.",
  'Your request could not be processed.',
  'I can see that your address was updated last week.',
  'You mentioned you have opened a case.',
  "I see there's already an open case about invoice 7731.",
  'Have you opened any of the bags?',
  'Did you say you changed your number?',
  "I'll need your order number.",
  "I'd be happy to help you with that.",
  'As I noted, the office closes at five.',
  'We open at nine and close at one.',
  "I've found your order.",
  "I've changed my mind about that.",
  'Please note that the number is 650 299 4752.',
  'It is scheduled to land at ten.',
  'Your order was cancelled yesterday.',
];

describe('readClaims', () => {
  it.each(told)('hears what is told in “%s”', (said, ...claims) => {
    expect(claimed(said)).toEqual(claims);
  });

  it.each(nothing)('hears no claim in “%s”', (said) => {
    expect(claimed(said)).toEqual([]);
  });

  it('reads a hostile text in no time', () => {
    const texts = ["i've ", 'your email has been ', "you'll get a ", 'a a a will ', 'i will ', ', and '].map((part) =>
      part.repeat(4_000),
    );
    const began = performance.now();
    for (const text of texts) readClaims(text);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
