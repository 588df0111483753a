// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { sampleDecision, sampleProposal } from '../../support/renderer-samples.ts';
import {
  closeWindow,
  furnishBrowser,
  openWindow,
  pretendedState,
  twoProposals,
} from '../../support/renderer-window.tsx';

beforeAll(furnishBrowser);
afterEach(closeWindow);

const rows = () => screen.getAllByRole('option').map((row) => row.getAttribute('data-row'));
const passGuard = () => act(() => new Promise((resolve) => setTimeout(resolve, 320)));
const press = (key: string) => fireEvent.keyDown(document.body, { key });

test('what arrives waits behind "1 new" until the person moves', async () => {
  const { change } = openWindow(pretendedState(twoProposals()), '/approvals');
  await screen.findAllByRole('option');
  expect(rows()).toEqual(['p1', 'p2']);
  act(() => change((held) => held.proposals.set('p0', sampleProposal({ id: 'p0', createdAt: 1 }))));
  await screen.findByText('1 new');
  expect(rows()).toEqual(['p1', 'p2']);
  await passGuard();
  press('j');
  await waitFor(() => expect(rows()).toEqual(['p0', 'p1', 'p2']));
  expect(screen.getByRole('option', { selected: true }).getAttribute('data-row')).toBe('p2');
});

test('a decision lets in what waited and selects the next the person saw', async () => {
  const { change, received } = openWindow(pretendedState(twoProposals()), '/approvals');
  await screen.findAllByRole('option');
  act(() => change((held) => held.proposals.set('p0', sampleProposal({ id: 'p0', createdAt: 1 }))));
  await screen.findByText('1 new');
  await passGuard();
  press('a');
  await waitFor(() => expect(rows()).toEqual(['p0', 'p2']));
  expect(screen.getByRole('option', { selected: true }).getAttribute('data-row')).toBe('p2');
  expect(received).toHaveLength(1);
});

test('what was just decided stays in view with what became of it, until the person moves on', async () => {
  const third = sampleProposal({ id: 'p3', actionLabel: 'Update address', createdAt: 9000 });
  const { change } = openWindow(pretendedState([...twoProposals(), third]), '/approvals');
  await screen.findAllByRole('option');
  await passGuard();
  press('a');
  const card = await screen.findByText('Just decided');
  const [written] = twoProposals();
  if (!written) throw new Error('there is no first proposal');
  const result = { record: { object: 'Contact', id: '003', name: 'Dana Reyes', detail: null }, url: '', fields: {} };
  const status = {
    state: 'written' as const,
    decision: sampleDecision(),
    result: { ...result, at: 2000, settled: false },
  };
  act(() => change((held) => held.proposals.set('p1', { ...written, revision: 4, status })));
  await screen.findByText(/approved by Sam Ortiz/);
  expect(card.isConnected).toBe(true);
  await passGuard();
  press('j');
  await waitFor(() => expect(screen.queryByText('Just decided')).toBeNull());
});

test('one decided elsewhere keeps its row, with its state, until the person leaves it', async () => {
  const { change } = openWindow(pretendedState(twoProposals()), '/approvals');
  await screen.findAllByRole('option');
  act(() =>
    change((held) => held.proposals.set('p1', sampleProposal({ revision: 2, status: { state: 'expired', at: 5 } }))),
  );
  await screen.findAllByText('expired');
  expect(rows()).toEqual(['p1', 'p2']);
});

test('Enter goes to the call of the chosen proposal', async () => {
  openWindow(pretendedState(twoProposals()), '/approvals');
  await screen.findAllByRole('option');
  await passGuard();
  press('Enter');
  await screen.findByRole('log', { name: 'Transcript' });
  expect(window.location.hash).toContain('/live/c1');
});

test('nothing waiting says what will appear', async () => {
  openWindow(pretendedState([]), '/approvals');
  await screen.findByText('Nothing waits for you.');
});
