import { expect, test } from 'vitest';
import { weighEvidence } from '../../../electron/suggestions/evidence/weigh-evidence.ts';
import type { ProposedValue } from '../../../shared/model/proposal.ts';
import { fc } from '../../support/properties.ts';
import { said } from '../said.ts';

function asked(field: string, type: string, value: ProposedValue['value']): ProposedValue {
  return {
    field,
    label: field,
    type,
    value,
    origin: 'said',
    evidence: null,
    certainty: 'unsure',
    reasons: ['never said in the call in these words'],
    resolvedFrom: null,
    alternatives: [],
    invalid: null,
    display: null,
  };
}

function weigh(value: ProposedValue, ...lines: string[]): ProposedValue {
  return weighEvidence(said(...lines))([value])[0] ?? value;
}

const kindsOf = (value: ProposedValue) => (value.marks ?? []).map(({ kind }) => kind);
const email = (value: string) => asked('Email', 'email', value);
const phone = (value: string) => asked('Phone', 'phone', value);

test('finds the words of the caller, and says who said them', () => {
  const weighed = weigh(email('dana@reyes.com'), 'A: What is your address?', 'It is dana@reyes.com, please.');
  expect(weighed).toMatchObject({
    certainty: 'likely',
    reasons: ['the caller said it'],
    evidence: { utterance: 'u1', start: 6, end: 20, quote: 'dana@reyes.com', by: 'caller', atMs: null },
  });
  expect(kindsOf(weighed)).toEqual([]);
});

test('marks what nobody said', () => {
  const weighed = weigh(email('dana@reyes.com'), 'I want to change my address.');
  expect(weighed).toMatchObject({ certainty: 'unsure', evidence: null });
  expect(kindsOf(weighed)).toEqual(['never-said']);
});

test('marks what only the agent said, with its words', () => {
  const weighed = weigh(
    email('dana@reyes.com'),
    'A: I will use dana@reyes.com then.',
    'I see, and what about my bill?',
  );
  expect(weighed.marks).toMatchObject([
    { kind: 'agent-only', evidence: { utterance: 'u0', quote: 'dana@reyes.com', by: 'agent' } },
  ]);
});

test('takes what the caller agreed to for said', () => {
  const weighed = weigh(email('dana@reyes.com'), 'A: Is it dana@reyes.com?', 'Yes, that is right.');
  expect(weighed).toMatchObject({ certainty: 'likely', evidence: { utterance: 'u0', by: 'agent' } });
  expect(kindsOf(weighed)).toEqual([]);
});

test.each([
  ['an address', email('dana@old.com'), 'It is dana@old.com.', 'Sorry, no, make that dana@new.com.', 'dana@new.com'],
  [
    'a number',
    phone('+1 415 555 0134'),
    'Call me on 415 555 0134.',
    'Actually, my number is 415 555 0199.',
    '415 555 0199',
  ],
  ['an amount', asked('Amount', 'currency', 50), 'It was 50 dollars.', 'Sorry, I mean 75 dollars.', '75 dollars'],
  [
    'an order',
    asked('OrderNumber__c', 'string', '44871'),
    'Order number 44871.',
    'No wait, order number 44817.',
    '44817',
  ],
])('marks %s that the caller corrects two turns later', (_, value, first, correction, words) => {
  const before = weigh(value, first, 'A: Thank you.');
  expect(kindsOf(before)).toEqual([]);
  const [after] = weighEvidence(said(first, 'A: Thank you.', correction))([before]);
  expect(after).toMatchObject({ certainty: 'unsure', evidence: { utterance: 'u0' } });
  expect(after?.marks).toMatchObject([
    { kind: 'corrected', evidence: { utterance: 'u2', quote: words, by: 'caller' } },
  ]);
});

test('marks what the caller takes back only a part of', () => {
  const weighed = weigh(
    phone('4155550134'),
    'My number is 415 555 0134.',
    'A: Noted.',
    'No, it ends in zero one nine nine.',
  );
  expect(kindsOf(weighed)).toEqual(['corrected']);
});

test('marks another address said later as contradicting', () => {
  const weighed = weigh(
    email('dana@home.com'),
    'My address is dana@home.com.',
    'A: Fine.',
    'And write to dana@work.com please.',
  );
  expect(weighed.marks).toMatchObject([{ kind: 'contradicted', evidence: { quote: 'dana@work.com' } }]);
});

test('lets the value that is said last stand', () => {
  expect(kindsOf(weigh(email('dana@new.com'), 'It is dana@old.com.', 'Sorry, make that dana@new.com.'))).toEqual([]);
  expect(kindsOf(weigh(email('b@x.com'), 'b@x.com', 'Sorry, a@x.com.', 'No, b@x.com was right.'))).toEqual([]);
});

