// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { type Duplicates, toProblem } from '../../../../shared/model/problem.ts';
import type { Proposal } from '../../../../shared/model/proposal.ts';
import { sampleDecision, sampleProposal, sampleValue } from '../../../support/renderer-samples.ts';
import { closeWindow, furnishBrowser, openWindow, pretendedState } from '../../../support/renderer-window.tsx';

beforeAll(furnishBrowser);
afterEach(closeWindow);

const dana = {
  record: { object: 'Contact', id: '003000000000001AAA', name: 'Dana Reyes', detail: 'Reyes Interiors' },
  url: 'https://acme.example/lightning/r/Contact/003000000000001AAA/view',
  fields: [{ field: 'Email', label: 'Email', value: 'd.reyes@oldmail.example' }],
};

function refused(found: Duplicates): Proposal {
  const problem = { ...toProblem('conflict', 'There is one like it.', { next: 'edit' }), duplicates: found };
  return sampleProposal({
    actionLabel: 'Create contact',
    operation: 'create',
    record: null,
    base: null,
    values: [sampleValue('LastName', 'Reyes')],
    status: { state: 'failed', decision: sampleDecision(), problem },
  });
}

async function open(found: Duplicates) {
  const opened = openWindow(pretendedState([refused(found)]));
  const heading = await screen.findByRole('heading', { name: 'Create contact', level: 3 });
  const card = heading.closest('article');
  if (!card) throw new Error('the heading stands in no card');
  return { ...opened, card: within(card) };
}

test('lists what a duplicate rule found, with its link and what it says', async () => {
  const { card } = await open({ allowSave: false, matches: [dana] });
  expect(card.getByRole('link', { name: /Dana Reyes/ }).getAttribute('href')).toBe(dana.url);
  card.getByText('d.reyes@oldmail.example');
  expect(card.queryByRole('button', { name: 'Save anyway' })).toBeNull();
});

test('proposes an update of the one that is chosen', async () => {
  const { card, received } = await open({ allowSave: true, matches: [dana] });
  fireEvent.click(card.getByRole('button', { name: 'Update this one instead: Dana Reyes' }));
  const input = { proposal: 'p1', revision: 1, record: dana.record.id };
  await waitFor(() => expect(received).toEqual([{ name: 'updateInstead', input }]));
});

test('saves it anyway where the rule lets it', async () => {
  const { card, received } = await open({ allowSave: true, matches: [dana] });
  fireEvent.click(card.getByRole('button', { name: 'Save anyway' }));
  const input = { proposal: 'p1', revision: 1, edits: null, saveAnyway: true };
  await waitFor(() => expect(received).toMatchObject([{ name: 'approve', input }]));
});

test('a record of another kind is shown and not offered for an update', async () => {
  const lead = { ...dana, record: { ...dana.record, object: 'Lead', id: '00Q000000000001AAA' } };
  const { card } = await open({ allowSave: true, matches: [lead] });
  card.getByText('Lead');
  expect(card.queryByRole('button', { name: /instead/ })).toBeNull();
});
