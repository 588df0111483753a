// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { toProblem } from '../../../shared/model/problem.ts';
import {
  sampleDecision,
  sampleEvidence,
  sampleField,
  sampleProposal,
  sampleUtterance,
  sampleValue,
} from '../../support/renderer-samples.ts';
import {
  closeWindow,
  furnishBrowser,
  openWindow,
  pretendedState,
  twoProposals,
} from '../../support/renderer-window.tsx';

beforeAll(furnishBrowser);
// Keys are guarded by the clock: it stands, so that a slow machine cannot outlast the guard.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  closeWindow();
  vi.useRealTimers();
});

const guardMs = 320;

async function selectedCard(title: string): Promise<HTMLElement> {
  const heading = await screen.findByRole('heading', { name: title, level: 3 });
  const card = heading.closest('article');
  if (!card) throw new Error('the heading stands in no card');
  await waitFor(() => expect(card.getAttribute('aria-current')).toBe('true'));
  return card;
}

const passGuard = () => vi.setSystemTime(Date.now() + guardMs);

const press = (key: string, rest: object = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...rest });

test('shows the old value, the new one, and that it was never said', async () => {
  openWindow(pretendedState([sampleProposal()]));
  const card = await selectedCard('Update contact');
  expect(within(card).getByText('d.reyes@oldmail.example').closest('del')).not.toBeNull();
  expect(within(card).getByText('dana@reyesinteriors.com').closest('ins')).not.toBeNull();
  within(card).getByText('Never said in the call');
});

test('A approves the revision on the screen, and the next card is selected', async () => {
  const { received } = openWindow(pretendedState(twoProposals()));
  await selectedCard('Update contact');
  passGuard();
  press('a');
  await selectedCard('Update phone');
  expect(received).toMatchObject([{ name: 'approve', input: { proposal: 'p1', revision: 1, edits: null } }]);
});

test('a second A right after the next card was selected does nothing', async () => {
  const { received } = openWindow(pretendedState(twoProposals()));
  await selectedCard('Update contact');
  passGuard();
  press('a');
  await selectedCard('Update phone');
  press('a');
  press('r');
  passGuard();
  expect(received).toHaveLength(1);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a key held down, or pressed twice before the answer, approves once', async () => {
  const { received } = openWindow(pretendedState([sampleProposal()]));
  await selectedCard('Update contact');
  passGuard();
  press('a');
  press('a');
  press('a', { repeat: true });
  await screen.findByText(/It is sent next/);
  expect(received).toHaveLength(1);
});

test('no key acts while somebody types, or with a modifier', async () => {
  const { received } = openWindow(pretendedState([sampleProposal()]));
  await selectedCard('Update contact');
  passGuard();
  const search = screen.getByRole('searchbox', { name: /Find a call/ });
  fireEvent.keyDown(search, { key: 'a' });
  press('a', { ctrlKey: true });
  press('r', { metaKey: true });
  passGuard();
  expect(received).toEqual([]);
});

test('with single keys off, A alone does nothing', async () => {
  const state = pretendedState([sampleProposal()]);
  state.preferences.singleKeys = false;
  const { received } = openWindow(state);
  await selectedCard('Update contact');
  passGuard();
  press('a');
  expect(received).toEqual([]);
  press('A', { ctrlKey: true, shiftKey: true });
  await waitFor(() => expect(received).toHaveLength(1));
});

test('a proposal without its record cannot be approved, by key or button', async () => {
  const { received } = openWindow(
    pretendedState([sampleProposal({ readiness: { state: 'needs-record' }, record: null, base: null })]),
  );
  const card = await selectedCard('Update contact');
  passGuard();
  press('a');
  fireEvent.click(within(card).getByRole('button', { name: 'Approve' }));
  within(card).getByText('Which contact?');
  expect(received).toEqual([]);
});

test('a key that cannot act says why on the card, until the card changes', async () => {
  const unready = sampleProposal({ readiness: { state: 'needs-record' }, record: null, base: null });
  const { change } = openWindow(pretendedState([unready]));
  const card = await selectedCard('Update contact');
  passGuard();
  press('a');
  await within(card).findByText('Say first which record it is about.');
  act(() => change((held) => held.proposals.set('p1', sampleProposal({ revision: 2 }))));
  await waitFor(() => expect(within(card).queryByText('Say first which record it is about.')).toBeNull());
});

