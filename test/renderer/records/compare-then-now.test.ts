import { expect, test } from 'vitest';
import { compareThenNow } from '../../../renderer/records/compare-then-now.ts';
import type { Decision, Proposal } from '../../../shared/model/proposal.ts';
import { sampleProposal, sampleResult, sampleSnapshot } from '../../support/sample-proposal.ts';

const decision: Decision = {
  id: 'd1',
  kind: 'approved',
  by: { kind: 'supervisor', user: 'u', name: 'Sam' },
  at: 2,
  revision: 1,
  rejection: null,
  payloadHash: null,
};
const written = (of: Partial<Proposal> = {}) =>
  sampleProposal({ status: { state: 'written', decision, result: sampleResult }, ...of });

test('what is as the decision left it has not changed since', () => {
  expect(compareThenNow(written(), { Email: 'new@example.com' })).toMatchObject([
    {
      field: 'Email',
      before: 'old@example.com',
      decided: 'new@example.com',
      now: 'new@example.com',
      changedSince: false,
    },
  ]);
});

test('what somebody changed afterwards is told, touched by the decision or not', () => {
  const of = written({ base: sampleSnapshot({ Email: 'old@example.com', Title: 'Owner', Fax: null }) });
  const rows = compareThenNow(of, { Email: 'third@example.com', Title: 'Founder', Fax: '' });
  expect(rows.map(({ field, changedSince }) => [field, changedSince])).toEqual([
    ['Email', true],
    ['Title', true],
    ['Fax', false],
  ]);
  expect(rows[1]).toMatchObject({ before: 'Owner', decided: undefined, now: 'Founder' });
});

test('what was rejected was not written: the record is compared with what it said before', () => {
  const of = sampleProposal({ status: { state: 'rejected', decision: { ...decision, kind: 'rejected' } } });
  expect(compareThenNow(of, { Email: 'old@example.com' })).toMatchObject([
    { before: 'old@example.com', decided: 'new@example.com', now: 'old@example.com', changedSince: false },
  ]);
});

test('a record that did not exist then has nothing before, and one that is gone has nothing now', () => {
  const of = written({ operation: 'create', base: null });
  expect(compareThenNow(of, null)).toMatchObject([{ before: undefined, decided: 'new@example.com', now: undefined }]);
});

test('the record as it was last seen before the decision is what counts', () => {
  const of = written({ current: sampleSnapshot({ Email: 'between@example.com' }) });
  expect(compareThenNow(of, { Email: 'new@example.com' })[0]?.before).toBe('between@example.com');
});
