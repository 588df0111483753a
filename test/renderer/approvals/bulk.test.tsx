// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { sampleProposal } from '../../support/renderer-samples.ts';
import { closeWindow, furnishBrowser, openWindow, pretendedState } from '../../support/renderer-window.tsx';

beforeAll(furnishBrowser);
afterEach(closeWindow);

const passGuard = () => act(() => new Promise((resolve) => setTimeout(resolve, 320)));
const press = (key: string, shiftKey = false) => fireEvent.keyDown(document.body, { key, shiftKey });
const picked = () => screen.queryAllByRole('option', { checked: true }).map((row) => row.getAttribute('data-row'));

async function openFour() {
  const four = ['p1', 'p2', 'p3', 'p4'].map((id, at) =>
    sampleProposal({ id, reference: `P-${at}`, createdAt: 1000 + at, operation: id === 'p4' ? 'delete' : 'update' }),
  );
  const opened = openWindow(pretendedState(four), '/approvals');
  await screen.findAllByRole('option');
  await passGuard();
  return opened;
}

test('X and Shift with J pick rows, whose like changes stand in one table', async () => {
  await openFour();
  // The deletion comes first: the most hangs on it.
  press('j');
  press('x');
  expect(picked()).toEqual(['p1']);
  press('J', true);
  press('J', true);
  expect(picked()).toEqual(['p1', 'p2', 'p3']);
  expect(screen.getAllByRole('rowheader')).toHaveLength(3);
  press('x');
  expect(picked()).toEqual(['p1', 'p2']);
});

test('Shift+A approves what is picked on the revisions shown, and says what became of each', async () => {
  const { received } = await openFour();
  fireEvent.keyDown(screen.getByRole('listbox'), { key: 'a', ctrlKey: true });
  expect(picked()).toHaveLength(4);
  await screen.findByText(/1 left out/);
  await screen.findByText(/A deletion is approved by itself/);
  press('A', true);
  await screen.findByText('3 of 3 decided.');
  expect(received.map(({ name }) => name)).toEqual(['approveMany']);
  expect(received[0]?.input).toMatchObject({ proposals: [{ proposal: 'p1' }, { proposal: 'p2' }, { proposal: 'p3' }] });
});

test('while rows are picked, A does not approve the one whose card is out of sight', async () => {
  const { received } = await openFour();
  press('x');
  press('a');
  press('e');
  expect(received).toEqual([]);
  press('Escape');
  await waitFor(() => expect(picked()).toEqual([]));
});
