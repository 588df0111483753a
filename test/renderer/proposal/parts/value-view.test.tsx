// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { sampleProposal, sampleValue } from '../../../support/renderer-samples.ts';
import { closeWindow, furnishBrowser, openWindow, pretendedState } from '../../../support/renderer-window.tsx';

beforeAll(furnishBrowser);
afterEach(closeWindow);

test('a very long value shows its beginning and how much there is, and all of it when asked', async () => {
  const text = `${'word '.repeat(2000)}END`;
  const values = [sampleValue('Description', text)];
  openWindow(pretendedState([sampleProposal({ operation: 'create', base: null, values })]));
  const unfold = await screen.findByRole('button', { name: 'Show all 10,003 characters' });
  expect(screen.queryByText(/END/)).toBeNull();
  fireEvent.click(unfold);
  await screen.findByText(/END/);
});

test('a file is shown by its name and size, not by what stands for its bytes', async () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  const values = [sampleValue('VersionData', digest, { type: 'base64', display: 'call-recording.wav · 0.9 MB' })];
  openWindow(pretendedState([sampleProposal({ operation: 'create', base: null, values })]));
  await screen.findByText('call-recording.wav · 0.9 MB');
  expect(screen.queryByText(digest)).toBeNull();
});
