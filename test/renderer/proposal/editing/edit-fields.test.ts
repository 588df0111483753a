import { expect, test } from 'vitest';
import {
  editFields,
  readDrafts,
  refusedFields,
  startDrafts,
} from '../../../../renderer/proposal/editing/edit-fields.ts';
import { toProblem } from '../../../../shared/model/problem.ts';
import { sampleDecision, sampleField, sampleProposal, sampleValue } from '../../../support/renderer-samples.ts';

const object = {
  name: 'Case',
  label: 'Case',
  labelPlural: 'Cases',
  keyPrefix: '500',
  createable: true,
  updateable: true,
  deletable: true,
  fields: [
    sampleField('Subject', 'string', { length: 10 }),
    sampleField('When__c', 'datetime'),
    sampleField('Reason', 'string', { nillable: false }),
  ],
};
const context = { operation: 'create' as const, timeZone: 'UTC' };
const proposal = sampleProposal({
  operation: 'create',
  values: [sampleValue('Subject', 'Lamp'), sampleValue('When__c', '2026-11-21T22:05:30.000+0000')],
});

test('the form has what was proposed, then what a create still lacks', () => {
  expect(editFields(proposal, object).map((field) => field.describe.name)).toEqual(['Subject', 'When__c', 'Reason']);
});

test('a file is not in the form: bytes are no text to type', () => {
  const file = { ...proposal, values: [sampleValue('VersionData', 'sha256:0', { type: 'base64' })] };
  const withFile = { ...object, fields: [sampleField('VersionData', 'base64')] };
  expect(editFields(file, withFile)).toEqual([]);
});

test('what nobody touched is no edit, even where the input shows less than the value holds', () => {
  const fields = editFields(proposal, object);
  const drafts = { ...startDrafts(fields, 'UTC'), Reason: 'broken' };
  expect(readDrafts(fields, drafts, context)).toEqual({ edits: { Reason: 'broken' }, reasons: {} });
});

test('what is wrong is told for its field, and is no edit', () => {
  const fields = editFields(proposal, object);
  const read = readDrafts(fields, { ...startDrafts(fields, 'UTC'), Subject: 'much too long' }, context);
  expect(Object.keys(read.reasons)).toEqual(['Subject', 'Reason']);
  expect(read.edits).toEqual({});
});

test('what Salesforce said of a field stands at that field', () => {
  const problem = toProblem('invalid-input', 'Refused.', {
    fields: [{ field: 'Subject', label: 'Subject', message: 'Too rude.' }],
  });
  const failed = { ...proposal, status: { state: 'failed' as const, decision: sampleDecision(), problem } };
  expect(refusedFields(failed).get('Subject')).toBe('Too rude.');
  expect(editFields(failed, object)[0]?.told).toBe('Too rude.');
});

test.each(['create', 'update'] as const)(
  'a field that Salesforce asks for and nobody named can be filled in, in a form of %s',
  (operation) => {
    const told = { field: 'When__c', label: 'When', message: 'Say when.' };
    const problem = toProblem('invalid-input', 'Refused.', { fields: [told] });
    const status = { state: 'failed' as const, decision: sampleDecision(), problem };
    const failed = { ...proposal, operation, status, values: [sampleValue('Subject', 'Lamp')] };
    expect(editFields(failed, object)).toContainEqual(
      expect.objectContaining({
        describe: expect.objectContaining({ name: 'When__c' }),
        told: 'Say when.',
        proposed: null,
      }),
    );
  },
);
