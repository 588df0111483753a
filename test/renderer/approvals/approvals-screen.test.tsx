// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { sampleProposal } from '../../support/renderer-samples.ts';
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
