import { expect, test } from 'vitest';
import { shownFields } from '../../../renderer/records/shown-fields.ts';
import { sampleField } from '../../support/renderer-samples.ts';

const sections = [
  {
    title: 'Key fields',
    fields: [sampleField('AccountId', 'reference', { label: 'Account' }), sampleField('Email', 'email')],
  },
  { title: 'Details', fields: [sampleField('Fax', 'phone'), sampleField('Amount', 'currency', { scale: 2 })] },
];
const of = {
  values: { AccountId: '001000000000001AAA', Email: 'dana@one.example', Fax: null, Amount: 1200 },
  lookups: { AccountId: { object: 'Account', id: '001000000000001AAA', name: 'Reyes Interiors', detail: null } },
};
const manner = { locale: 'en_US', timeZone: 'UTC' };
const shown = (text: string, hideEmpty = false) =>
  shownFields(sections, { text, hideEmpty }, of, manner).flatMap(({ fields }) => fields.map(({ name }) => name));

test.each([
  ['', ['AccountId', 'Email', 'Fax', 'Amount']],
  ['interiors', ['AccountId']],
  ['account', ['AccountId']],
  ['one.example', ['Email']],
  ['1,200.00', ['Amount']],
  ['currency 1200', ['Amount']],
  ['nothing fits', []],
])('%o narrows the fields', (text, names) => {
  expect(shown(text)).toEqual(names);
});

test('blank fields can be hidden, and a section without any is left out', () => {
  expect(shown('', true)).toEqual(['AccountId', 'Email', 'Amount']);
  expect(shownFields(sections, { text: 'fax', hideEmpty: true }, of, manner)).toEqual([]);
});
