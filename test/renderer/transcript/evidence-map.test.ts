import { expect, test } from 'vitest';
import { evidenceByUtterance, proposalsByUtterance } from '../../../renderer/transcript/evidence-map.ts';
import { sampleProposal, sampleValue } from '../../support/renderer-samples.ts';

const words = { utterance: 'u2', start: 0, end: 4, quote: 'dana' };
const others = { utterance: 'u3', start: 1, end: 2, quote: 'x' };

test('finds the words behind values and behind what others asked for', () => {
  const value = sampleValue('Email', 'x', {
    evidence: words,
    alternatives: [{ asker: 'agent', value: 'y', evidence: others }],
  });
  const map = evidenceByUtterance([sampleProposal({ values: [value, sampleValue('Title', 'z')] })]);
  expect([...map.keys()]).toEqual(['u2', 'u3']);
  expect(map.get('u2')).toEqual([words]);
});

test('pins proposals to the utterance that caused them', () => {
  const map = proposalsByUtterance([
    sampleProposal({ id: 'a', pinnedTo: 'u1' }),
    sampleProposal({ id: 'b', pinnedTo: null }),
  ]);
  expect(map.get('u1')?.map((each) => each.id)).toEqual(['a']);
  expect(map.size).toBe(1);
});
