import { expect, test } from 'vitest';
import { writtenBefore } from '../../../renderer/proposal/written-before.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { sampleDecision, sampleProposal, sampleValue } from '../../support/renderer-samples.ts';

const written: Proposal['status'] = {
  state: 'written',
  decision: sampleDecision(),
  result: {
    record: { object: 'Case', id: '500000000000001AAA', name: '00001150', detail: null },
    url: 'http://127.0.0.1/500000000000001AAA',
    fields: {},
    at: 3000,
    settled: false,
  },
};
const asked = (id: string, subject: string, rest: Partial<Proposal> = {}) =>
  sampleProposal({
    id,
    action: 'create_case',
    operation: 'create',
    record: null,
    values: [sampleValue('Subject', subject), sampleValue('Origin', 'Phone', { origin: 'fixed' })],
    ...rest,
  });
const first = asked('p1', 'Refund', { status: written });

test('what was written is found when the same is asked for again', () => {
  expect(writtenBefore(asked('p2', 'Refund'), [first])).toBe(first);
});

test('other words, another action, another record or nothing written is no repetition', () => {
  const again = asked('p2', 'Refund');
  expect(writtenBefore(asked('p2', 'Complaint'), [first])).toBeNull();
  expect(writtenBefore({ ...again, action: 'create_lead' }, [first])).toBeNull();
  expect(writtenBefore({ ...again, record: sampleProposal().record }, [first])).toBeNull();
  expect(writtenBefore(again, [again, asked('p1', 'Refund')])).toBeNull();
});

test('a proposal that is decided already repeats nothing', () => {
  expect(writtenBefore(asked('p2', 'Refund', { status: written }), [first])).toBeNull();
});
