import { expect, test } from 'vitest';
import { whyNotApprove, whyNotEdit, whyNotReject } from '../../../renderer/proposal/why-not.ts';
import { toProblem } from '../../../shared/model/problem.ts';
import { sampleDecision, sampleProposal, sampleValue } from '../../support/renderer-samples.ts';

test('a ready proposal can be approved, edited and rejected', () => {
  const of = sampleProposal();
  expect([whyNotApprove(of), whyNotEdit(of), whyNotReject(of)]).toEqual([null, null, null]);
});

test('without its record, or while it is read, it can only be rejected', () => {
  for (const state of ['needs-record', 'preparing'] as const) {
    const of = sampleProposal({ readiness: { state } });
    expect(whyNotApprove(of)).not.toBeNull();
    expect(whyNotEdit(of)).not.toBeNull();
    expect(whyNotReject(of)).toBeNull();
  }
});

test('a value that cannot be sent has to be edited first', () => {
  const of = sampleProposal({ values: [sampleValue('Email', 'x', { invalid: 'no address' })] });
  expect(whyNotApprove(of)).toMatch(/Edit it first/);
  expect(whyNotEdit(of)).toBeNull();
});

test('an update that would change nothing is not approved', () => {
  const of = sampleProposal({ values: [sampleValue('Email', 'd.reyes@oldmail.example')] });
  expect(whyNotApprove(of)).toMatch(/nothing would change/);
});

test('a refused write can be fixed, but not approved or rejected as it is', () => {
  const problem = toProblem('invalid-input', 'No.');
  const of = sampleProposal({ status: { state: 'failed', decision: sampleDecision(), problem } });
  expect(whyNotEdit(of)).toBeNull();
  expect(whyNotApprove(of)).not.toBeNull();
  expect(whyNotReject(of)).not.toBeNull();
});
