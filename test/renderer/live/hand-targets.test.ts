import { expect, test } from 'vitest';
import {
  type HandTarget,
  inputsOf,
  toByHand,
  whyNotPropose,
  writableFields,
} from '../../../renderer/live/hand-targets.ts';
import { sampleField } from '../../support/renderer-samples.ts';

const call = { id: 'c1', org: '00D000000000001AAA' };
const evidence = { utterance: 'u1', start: 0, end: 4, quote: 'lamp' };
const person = (object: string) => ({ object, id: '003000000000001AAA', name: 'Dana Reyes', detail: null });
const field = (object: string, type = 'string'): HandTarget => ({
  kind: 'field',
  record: person(object),
  field: sampleField('Title', type, { length: 10 }),
});

/** What is proposed of words as they stand. */
function proposed(target: HandTarget, words: string) {
  const filled = inputsOf(target, words).map((input) => ({ input, draft: input.start }));
  return toByHand(call, target, filled, evidence);
}

test('only what a person may write and words can stand for is offered, by what it is called', () => {
  const object = {
    name: 'Contact',
    label: 'Contact',
    labelPlural: 'Contacts',
    keyPrefix: '003',
    createable: true,
    updateable: true,
    deletable: true,
    fields: [
      sampleField('Title', 'string'),
      sampleField('CreatedDate', 'datetime', { updateable: false }),
      sampleField('AccountId', 'reference'),
      sampleField('Email', 'email'),
    ],
  };
  expect(writableFields(object).map(({ name }) => name)).toEqual(['Email', 'Title']);
});

test.each([
  ['Contact', 'update_contact'],
  ['Lead', 'update_lead'],
  ['Account', 'update_object'],
])('a field of a %s is changed by %s, with the words behind it', (object, action) => {
  expect(proposed(field(object), 'Owner')).toEqual({
    org: call.org,
    call: call.id,
    action,
    object,
    record: person(object),
    values: [{ field: 'Title', value: 'Owner', evidence }],
  });
});

test('long words become a short subject and a whole description, both with the words behind them', () => {
  const words = `The lamp came broken ${'and nobody answered the phone '.repeat(4)}`.trim();
  const { values } = proposed({ kind: 'case' }, words);
  expect(values.map((value) => value.field)).toEqual(['Subject', 'Description']);
  expect(String(values[0]?.value).length).toBeLessThanOrEqual(80);
  expect(values[1]).toEqual({ field: 'Description', value: words, evidence });
});

test('what a person adds beside the words has no words behind it', () => {
  const target: HandTarget = { kind: 'case' };
  const filled = inputsOf(target, 'lamp').map((input) => ({ input, draft: input.start || 'It rattles.' }));
  expect(toByHand(call, target, filled, evidence).values).toEqual([
    { field: 'Subject', value: 'lamp', evidence },
    { field: 'Description', value: 'It rattles.', evidence: null },
  ]);
});

test('what cannot be written is told before it is proposed; dates are read as they were said', () => {
  const [title] = inputsOf(field('Contact'), 'Head of everything there is');
  const [day] = inputsOf(field('Contact', 'date'), 'next Tuesday');
  if (!title || !day) throw new Error('no input');
  expect(whyNotPropose(title, title.start)).toMatch(/Title/);
  expect(whyNotPropose(title, ' ')).toBe('Title is still blank.');
  expect(whyNotPropose(day, day.start)).toBeNull();
});
