import { expect, test } from 'vitest';
import { applyCallChange, unopenedCall } from '../../../renderer/client/open-call.ts';
import { sampleProposal, sampleSummary, sampleUtterance } from '../../support/renderer-samples.ts';

const nothing = { revision: 1, reset: false, summary: null, utterances: [], proposals: [], clocks: {}, doors: null };
const first = sampleUtterance('u1', 'Hello', { seq: 1 });
const second = sampleUtterance('u2', 'my em', { seq: 2, state: 'partial' });

test('a partial utterance turns final in place', () => {
  const before = applyCallChange(unopenedCall, { ...nothing, utterances: [first, second] });
  const final = { ...second, text: 'my email', state: 'final' as const };
  const after = applyCallChange(before, { ...nothing, utterances: [final] });
  expect(after.utterances.map((each) => each.text)).toEqual(['Hello', 'my email']);
  expect(after.utterances[0]).toBe(first);
});

test('utterances stand in the order they were said, whatever order they came in', () => {
  const call = applyCallChange(unopenedCall, { ...nothing, utterances: [second, first] });
  expect(call.utterances.map((each) => each.id)).toEqual(['u1', 'u2']);
});

test('what comes after what is held is added, and what is held stays the same objects', () => {
  const third = sampleUtterance('u3', 'Yes', { seq: 3 });
  const before = applyCallChange(unopenedCall, { ...nothing, utterances: [first] });
  const after = applyCallChange(before, { ...nothing, utterances: [second, third] });
  expect(after.utterances).toEqual([first, second, third]);
  expect(after.utterances[0]).toBe(first);
  const again = applyCallChange(after, { ...nothing, utterances: [third, { ...second, text: 'my email' }] });
  expect(again.utterances.map((each) => each.text)).toEqual(['Hello', 'my email', 'Yes']);
});

test('a reset makes everything held before void', () => {
  const before = applyCallChange(unopenedCall, { ...nothing, utterances: [first], proposals: [sampleProposal()] });
  const after = applyCallChange(before, { ...nothing, reset: true, utterances: [second] });
  expect(after.utterances).toEqual([second]);
  expect(after.proposals).toEqual([]);
});

test('proposals stand in the order they were made', () => {
  const late = sampleProposal({ id: 'late', createdAt: 9 });
  const early = sampleProposal({ id: 'early', createdAt: 3 });
  const call = applyCallChange(unopenedCall, { ...nothing, proposals: [late, early] });
  expect(call.proposals.map((each) => each.id)).toEqual(['early', 'late']);
});

test('words that were erased leave a window that has the call open', () => {
  const erased = { what: 'words' as const, at: first.receivedAt, by: 'Sam Ortiz', why: 'person' as const };
  const before = applyCallChange(unopenedCall, {
    ...nothing,
    summary: sampleSummary('c1', 'Dana Reyes'),
    utterances: [first, second],
  });
  const after = applyCallChange(before, { ...nothing, summary: sampleSummary('c1', 'Dana Reyes', { erased }) });
  expect(after.utterances).toEqual([]);
});