test('what the caller said is taken in place of what the agent asked, and approved as an edit', async () => {
  const values = [
    sampleValue('Email', 'd@reyes.example', {
      alternatives: [{ asker: 'suggestion', value: 'dana@reyes.example', evidence: null }],
    }),
  ];
  const { received } = openWindow(pretendedState([sampleProposal({ values })]));
  const card = await selectedCard('Update contact');
  passGuard();
  fireEvent.click(within(card).getByRole('button', { name: 'Use this instead' }));
  expect(within(card).getByText('dana@reyes.example').closest('ins')).not.toBeNull();
  within(card).getByRole('button', { name: 'Put back' });
  press('a');
  await waitFor(() => expect(received).toHaveLength(1));
  expect(received[0]?.input).toMatchObject({ proposal: 'p1', revision: 1, edits: { Email: 'dana@reyes.example' } });
});

test('in a conflict theirs is kept field by field, and only the rest is written', async () => {
  const snapshot = { modifiedAt: null, modifiedBy: 'Ana Wu', readAt: 0 };
  const of = sampleProposal({
    values: [sampleValue('Email', 'dana@reyes.example'), sampleValue('Title', 'Founder')],
    base: { ...snapshot, fields: { Email: 'old@reyes.example', Title: 'Owner' } },
    current: { ...snapshot, fields: { Email: 'ana@reyes.example', Title: 'Owner' } },
    status: { state: 'waiting', conflict: ['Email'], problem: null },
  });
  const { received } = openWindow(pretendedState([of]));
  const card = await selectedCard('Update contact');
  passGuard();
  within(card).getByText(/writes ours over Email/);
  fireEvent.click(within(card).getByRole('button', { name: /^Keep theirs/ }));
  within(card).getByText(/What they changed stays/);
  press('a');
  await waitFor(() => expect(received).toHaveLength(1));
  expect(received[0]?.input).toMatchObject({ proposal: 'p1', revision: 1, edits: { Email: 'ana@reyes.example' } });
});

test('a deletion shows what goes, is approved by the button only, and stays to be asked again', async () => {
  const of = sampleProposal({
    operation: 'delete',
    actionLabel: 'Delete contact',
    values: [],
    consequences: ['2 Cases go with it.'],
  });
  const { received } = openWindow(pretendedState([of]));
  const card = await selectedCard('Delete contact');
  passGuard();
  within(card).getByText('2 Cases go with it.');
  expect(within(card).getByText('d.reyes@oldmail.example').closest('del')).not.toBeNull();
  press('a');
  await within(card).findByText('Deleting has no key: press the button.');
  expect(received).toEqual([]);
  fireEvent.click(within(card).getByRole('button', { name: 'Approve' }));
  await waitFor(() => expect(received).toHaveLength(1));
});

