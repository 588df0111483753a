import { expect, test } from 'vitest';
import { outcomeNotice } from '../../../renderer/app/outcome-notice.ts';
import { toProblem } from '../../../shared/model/problem.ts';
import { sampleDecision, sampleProposal } from '../../support/renderer-samples.ts';

const decision = sampleDecision();
const approved = sampleProposal({ status: { state: 'approved', decision, attempts: 0, problem: null } });

test('a refusal and a conflict are loud, and say what about', () => {
  const failed = sampleProposal({
    status: { state: 'failed', decision, problem: toProblem('upstream', 'Field is locked.') },
  });
  expect(outcomeNotice(approved, failed)).toEqual({
    words: 'Salesforce refused Update contact, Dana Reyes (P-1042): Field is locked.',
    loud: true,
  });
  const conflict = sampleProposal({ status: { state: 'waiting', conflict: ['Email'], problem: null } });
  expect(outcomeNotice(approved, conflict)?.words).toMatch(/Nothing was sent/);
});

test('what went as decided is only announced', () => {
  const record = { object: 'Contact', id: '003', name: 'Dana', detail: null };
  const result = { record, url: 'https://x', fields: {}, at: 1, settled: false };
  expect(outcomeNotice(approved, sampleProposal({ status: { state: 'written', decision, result } }))?.loud).toBe(false);
});

test('nothing is said while nothing happened', () => {
  expect(outcomeNotice(approved, approved)).toBeNull();
});
