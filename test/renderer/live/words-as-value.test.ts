import { expect, test } from 'vitest';
import { draftOfWords, typesFor } from '../../../renderer/live/words-as-value.ts';
import { sampleField } from '../../support/renderer-samples.ts';

const entry = (label: string, active = true) => ({ label, value: label.toUpperCase(), active, defaultValue: false });

test('an address that was spelled out stands in its field as it is written', () => {
  expect(draftOfWords(sampleField('Email', 'email'), 'dana at reyes dot co dot uk')).toBe('dana@reyes.co.uk');
  expect(draftOfWords(sampleField('Email', 'email'), 'the old one')).toBe('the old one');
});

test('a value of a list is found by its name, the longest first, and no other is made up', () => {
  const field = sampleField('Type', 'picklist', {
    picklistValues: [entry('New'), entry('New York'), entry('Gone', false)],
  });
  expect(draftOfWords(field, 'I moved to new york')).toBe('NEW YORK');
  expect(draftOfWords(field, 'it is gone')).toBe('');
});

test('other words stay as they were said', () => {
  expect(draftOfWords(sampleField('Title', 'string'), 'head of lamps')).toBe('head of lamps');
});

test('numbers and addresses are told from other words', () => {
  expect(typesFor('415 555 0188')).toEqual(['phone']);
  expect(typesFor('(415) 555-0188 x12')).toEqual(['phone']);
  expect(typesFor('dana at reyes dot com')).toEqual(['email']);
  expect(typesFor('https://reyes.example')).toEqual(['url']);
  expect(typesFor('order 40218, the brass lamp')).toEqual([]);
});