test('R asks why, and the reason goes with the rejection', async () => {
  const { received } = openWindow(pretendedState([sampleProposal()]));
  await selectedCard('Update contact');
  passGuard();
  press('r');
  const dialog = await screen.findByRole('dialog');
  fireEvent.click(within(dialog).getByLabelText('Wrong record'));
  fireEvent.change(within(dialog).getByLabelText('Anything to add'), { target: { value: 'The other Dana.' } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Reject' }));
  await screen.findByText(/Wrong record: The other Dana/);
  expect(received).toMatchObject([
    {
      name: 'reject',
      input: { proposal: 'p1', revision: 1, rejection: { preset: 'wrong-record', text: 'The other Dana.' } },
    },
  ]);
});

test('an edit that Salesforce would refuse is refused before any request', async () => {
  const { received } = openWindow(pretendedState([sampleProposal()]));
  await selectedCard('Update contact');
  passGuard();
  press('e');
  const dialog = await screen.findByRole('dialog');
  const email = await within(dialog).findByLabelText('Email');
  fireEvent.change(email, { target: { value: 'dana at reyes' } });
  fireEvent.submit(within(dialog).getByRole('button', { name: /^Approve/ }));
  await within(dialog).findByText(/is not an email address/);
  within(dialog).getByRole('button', { name: 'Approve with these changes' });
  expect(received).toEqual([]);
  fireEvent.change(email, { target: { value: 'dana@reyes.example' } });
  fireEvent.submit(within(dialog).getByRole('button', { name: 'Approve with these changes' }));
  await waitFor(() => expect(received).toHaveLength(1));
  expect(received[0]?.input).toMatchObject({ proposal: 'p1', revision: 1, edits: { Email: 'dana@reyes.example' } });
});

test('Enter in a list of choices approves nothing, Ctrl and Enter approve from any field', async () => {
  const values = [sampleValue('LeadSource', 'Web', { type: 'picklist' })];
  const state = pretendedState([sampleProposal({ values, base: null })]);
  const fields = [sampleField('LeadSource', 'picklist')];
  const described = Object.entries(state.describes).map(([name, object]) => [name, { ...object, fields }]);
  const { received } = openWindow({ ...state, describes: Object.fromEntries(described) });
  await selectedCard('Update contact');
  passGuard();
  press('e');
  const dialog = await screen.findByRole('dialog');
  const source = await within(dialog).findByRole('combobox', { name: 'LeadSource' });
  expect(fireEvent.keyDown(source, { key: 'Enter', keyCode: 13 })).toBe(false);
  expect(received).toEqual([]);
  fireEvent.keyDown(source, { key: 'Enter', keyCode: 13, ctrlKey: true });
  await waitFor(() => expect(received).toHaveLength(1));
});

test('the form shows the words behind each value, and that others were never said', async () => {
  const said = sampleUtterance('u1', "It's dana at reyes interiors dot com, please.");
  const evidence = sampleEvidence(said, 'dana at reyes interiors dot com');
  const values = [
    sampleValue('Email', 'dana@reyesinteriors.com', { type: 'email', evidence }),
    sampleValue('LastName', 'Reyes'),
  ];
  openWindow(pretendedState([sampleProposal({ values })]));
  await selectedCard('Update contact');
  passGuard();
  press('e');
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByRole('button', { name: /dana at reyes interiors dot com/ });
  within(dialog).getByText('Never said in the call');
  within(dialog).getByRole('button', { name: 'Approve unchanged' });
});

test('a proposal that changed while it was edited is not approved on the old revision', async () => {
  const { received, change } = openWindow(pretendedState([sampleProposal()]));
  await selectedCard('Update contact');
  passGuard();
  press('e');
  const dialog = await screen.findByRole('dialog');
  fireEvent.change(await within(dialog).findByLabelText('Email'), { target: { value: 'dana@reyes.example' } });
  const values = [sampleValue('Email', 'somebody@else.example', { type: 'email' })];
  act(() => change((held) => held.proposals.set('p1', sampleProposal({ revision: 2, values }))));
  await within(dialog).findByText(/changed while you were editing/);
  fireEvent.submit(within(dialog).getByRole('button', { name: /^Approve/ }));
  expect(received).toEqual([]);
});

test('what the console refuses is told on the card, and the card stays', async () => {
  const { refuseNext } = openWindow(pretendedState([sampleProposal()]));
  refuseNext(toProblem('conflict', 'Somebody else decided a moment ago.'));
  await selectedCard('Update contact');
  passGuard();
  press('a');
  await screen.findByText('Somebody else decided a moment ago.');
  await selectedCard('Update contact');
});

test('a record that changed shows then, now and proposed', async () => {
  openWindow(
    pretendedState([
      sampleProposal({
        current: {
          fields: { Email: 'dana.reyes@mail.example', Title: 'Founder' },
          modifiedAt: null,
          modifiedBy: 'Ana Wu',
          readAt: 0,
        },
        base: {
          fields: { Email: 'd.reyes@oldmail.example', Title: 'Owner' },
          modifiedAt: null,
          modifiedBy: null,
          readAt: 0,
        },
        status: { state: 'waiting', conflict: ['Email'], problem: null },
      }),
    ]),
  );
  const card = await selectedCard('Update contact');
  const table = within(card).getByRole('table');
  expect(
    within(table)
      .getAllByRole('columnheader')
      .map((each) => each.textContent),
  ).toEqual(['Field', 'Then', 'Now in Salesforce', 'Proposed']);
  within(table).getByText('in conflict');
  within(table).getByText('not touched');
  within(card).getByText(/Ana Wu changed Email after you saw it. Nothing was sent/);
});

test('what the caller said is text, never markup, and hidden characters are shown', async () => {
  const hostile = '<img src=x onerror=alert(1)>\u202eevil';
  openWindow(pretendedState([sampleProposal({ values: [sampleValue('Email', hostile)] })]));
  const card = await selectedCard('Update contact');
  within(card).getByText(/<img src=x onerror=alert\(1\)>/);
  within(card).getByText('U+202E');
  expect(card.querySelector('img')).toBeNull();
});

test('while it reconnects nothing can be decided, and the foot says so', async () => {
  const { line, received } = openWindow(pretendedState([sampleProposal()]));
  await selectedCard('Update contact');
  passGuard();
  act(() => line.become({ state: 'reconnecting', since: Date.now() }));
  await screen.findByText(/Reconnecting/);
  press('a');
  expect(received).toEqual([]);
});

test('the foot tells the org, marks it as practice, and counts', async () => {
  openWindow(pretendedState([sampleProposal()]));
  await screen.findByText('Practice');
  await screen.findByText(/you are Sam Ortiz/);
  await screen.findByText('API 412 of 100,000');
  await screen.findByText('2 waiting');
});

test('the first write to production is confirmed by a person, with the edits they made', async () => {
  const { received, refuseNext } = openWindow(pretendedState([sampleProposal()]));
  refuseNext(toProblem('not-allowed', 'This writes to production.', { code: 'confirm-production' }));
  await selectedCard('Update contact');
  passGuard();
  press('e');
  const dialog = await screen.findByRole('dialog');
  fireEvent.change(await within(dialog).findByLabelText('Email'), { target: { value: 'dana@reyes.example' } });
  fireEvent.submit(within(dialog).getByRole('button', { name: /^Approve/ }));
  fireEvent.click(await within(dialog).findByRole('button', { name: 'Yes, write to production' }));
  await waitFor(() => expect(received).toHaveLength(2));
  const edits = { Email: 'dana@reyes.example' };
  expect(received[1]?.input).toMatchObject({ proposal: 'p1', revision: 1, edits, confirmProduction: true });
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('a refused write is fixed and tried again: it waits once more, and the form opens on it', async () => {
  const problem = toProblem('invalid-input', 'Email is no address.', {
    fields: [{ field: 'Email', label: 'Email', message: 'invalid email address' }],
  });
  const failed = sampleProposal({ status: { state: 'failed', decision: sampleDecision(), problem } });
  const { received } = openWindow(pretendedState([failed]));
  const card = await selectedCard('Update contact');
  await within(card).findByText('Salesforce: invalid email address');
  fireEvent.click(await within(card).findByRole('button', { name: /Fix and retry/ }));
  const dialog = await screen.findByRole('dialog');
  // The form opens at once; what it approves is the card as it waits again.
  await waitFor(() => expect(screen.queryByRole('button', { name: /Fix and retry/, hidden: true })).toBeNull());
  fireEvent.change(await within(dialog).findByLabelText('Email'), { target: { value: 'dana@reyes.example' } });
  expect(within(dialog).queryByText(/changed while you were editing/)).toBeNull();
  fireEvent.submit(within(dialog).getByRole('button', { name: /^Approve/ }));
  await waitFor(() => expect(received.map((each) => each.name)).toEqual(['reopen', 'approve']));
  expect(received[1]?.input).toMatchObject({ proposal: 'p1', revision: 2, edits: { Email: 'dana@reyes.example' } });
});

test('words that come in leave the styles of the window alone', async () => {
  const { change } = openWindow(pretendedState([]));
  await screen.findByText(/dana at reyes/);
  const added: Node[] = [];
  const observer = new MutationObserver((mutations) =>
    added.push(...mutations.flatMap((each) => [...each.addedNodes])),
  );
  observer.observe(document.head, { childList: true });
  act(() => change((held) => held.utterances.push(sampleUtterance('u2', 'And the name is Reyes.'))));
  await screen.findByText('And the name is Reyes.');
  observer.disconnect();
  expect(added).toEqual([]);
});

test('a very long call is drawn at its end as soon as it is opened, and only in part', async () => {
  const state = pretendedState([]);
  state.utterances = Array.from({ length: 1000 }, (_, seq) =>
    sampleUtterance(`u${seq}`, `This is turn ${seq}.`, { seq }),
  );
  const { view } = openWindow(state);
  await screen.findByText('This is turn 999.');
  expect(view.container.querySelectorAll('[data-words]').length).toBeLessThan(100);
});
