import { expect, test } from 'vitest';
import { holdsWords, passes } from '../../../renderer/approvals/filters.ts';
import { sampleClock, sampleProposal, sampleValue } from '../../support/renderer-samples.ts';

const listed = {
  proposal: sampleProposal(),
  callName: 'Dana Reyes',
  platform: 'vapi',
  callLive: true,
  clock: sampleClock(),
};

test('narrows by action, record, caller, reference and value, all words needed', () => {
  for (const text of ['', 'update', 'reyes interiors', 'p-1042', 'dana@reyes', 'VAPI dana']) {
    expect(holdsWords(listed, text)).toBe(true);
  }
  expect(holdsWords(listed, 'dana okafor')).toBe(false);
});

test('filters by what stands out', () => {
  const without = { ...listed, proposal: sampleProposal({ readiness: { state: 'needs-record' } }) };
  const unsure = {
    ...listed,
    proposal: sampleProposal({ values: [sampleValue('Email', 'x', { certainty: 'unsure' })] }),
  };
  expect(passes('on-the-line', listed)).toBe(true);
  expect(passes('on-the-line', { ...listed, callLive: false })).toBe(false);
  expect(passes('no-record', without)).toBe(true);
  expect(passes('unsure', unsure)).toBe(true);
  expect(passes('changed', listed)).toBe(false);
});
