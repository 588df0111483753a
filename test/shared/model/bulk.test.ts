import { describe, expect, test } from 'vitest';
import { bulkBar as barOf, mixedBar } from '../../../shared/model/bulk.ts';
import { usualDeciding } from '../../../shared/model/deciding.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { sensitivityOf } from '../../../shared/model/sensitivity.ts';
import { sampleProposal, sampleValue } from '../../support/sample-proposal.ts';

const bulkBar = (of: Proposal, verb: 'approve' | 'reject') =>
  barOf(of, verb, sensitivityOf(of, usualDeciding.sensitive));
const email = { field: 'Email', value: 'new@example.com' };
const leftOut: [string, Partial<Proposal>][] = [
  ['a deletion', { operation: 'delete' }],
  ['what was changed by somebody else', { status: { state: 'waiting', conflict: ['Email'], problem: null } }],
  ['what is still being read', { readiness: { state: 'preparing' } }],
  ['what has no record yet', { readiness: { state: 'needs-record' } }],
  ['what a rule asks two people about', { policy: { effect: 'ask-two', rules: [], why: '' } }],
  ['what a rule blocks', { policy: { effect: 'block', rules: [], why: '' } }],
  ['an unsure value', { values: [sampleValue({ ...email, certainty: 'unsure' })] }],
  ['a value that cannot be sent', { values: [sampleValue({ ...email, invalid: 'no address' })] }],
  ['an owner', { values: [sampleValue({ field: 'OwnerId', value: '005' })] }],
  ['an amount', { values: [sampleValue({ field: 'Amount', type: 'currency', value: 3 })] }],
  ['what would change nothing', { values: [sampleValue({ field: 'Email', value: 'old@example.com' })] }],
  ['an undo', { undoes: { proposal: 'p0', reference: 'P-1', label: 'Update contact', written: {} } }],
];

describe('approving many', () => {
  test('takes what is ready, sure and ordinary', () => {
    expect(bulkBar(sampleProposal(), 'approve')).toBeNull();
  });

  test.each(leftOut)('leaves out %s', (_, of) => {
    expect(bulkBar(sampleProposal(of), 'approve')).not.toBeNull();
  });
});

describe('rejecting many', () => {
  test('takes what cannot be approved as it stands', () => {
    expect(bulkBar(sampleProposal({ operation: 'delete', readiness: { state: 'needs-record' } }), 'reject')).toBeNull();
  });
});

describe('one decision', () => {
  test.each([
    [['production', 'sandbox'] as const],
    [['practice', 'production'] as const],
    [['production', null] as const],
  ])('is not about %j', (environments) => {
    expect(mixedBar(environments)).not.toBeNull();
  });

  test.each([[['production', 'production'] as const], [['practice', 'sandbox'] as const], [['sandbox'] as const]])(
    'may be about %j',
    (environments) => {
      expect(mixedBar(environments)).toBeNull();
    },
  );
});
