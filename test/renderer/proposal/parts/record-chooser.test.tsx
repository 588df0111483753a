// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { toProblem } from '../../../../shared/model/problem.ts';
import type { Proposal } from '../../../../shared/model/proposal.ts';
import { sampleDecision, sampleProposal, sampleValue } from '../../../support/renderer-samples.ts';
import { closeWindow, furnishBrowser, openWindow, pretendedState } from '../../../support/renderer-window.tsx';

beforeAll(furnishBrowser);
// Keys are guarded by the clock: it stands, so that a slow machine cannot outlast the guard.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  closeWindow();
  vi.useRealTimers();
});

const cases = ['00001026', '00001027'].map((name, index) => ({
  object: 'Case',
  id: `50000000000000${index}AAA`,
  name,
  detail: `Lamp ${index}`,
  facts: [{ field: 'Status', label: 'Status', type: 'picklist', value: index === 0 ? 'Working' : 'New' }],
}));

/** A comment of which it is not known which case it belongs to. */
const comment: Proposal = sampleProposal({
  actionLabel: 'Add comment to a case',
  operation: 'create',
  object: 'CaseComment',
  objectLabel: 'Case Comment',
  recordObject: 'Case',
  record: null,
  base: null,
  candidates: cases,
  values: [sampleValue('CommentBody', 'It is broken')],
  readiness: { state: 'blocked', problem: toProblem('invalid-input', '2 open cases fit.', { next: 'edit' }) },
});

async function open(of: Proposal) {
  const opened = openWindow(pretendedState([of]));
  const heading = await screen.findByRole('heading', { name: of.actionLabel, level: 3 });
  const card = heading.closest('article');
  if (!card) throw new Error('the heading stands in no card');
  if (of.status.state === 'waiting') await waitFor(() => expect(card.getAttribute('aria-current')).toBe('true'));
  return { ...opened, card: within(card) };
}

const press = (key: string) => fireEvent.keyDown(document.body, { key });
const chosen = (index: number) => {
  const { facts: _, ...record } = cases[index] ?? {};
  return [{ name: 'chooseRecord', input: { proposal: 'p1', revision: 1, record } }];
};

test('a new record that may hang on several offers each with what tells it from the others', async () => {
  const { card, received } = await open(comment);
  const button = card.getByRole('button', { name: /00001027/ });
  expect(button.textContent).toMatch(/Lamp 1.*Status New/);
  fireEvent.click(button);
  await waitFor(() => expect(received).toEqual(chosen(1)));
});

test('a number chooses the record of that number, once the card was there for a moment', async () => {
  const { received } = await open(comment);
  press('2');
  vi.setSystemTime(Date.now() + 320);
  press('7');
  expect(received).toEqual([]);
  press('2');
  await waitFor(() => expect(received).toEqual(chosen(1)));
});

test('a query that was run shows its first rows, and the others when asked', async () => {
  const rows = Array.from({ length: 7 }, (_, index) => ({
    Id: null,
    Subject: `Case ${index}`,
    'Account.Name': 'Reyes',
  }));
  const record = { object: 'Case', id: '', name: '7 rows', detail: null };
  const result = { record, url: '', fields: { Query: 'SELECT Subject FROM Case' }, rows, at: 1, settled: false };
  const { card } = await open(
    sampleProposal({
      actionLabel: 'Execute SOQL query',
      operation: 'read',
      object: 'Case',
      record: null,
      base: null,
      values: [sampleValue('Query', 'SELECT Subject FROM Case')],
      status: { state: 'written', decision: sampleDecision(), result },
    }),
  );
  expect(card.queryByText('Case 6')).toBeNull();
  fireEvent.click(card.getByRole('button', { name: 'Show all 7 rows' }));
  card.getByText('Case 6');
  card.getByRole('columnheader', { name: 'Account.Name' });
});
