// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { ProposalClock } from '../../../../shared/contract/clock-view.ts';
import {
  accessTokenAction,
  accessTokenObject,
  type TokenLease,
  tokenField,
} from '../../../../shared/model/access-token.ts';
import { toProblem } from '../../../../shared/model/problem.ts';
import type { Proposal, ProposalStatus } from '../../../../shared/model/proposal.ts';
import { sampleClock, sampleDecision, sampleProposal, sampleValue } from '../../../support/renderer-samples.ts';
import { sampleLease } from '../../../support/renderer-tokens.ts';
import { closeWindow, furnishBrowser, openWindow, pretendedState } from '../../../support/renderer-window.tsx';

beforeAll(furnishBrowser);
afterEach(closeWindow);

const waiting: ProposalStatus = { state: 'waiting', conflict: null, problem: null };
const held = sampleClock({ state: 'caller-waiting', heldUntil: Date.now() + 15_000 });

function tokenProposal(status: ProposalStatus = waiting): Proposal {
  return sampleProposal({
    action: accessTokenAction,
    actionLabel: 'Get access token',
    operation: 'create',
    writeClass: 'append',
    object: accessTokenObject,
    objectLabel: 'Access token',
    call: null,
    record: null,
    base: null,
    values: [
      sampleValue(tokenField.app, 'Agent Tokens'),
      sampleValue(tokenField.clientId, '3MVG9.the.key'),
      sampleValue(tokenField.user, 'Agent Integration'),
      sampleValue(tokenField.scopes, 'api id'),
      sampleValue(tokenField.minutes, 5),
    ],
    status,
  });
}

async function open(of: Proposal, told: { clock?: ProposalClock; leases?: TokenLease[]; memory?: boolean } = {}) {
  const state = pretendedState([of], []);
  if (told.memory) state.status = { ...state.status, secrets: 'memory' };
  const opened = openWindow(
    { ...state, clocks: { p1: told.clock ?? held }, tokens: { leases: told.leases ?? [] } },
    '/approvals',
  );
  const heading = await screen.findByRole('heading', { name: 'Get access token', level: 3 });
  const card = heading.closest('article');
  if (!card) throw new Error('the heading stands in no card');
  return { ...opened, card: within(card), text: () => card.textContent ?? '' };
}

test('says in plain words what whoever holds the token can do, until when, with which app and scopes', async () => {
  const { card, text } = await open(tokenProposal());
  expect(text()).toMatch(
    /Whoever holds this token can write to Salesforce as Agent Integration, without Countersign, until it is revoked: 5 minutes after you approve, at \d\d:\d\d\./,
  );
  card.getByText('Agent Tokens');
  card.getByText('read and change whatever the user may (api); see who the user is (id)');
  expect(text()).not.toContain('3MVG9');
  expect(text()).not.toContain('killed');
  expect(card.getByRole('button', { name: /^Edit/ }).getAttribute('aria-disabled')).toBe('true');
});

test('is approved as it stands', async () => {
  const { card, received } = await open(tokenProposal());
  fireEvent.click(card.getByRole('button', { name: /^Approve/ }));
  const input = { proposal: 'p1', revision: 1, edits: null };
  await waitFor(() => expect(received).toMatchObject([{ name: 'approve', input }]));
});

test('says before anybody approves that the agent no longer waits', async () => {
  const { card } = await open(tokenProposal(), { clock: sampleClock({ state: 'parked' }) });
  card.getByText(/The agent no longer waits/);
  expect(card.getByRole('button', { name: /^Approve/ }).getAttribute('aria-disabled')).toBe('true');
});

test('warns that a killed console cannot revoke, where secrets are kept in memory', async () => {
  const { text } = await open(tokenProposal(), { memory: true });
  expect(text()).toContain('if Countersign is killed, nobody revokes it');
});

test('says why it was not given', async () => {
  const problem = toProblem('conflict', 'The agent stopped waiting. It was revoked unused.');
  const { text } = await open(tokenProposal({ state: 'failed', decision: sampleDecision(), problem }));
  expect(text()).toContain('No access token was given. The agent stopped waiting.');
});

const written: ProposalStatus = {
  state: 'written',
  decision: sampleDecision(),
  result: {
    record: { object: accessTokenObject, id: '', name: 'Agent Tokens', detail: null },
    url: '',
    fields: { [tokenField.app]: 'Agent Tokens', [tokenField.user]: 'Agent Integration', [tokenField.scopes]: 'api' },
    at: sampleLease().issuedAt,
    settled: false,
  },
};

async function openGiven(lease: TokenLease) {
  const of = { ...tokenProposal(written), call: 'c1' };
  const state = pretendedState([of]);
  const opened = openWindow({ ...state, tokens: { leases: [lease] } });
  const fold = await screen.findByRole('button', { name: /Get access token/ }).catch(() => null);
  if (fold) fireEvent.click(fold);
  const heading = await screen.findByRole('heading', { name: 'Get access token', level: 3 });
  const card = heading.closest('article');
  if (!card) throw new Error('the heading stands in no card');
  return { ...opened, card: within(card), text: () => card.textContent ?? '' };
}

test('tells the life of a token, and revokes it by hand', async () => {
  const { card, text, received } = await openGiven(sampleLease());
  await waitFor(() => expect(text()).toMatch(/Given .*12:03.* · is revoked at .*12:08/));
  fireEvent.click(card.getByRole('button', { name: 'Revoke now' }));
  await waitFor(() => expect(received).toContainEqual({ name: 'revoke', input: { proposal: 'p1' } }));
});

test('tells when it was revoked, and offers nothing more', async () => {
  const lease = sampleLease();
  const { card, text } = await openGiven({ ...lease, state: 'revoked', endedAt: lease.revokeAt });
  await waitFor(() => expect(text()).toMatch(/Given .*12:03.* · revoked .*12:08/));
  expect(card.queryByRole('button', { name: 'Revoke now' })).toBeNull();
});

test('tells that one could not be revoked, and that one never will be', async () => {
  const { text } = await openGiven(sampleLease({ trouble: 'Salesforce cannot be reached.' }));
  await waitFor(() => expect(text()).toContain('It could not be revoked: Salesforce cannot be reached.'));
  closeWindow();
  const lost = await openGiven(sampleLease({ state: 'lost', endedAt: 1, trouble: 'Countersign ended.' }));
  await waitFor(() => expect(lost.text()).toContain('It cannot be revoked any more: Countersign ended.'));
});
