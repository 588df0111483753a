import { expect, test } from 'vitest';
import { canonicalPayload, type Payload, toPayload } from '../../../shared/model/payload.ts';
import { sampleProposal, sampleValue } from '../../support/sample-proposal.ts';

const create = sampleProposal({
  operation: 'create',
  record: null,
  base: null,
  values: [sampleValue({ field: 'LastName', value: 'Reyes' })],
});
const canonical = (of: Payload) => canonicalPayload(of);

test('how a write goes past Salesforce’s own rules is part of what is approved', () => {
  const plain = canonical(toPayload(create));
  const anyway = canonical(toPayload({ ...create, saveAnyway: true }));
  const assigned = canonical(toPayload({ ...create, assignmentRules: true }));
  const both = canonical(toPayload({ ...create, saveAnyway: true, assignmentRules: true }));
  expect(new Set([plain, anyway, assigned, both]).size).toBe(4);
  expect(canonical(toPayload({ ...create, saveAnyway: false }))).toBe(plain);
});

test('no value can be written so that it looks like one of them', () => {
  const values = [sampleValue({ field: 'LastName', value: 'Reyes"],"save-anyway"]' })];
  expect(JSON.parse(canonical(toPayload({ ...create, values })))).toHaveLength(6);
});

test('the order of the values changes nothing, and what is not changed is not sent', () => {
  const values = [sampleValue({ field: 'B', value: 1 }), sampleValue({ field: 'A', value: 2 })];
  const other = [...values].reverse();
  expect(canonical(toPayload({ ...create, values }))).toBe(canonical(toPayload({ ...create, values: other })));
  const update = sampleProposal({ values: [sampleValue({ field: 'Email', value: 'old@example.com' })] });
  expect(toPayload(update).fields).toEqual({});
});
