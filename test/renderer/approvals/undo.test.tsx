// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { ProposalStatus } from '../../../shared/model/proposal.ts';
import { sampleDecision } from '../../support/renderer-samples.ts';
import {
  closeWindow,
  furnishBrowser,
  openWindow,
  pretendedState,
  twoProposals,
} from '../../support/renderer-window.tsx';

beforeAll(furnishBrowser);
afterEach(closeWindow);

const passGuard = () => act(() => new Promise((resolve) => setTimeout(resolve, 320)));
const press = (key: string) => fireEvent.keyDown(document.body, { key });
const rows = () => screen.getAllByRole('option').map((row) => row.getAttribute('data-row'));

const written: ProposalStatus = {
  state: 'written',
  decision: sampleDecision(),
  result: {
    record: { object: 'Contact', id: '003', name: 'Dana Reyes', detail: null },
    url: '',
    fields: { Email: 'new@example.com' },
    at: 2000,
    settled: false,
  },
};

/** The first of two proposals is approved by its key, and then told to be so. */
async function decidedAs(status: ProposalStatus) {
  const opened = openWindow(pretendedState(twoProposals()), '/approvals');
  await screen.findAllByRole('option');
  await passGuard();
  press('a');
  await screen.findByText('Just decided');
  act(() =>
    opened.change((held) => {
      const of = held.proposals.get('p1');
      if (of) {
        const base = { fields: { Email: 'old@example.com' }, modifiedAt: null, modifiedBy: null, readAt: 1 };
        held.proposals.set('p1', { ...of, base, revision: 9, status });
      }
    }),
  );
  return opened;
}

test('U on what was just written proposes its reverse, which is shown and chosen', async () => {
  const { received } = await decidedAs(written);
  await screen.findByRole('button', { name: /^Undo/ });
  press('u');
  await waitFor(() => expect(rows()[0]).toBe('undo-p1'));
  expect(received.at(-1)).toEqual({ name: 'undo', input: { proposal: 'p1', revision: 9 } });
  expect(screen.getByRole('option', { selected: true }).getAttribute('data-row')).toBe('undo-p1');
});

test('an approval that is kept for a moment counts down, and its button takes it back to the list', async () => {
  const kept = { state: 'approved', decision: sampleDecision(), attempts: 0, problem: null } as const;
  const { received } = await decidedAs({ ...kept, sendAt: Date.now() + 8000 });
  await screen.findByText(/Sent in \d+ s/);
  fireEvent.click(screen.getByRole('button', { name: /^Cancel/ }));
  await waitFor(() => expect(rows()).toEqual(['p1', 'p2']));
  expect(received.at(-1)).toEqual({ name: 'cancelSending', input: { proposal: 'p1', revision: 9 } });
});

test('U on what only waits does nothing but say so', async () => {
  const { received } = openWindow(pretendedState(twoProposals()), '/approvals');
  await screen.findAllByRole('option');
  await passGuard();
  press('u');
  await screen.findByText('Nothing of it was written.');
  expect(received).toEqual([]);
});
