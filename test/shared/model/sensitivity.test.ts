import { describe, expect, it } from 'vitest';
import { type SensitiveSettings, usualDeciding } from '../../../shared/model/deciding.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { sensitivityOf, sensitivityWords } from '../../../shared/model/sensitivity.ts';
import { sampleProposal, sampleSnapshot, sampleValue } from '../../support/sample-proposal.ts';

const told = (of: Partial<Proposal>, settings: Partial<SensitiveSettings> = {}) =>
  sensitivityOf(sampleProposal(of), { ...usualDeciding.sensitive, ...settings });

const owner = { values: [sampleValue({ field: 'OwnerId', label: 'Owner', value: '005' })], base: sampleSnapshot({}) };
const amount = {
  values: [sampleValue({ field: 'Amount', type: 'currency', value: 5 })],
  base: sampleSnapshot({ Amount: 5 }),
};

describe('what is sensitive', () => {
  it('is, unless it is set otherwise, a deletion, an owner, an amount and an access token', () => {
    expect(told({})).toBeNull();
    expect(told({ operation: 'delete' })?.what).toEqual(['deletes the record']);
    expect(told(owner)).toEqual({ what: ['changes Owner'], people: 1 });
    expect(told({ ...amount, base: sampleSnapshot({}) })?.what).toEqual(['changes Amount']);
    expect(told({ object: 'access-token', operation: 'create' })?.what).toEqual(['gives an access token']);
  });

  it('is only what would be sent', () => {
    expect(told(amount)).toBeNull();
  });

  it('can be an object or a field of one, whatever the case of its name, and take two people', () => {
    const fields = [{ object: 'contact', field: 'email', care: 'two-people' as const }];
    expect(told({}, { fields })).toEqual({ what: ['changes Email'], people: 2 });
    expect(told({ object: 'Lead' }, { fields })).toBeNull();
    expect(told({}, { fields: [{ object: '', field: 'Email', care: 'two-steps' }] })?.people).toBe(1);
    expect(told({}, { fields: [{ object: 'Contact', field: '', care: 'two-steps' }] })?.what).toEqual([
      'changes Email',
    ]);
  });

  it('can be taken out of owners and amounts, and never out of deletions and tokens', () => {
    expect(told(owner, { owners: 'as-usual' })).toBeNull();
    expect(sensitivityWords({ what: ['changes A', 'changes B'], people: 1 })).toBe('It changes A and changes B.');
  });
});
