import { expect, test } from 'vitest';
import { applyCallsChange, applyProposalsChange } from '../../../renderer/client/listed.ts';
import { sampleClock, sampleProposal, sampleSummary } from '../../support/renderer-samples.ts';

const listed = (id: string) => ({
  proposal: sampleProposal({ id }),
  callName: null,
  platform: null,
  callLive: true,
  clock: sampleClock(),
});

test('what is new replaces what was held by id', () => {
  const held = applyCallsChange(new Map(), { revision: 1, reset: true, calls: [sampleSummary('a', 'Ann')] });
  const after = applyCallsChange(held, { revision: 2, reset: false, calls: [sampleSummary('a', 'Anna')] });
  expect([...after.values()].map((each) => each.name)).toEqual(['Anna']);
});

test('a call that turned out to be another leaves the list', () => {
  const held = applyCallsChange(new Map(), {
    revision: 1,
    reset: true,
    calls: [sampleSummary('a', 'Ann'), sampleSummary('b', 'Ann')],
  });
  const joined = sampleSummary('b', 'Ann');
  const gone = { ...joined, call: { ...joined.call, joinedTo: 'a' } };
  expect([...applyCallsChange(held, { revision: 2, reset: false, calls: [gone] }).keys()]).toEqual(['a']);
});

test('a reset starts the list anew', () => {
  const held = applyProposalsChange(new Map(), { revision: 1, reset: true, proposals: [listed('a')], more: 0 });
  const after = applyProposalsChange(held, { revision: 2, reset: true, proposals: [listed('b')], more: 0 });
  expect([...after.keys()]).toEqual(['b']);
});

test('leaves the map that is on the screen as it is', () => {
  const held = applyProposalsChange(new Map(), { revision: 1, reset: true, proposals: [listed('a')], more: 0 });
  applyProposalsChange(held, { revision: 2, reset: false, proposals: [listed('b')], more: 0 });
  expect([...held.keys()]).toEqual(['a']);
});
