import { expect, test } from 'vitest';
import { fieldSections } from '../../../renderer/records/field-sections.ts';
import { sampleField } from '../../support/renderer-samples.ts';

const titles = (of: ReturnType<typeof fieldSections>) =>
  of.map(({ title, fields }) => [title, fields.map(({ name }) => name)]);

test('key fields come first, what Salesforce keeps for itself comes last, and none is lost or told twice', () => {
  const fields = ['Id', 'Phone', 'Name', 'Fax', 'Score__c', 'CreatedDate'].map((name) => sampleField(name, 'string'));
  expect(titles(fieldSections({ name: 'Account', fields }))).toEqual([
    ['Key fields', ['Name', 'Phone']],
    ['Details', ['Fax']],
    ['Your org’s own fields', ['Score__c']],
    ['System', ['Id', 'CreatedDate']],
  ]);
});

test('of an object nobody knows, the name and what tells most come first', () => {
  const fields = [
    sampleField('Id', 'id'),
    sampleField('Note__c', 'textarea'),
    sampleField('Stage__c', 'picklist'),
    sampleField('Title__c', 'string', { nameField: true }),
  ];
  expect(titles(fieldSections({ name: 'Visit__c', fields }))).toEqual([
    ['Key fields', ['Title__c', 'Stage__c']],
    ['Your org’s own fields', ['Note__c']],
    ['System', ['Id']],
  ]);
});
