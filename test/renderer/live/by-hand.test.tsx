// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { CallerPanel } from '../../../shared/contract/caller-contract.ts';
import { toProblem } from '../../../shared/model/problem.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { sampleDecision, sampleProposal, sampleUtterance, sampleValue } from '../../support/renderer-samples.ts';
import { closeWindow, furnishBrowser, openWindow, pretendedState } from '../../support/renderer-window.tsx';

beforeAll(furnishBrowser);
afterEach(closeWindow);

const lamp = {
  record: { object: 'Case', id: '500000000000001AAA', name: '00001026', detail: 'Lamp damaged in transit' },
  url: 'https://lumen.example/case',
  status: 'Working',
  about: null,
  openedAt: '2026-11-18T09:00:00.000Z',
};
const dana: CallerPanel = {
  record: { object: 'Contact', id: '003000000000001AAA', name: 'Dana Reyes', detail: 'Reyes Interiors' },
  url: 'https://lumen.example/dana',
  fields: [{ field: 'Email', label: 'Email', type: 'email', value: 'd.reyes@oldmail.example', display: null }],
  cases: { open: [lamp], more: false },
  activities: [],
  unread: [],
  readAt: 0,
};

function opened(proposals: Proposal[] = [], caller: CallerPanel = dana) {
  const state = pretendedState(proposals);
  state.callers = { c1: caller };
  return openWindow(state);
}

const press = (key: string, rest: object = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...rest });

const newCase = (rest: Partial<Proposal> = {}) =>
  sampleProposal({
    action: 'create_case',
    actionLabel: 'Create case',
    operation: 'create',
    object: 'Case',
    record: null,
    base: null,
    values: [sampleValue('Subject', 'Damaged lamp'), sampleValue('Description', 'It came broken.')],
    ...rest,
  });

async function chooseWords(): Promise<HTMLElement> {
  await screen.findByText('In Salesforce');
  await screen.findByText(/1 open case/);
  press('s');
  await screen.findByRole('button', { name: /Use these words/ });
  return screen.getByRole('log', { name: 'Transcript' });
}

test('words are chosen and used without a pointer, with the words as evidence', async () => {
  const { received } = opened();
  const transcript = await chooseWords();
  expect(document.activeElement).toBe(transcript);
  for (const key of ['ArrowRight', 'ArrowRight']) press(key);
  press('ArrowRight', { shiftKey: true });
  press('ArrowRight', { shiftKey: true });
  for (let word = 0; word < 3; word += 1) press('ArrowRight', { shiftKey: true });
  await waitFor(() =>
    expect([...transcript.querySelectorAll('[data-pointed]')].map((each) => each.textContent)).toEqual([
      'dana at reyes interiors dot com',
    ]),
  );
  press('Enter');
  const form = await screen.findByRole('dialog', { name: 'Use these words' });
  const email = await within(form).findByRole('textbox', { name: /^Email/ });
  await waitFor(() => expect(email).toHaveProperty('value', 'dana@reyesinteriors.com'));
  fireEvent.submit(email);
  await waitFor(() => expect(received).toHaveLength(1));
  expect(received[0]).toEqual({
    name: 'propose',
    input: {
      org: '00D000000000001AAA',
      call: 'c1',
      action: 'update_contact',
      object: 'Contact',
      record: expect.objectContaining({ id: '003000000000001AAA' }),
      values: [
        {
          field: 'Email',
          value: 'dana@reyesinteriors.com',
          evidence: { utterance: 'u1', start: 5, end: 36, quote: 'dana at reyes interiors dot com' },
        },
      ],
    },
  });
});

test('Escape takes the choice back, and nothing is proposed', async () => {
  const { received } = opened();
  await chooseWords();
  press('Escape');
  await waitFor(() => expect(screen.queryByRole('button', { name: /Use these words/ })).toBeNull());
  expect(received).toEqual([]);
});

