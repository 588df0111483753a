import { expect, test } from 'vitest';
import { rowWords } from '../../../renderer/approvals/row-words.ts';
import { diffProposal } from '../../../shared/model/diff.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { sampleClock, sampleProposal, sampleValue } from '../../support/renderer-samples.ts';

function words(of: Partial<Proposal>, about = 'Dana Reyes', callLive = true): string {
  const proposal = sampleProposal(of);
  const [first] = diffProposal(proposal);
  const listed = { proposal, callName: null, platform: 'vapi', callLive, clock: sampleClock() };
  return rowWords(listed, about, first ? { first, more: 0 } : null);
}

test('a row is heard as sentences: what, about whom, which change, how it stands, and where it comes from', () => {
  expect(words({})).toBe(
    'Update contact: Dana Reyes. Email becomes dana@reyesinteriors.com. The caller is on the line. From Vapi.',
  );
  expect(words({ operation: 'delete', actionLabel: 'Delete object', call: null }, '00001026', false)).toBe(
    'Delete object, Contact: 00001026. The whole record goes. From no call.',
  );
  expect(words({ values: [sampleValue('Email', null, { certainty: 'unsure' })] })).toContain(
    'Email is cleared. Unsure. ',
  );
});

test('what hides in a name is told by its code', () => {
  expect(words({}, 'a\u202eb')).toContain('Update contact: a[U+202E]b.');
});
