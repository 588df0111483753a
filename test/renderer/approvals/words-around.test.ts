import { expect, test } from 'vitest';
import { wordsAround } from '../../../renderer/approvals/words-around.ts';
import { sampleEvidence, sampleProposal, sampleUtterance, sampleValue } from '../../support/renderer-samples.ts';

const said = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, seq) => sampleUtterance(id, `words ${id}`, { seq }));

test('shows the turns that support a proposal, with their neighbours', () => {
  const evidence = sampleEvidence({ id: 'b', text: 'words b' }, 'words');
  const of = sampleProposal({ pinnedTo: 'f', values: [sampleValue('Email', 'x', { evidence })] });
  expect(wordsAround(said, of).map((each) => each.id)).toEqual(['a', 'b', 'c', 'e', 'f']);
});

test('shows nothing where nothing was said', () => {
  expect(wordsAround(said, sampleProposal({ pinnedTo: null }))).toEqual([]);
});