test('words with a masked secret are refused in a sentence', async () => {
  const state = pretendedState([]);
  state.callers = { c1: dana };
  state.utterances = [
    sampleUtterance('u1', 'My PIN is •••• thanks', { masked: [{ start: 10, end: 14, kind: 'pin' }] }),
  ];
  openWindow(state);
  await screen.findByText(/1 open case/);
  press('s');
  await screen.findByText(/A secret was masked in these words/);
  press('s');
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a second case on the matter of an open one offers a comment on that, with what was typed', async () => {
  const { received } = opened();
  fireEvent.click(await screen.findByRole('button', { name: 'New case' }));
  const form = await screen.findByRole('dialog', { name: 'New case' });
  const subject = within(form).getByRole('textbox', { name: /^Subject/ });
  fireEvent.change(subject, { target: { value: 'An invoice is wrong' } });
  expect(within(form).queryByText(/case open on this/)).toBeNull();
  fireEvent.change(subject, { target: { value: 'The lamp is damaged' } });
  fireEvent.click(await within(form).findByRole('button', { name: 'Comment on 00001026 instead' }));
  const comment = await within(form).findByRole('textbox', { name: /^Comment/ });
  expect(comment).toHaveProperty('value', 'The lamp is damaged');
  fireEvent.submit(comment);
  await waitFor(() => expect(received).toHaveLength(1));
  expect(received[0]?.input).toMatchObject({
    action: 'add_comment',
    record: lamp.record,
    values: [{ field: 'CommentBody', value: 'The lamp is damaged', evidence: null }],
  });
});

test('a blank form is not sent, and a refusal is told in it', async () => {
  const { received, refuseNext } = opened();
  fireEvent.click(await screen.findByRole('button', { name: 'New case' }));
  const form = await screen.findByRole('dialog', { name: 'New case' });
  const subject = within(form).getByRole('textbox', { name: /^Subject/ });
  fireEvent.submit(subject);
  await within(form).findByText('Subject is still blank.');
  expect(received).toEqual([]);
  refuseNext(toProblem('not-allowed', '“Create case” is no longer offered.'));
  fireEvent.change(subject, { target: { value: 'An invoice is wrong' } });
  fireEvent.submit(subject);
  await within(form).findByText('“Create case” is no longer offered.');
});

test('a new case that waits is made a comment on the open one, and is rejected for it', async () => {
  const { received } = opened([newCase()]);
  fireEvent.click(await screen.findByRole('button', { name: 'Comment on 00001026 instead' }));
  await screen.findByText(/Proposed as a comment on case 00001026 instead/);
  expect(received).toEqual([{ name: 'commentInstead', input: { proposal: 'p1', revision: 1, on: lamp.record } }]);
});

test('a new case on another matter is left alone', async () => {
  opened([newCase({ values: [sampleValue('Subject', 'An invoice is wrong')] })]);
  await screen.findByText(/1 open case/);
  expect(screen.queryByRole('button', { name: 'Comment on 00001026 instead' })).toBeNull();
});

test('what could not be read of the caller is said, and the rest is shown', async () => {
  opened([], { ...dana, cases: null, unread: [{ what: 'cases', message: 'Your user may not see cases.' }] });
  const panel = await screen.findByRole('region', { name: 'The caller in Salesforce' });
  const toggle = within(panel).getByRole('button', { name: /In Salesforce/ });
  if (toggle.getAttribute('aria-expanded') === 'false') fireEvent.click(toggle);
  await within(panel).findByText('Could not be read: Your user may not see cases.');
  within(panel).getByText('d.reyes@oldmail.example');
});

test('what was written of the call is read back into what is known of the caller', async () => {
  const { change } = opened([sampleProposal()]);
  await screen.findByText(/1 open case/);
  act(() =>
    change((held) => {
      held.callers = { c1: { ...dana, cases: { open: [], more: false } } };
      const of = sampleProposal({ revision: 3 });
      const record = { object: 'Contact', id: '003000000000001AAA', name: 'Dana Reyes', detail: null };
      held.proposals.set('p1', {
        ...of,
        status: {
          state: 'written',
          decision: sampleDecision(),
          result: { record, url: '', fields: {}, at: 5000, settled: false },
        },
      });
    }),
  );
  await screen.findByText(/0 open cases/);
});