test('knows an old value that is named for contrast', () => {
  expect(kindsOf(weigh(email('dana@new.com'), 'Use dana@new.com.', 'My old one was dana@old.com.'))).toEqual([]);
});

test('lets two fields of one proposal hold two numbers', () => {
  const values = [phone('415 555 0134'), { ...phone('415 555 0199'), field: 'MobilePhone' }];
  const weighed = weighEvidence(said('My number is 415 555 0134.', 'And my mobile number is 415 555 0199.'))(values);
  expect(weighed.map(kindsOf)).toEqual([[], []]);
});

test('marks what the caller says no to when it is read back, and nothing else that is declined', () => {
  const lines = ['It is dana@reyes.com.', 'A: So dana@reyes.com?', "No, that's not it."];
  expect(weigh(email('dana@reyes.com'), ...lines).marks).toMatchObject([
    { kind: 'contradicted', evidence: { utterance: 'u2', quote: "No, that's not it" } },
  ]);
  const declined = ['It is dana@reyes.com.', 'A: Saved dana@reyes.com. Anything else?', 'No, thank you.'];
  expect(kindsOf(weigh(email('dana@reyes.com'), ...declined))).toEqual([]);
});

test('marks words that are denied', () => {
  const weighed = weigh(asked('Plan__c', 'picklist', 'Premium'), 'I do not want it, not the Premium plan.');
  expect(weighed.marks).toMatchObject([{ kind: 'contradicted', evidence: { quote: 'not the Premium' } }]);
});

test.each([
  ['letters that sound alike', email('mbn@acme.com'), 'It is m b n at acme dot com.'],
  ['a word that may be a number', email('jane4@acme.com'), 'jane four at acme dot com'],
  ['fifteen and fifty', phone('4155551550'), 'My number is four one five five five five fifteen fifty.'],
  ['double seven seven', phone('4155550777'), 'My number is four one five five five five zero double seven seven.'],
])('marks %s', (_, value, line) => {
  expect(kindsOf(weigh(value, line))).toEqual(['spelled']);
});

test('does not mark letters told by a word, or read back and agreed to', () => {
  expect(kindsOf(weigh(email('db@acme.com'), 'd as in david b as in bravo at acme dot com'))).toEqual([]);
  expect(kindsOf(weigh(email('mn@acme.com'), 'm n at acme dot com', 'A: So mn@acme.com?', 'Yes.'))).toEqual([]);
});

test('takes a text worded by the agent for supported where the caller told the same', () => {
  const subject = asked('Subject', 'string', 'Washing machine leaks water');
  expect(weigh(subject, 'My washing machine is leaking water all over.')).toMatchObject({
    certainty: 'likely',
    evidence: { utterance: 'u0' },
  });
  expect(kindsOf(weigh(subject, 'I have a question about my bill.'))).toEqual(['never-said']);
});

test('weighs anew from how a value came: what was said since can support it', () => {
  const before = weigh(email('dana@reyes.com'), 'Hello.');
  const [after] = weighEvidence(said('Hello.', 'It is dana@reyes.com.'))([before]);
  expect(after).toMatchObject({ certainty: 'likely', reasons: ['the caller said it'] });
  expect(kindsOf(after ?? before)).toEqual([]);
});

test('leaves alone what nobody says aloud, and what a person filled', () => {
  const fixed: ProposedValue = {
    ...asked('Status', 'picklist', 'New'),
    origin: 'fixed',
    reasons: ['fixed for this action'],
  };
  expect(weigh(fixed, 'Hello.')).toEqual(fixed);
  const [byHand] = weighEvidence(said('Hello.'))([email('x@y.com')], new Set(['Email']));
  expect(kindsOf(byHand ?? email(''))).toEqual([]);
});

const lines = [
  'My address is dana@reyes.com.',
  'Sorry, no, dana@new.com.',
  'A: So dana@reyes.com?',
  'Yes, that is right.',
  "No, that's wrong.",
  'My number is 415 555 0134.',
  'Actually, my number is 415 555 0199.',
  'd as in david at acme dot com',
  'I pay 50 dollars, not the Premium plan.',
];
const asking = [email('dana@reyes.com'), phone('4155550134'), asked('Plan__c', 'picklist', 'Premium')];

test('says the same whether it hears a call bit by bit or at once, and never more of a doubted value than how it came', () => {
  const certain = asking.map((value) => ({ ...value, certainty: 'certain' as const, reasons: [] }));
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...lines), { maxLength: 8 }),
      fc.constantFrom(asking, certain),
      (call, values) => {
        const heard = call.reduce(
          (so, _, at) => weighEvidence(said(...call.slice(0, at + 1)))(so),
          weighEvidence(said())(values),
        );
        expect(heard).toEqual(weighEvidence(said(...call))(values));
        for (const { marks = [], certainty } of heard) if (marks.length > 0) expect(certainty).not.toBe('certain');
      },
    ),
  );
});
