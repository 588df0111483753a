import { expect, test } from 'vitest';
import { createHandover } from '../../../electron/feeds/holds/handover.ts';
import type { ProposalCommand } from '../../../electron/proposals/deciding/decide-proposal.ts';
import { payloadHash } from '../../../electron/proposals/executor/payload-hash.ts';
import { prepareToken } from '../../../electron/proposals/preparing/prepare-token.ts';
import { commandProposal, isProposal, loadProposal } from '../../../electron/proposals/proposal-store.ts';
import type { Store } from '../../../electron/store/open-store.ts';
import { tokenField } from '../../../shared/model/access-token.ts';
import { toProblem } from '../../../shared/model/problem.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import type { Sent } from '../../../shared/model/target.ts';
import { askedBy, heldCalls, proposalOf, proposed, runningFeed } from '../../support/held-calls.ts';
import { sampleAttempt, sampleResult } from '../../support/sample-proposal.ts';
import { sam } from '../../support/test-console.ts';

const ask = { id: 't1', call: 'call-1', action: 'get_access_token', inputs: {} };
const secret = '00D000000000001!AQ.the.secret.token.itself';
const values = { access_token: secret, instance_url: 'https://acme.my.salesforce.com', expires_at: 'soon' };
const grant = {
  app: 'Agent Tokens',
  clientId: 'key',
  user: { id: '005000000000002AAA', name: 'Agent Integration', username: 'agents@acme.example' },
  scopes: ['api'],
  minutes: 5,
  savedAt: 0,
};

async function tokens() {
  const handover = createHandover();
  const of = await heldCalls({ parts: { handover } });
  const delivered: boolean[] = [];
  return {
    ...of,
    handover,
    delivered,
    leave: (proposal: string) =>
      handover.leave(proposal, { values, delivered: (arrived) => void delivered.push(arrived) }),
    ask: (by = askedBy().by) => of.holds.ask(runningFeed(), [ask], by),
  };
}

async function does(store: Store, id: string, command: (of: Proposal) => ProposalCommand): Promise<void> {
  const stored = await loadProposal(store.db, id);
  const answer = stored && (await commandProposal(store, id, command(stored.proposal), 5));
  if (!answer || !isProposal(answer)) throw new Error(answer?.message);
}

/** Approved, and sent with this outcome; `before` it is on disk, something is left to be handed over. */
async function sent(store: Store, id: string, outcome: Sent, before: () => void = () => {}): Promise<void> {
  await does(store, id, (of) => {
    return { type: 'prepared', revision: of.revision, prepared: prepareToken(of, { tokenGrant: () => grant }) };
  });
  await does(store, id, ({ revision }) => {
    return { type: 'approve', id: 'd1', revision, by: sam, at: 5, edited: null, hash: payloadHash };
  });
  await does(store, id, () => ({ type: 'intend', attempt: sampleAttempt }));
  before();
  await does(store, id, () => ({ type: 'sent', sent: outcome }));
}

const given: Sent = {
  kind: 'written',
  result: { ...sampleResult, fields: { [tokenField.until]: '2026-11-21T12:08:00.000Z' } },
};

test('the token goes into the held response, and what is on disk does not hold it', async () => {
  const of = await tokens();
  const answering = of.ask();
  const { id } = await proposed(of.store, 't1');
  expect(of.handover.isAwaited(id)).toBe(true);
  await sent(of.store, id, given, () => of.leave(id));
  const [answer] = await answering;
  expect(answer).toMatchObject({ outcome: 'done', values, handsOver: true });
  expect(answer?.text).toContain('revoked at 12:08 UTC');
  expect(of.handover.isAwaited(id)).toBe(false);
  of.clock.advance(1_000);
  await of.holds.idle();
  expect(of.delivered).toEqual([true]);
  for (const table of ['answers', 'proposals', 'journal_values', 'tool_calls'] as const) {
    expect(JSON.stringify(await of.store.db.selectFrom(table).selectAll().execute())).not.toContain(secret);
  }
});

test('two connections that wait for the same tool call are given the same, and a later one is not', async () => {
  const of = await tokens();
  const both = [of.ask(), of.ask()];
  const { id } = await proposed(of.store, 't1');
  while (of.handover.held.all().length < 2) await new Promise((resolve) => setImmediate(resolve));
  await sent(of.store, id, given, () => of.leave(id));
  for (const [answer] of await Promise.all(both)) expect(answer).toMatchObject({ values });
  const [late] = await of.ask();
  expect(late).toMatchObject({ outcome: 'done', values: {}, text: expect.stringContaining('is not told again') });
  expect(late).not.toHaveProperty('handsOver');
});

test('a response that could not leave is told, so that the token can be revoked', async () => {
  const of = await tokens();
  const { by, hangUp } = askedBy();
  const answering = of.ask(by);
  const { id } = await proposed(of.store, 't1');
  await sent(of.store, id, given, () => of.leave(id));
  await answering;
  hangUp();
  await of.holds.idle();
  expect(of.delivered).toEqual([false]);
  // The late door says that it was given once, and nothing else.
  expect(of.said.map(({ message }) => message).join()).not.toContain(secret);
});

test('an agent that hung up before is given nothing, and neither is the late door', async () => {
  const of = await tokens();
  const { by, hangUp } = askedBy();
  const answering = of.ask(by);
  const { id } = await proposed(of.store, 't1');
  hangUp();
  await answering;
  expect(of.handover.isAwaited(id)).toBe(false);
  await sent(of.store, id, given, () => of.leave(id));
  await of.holds.idle();
  expect(of.delivered).toEqual([false]);
  expect(JSON.stringify(of.said)).not.toContain(secret);
});

test('a token whose request failed after all is handed to nobody', async () => {
  const of = await tokens();
  const answering = of.ask();
  const { id } = await proposed(of.store, 't1');
  const problem = toProblem('upstream', 'The answer was lost. Nothing was handed over.');
  await sent(of.store, id, { kind: 'refused', problem }, () => of.leave(id));
  const [answer] = await answering;
  expect(answer).toMatchObject({ outcome: 'failed', values: {} });
  expect(answer?.text).toBe('Not given (P-1001): The answer was lost. Nothing was handed over.');
  expect(of.delivered).toEqual([false]);
});

test('an agent whose time is over is told that there is no later', async () => {
  const of = await tokens();
  const answering = of.ask();
  await proposed(of.store, 't1');
  of.clock.advance(17_000);
  const [answer] = await answering;
  expect(answer).toMatchObject({ outcome: 'pending', text: expect.stringContaining('only while a request waits') });
  expect((await proposalOf(of.store, 't1')).status.state).toBe('waiting');
});

test('two tool calls never share one token', async () => {
  const of = await tokens();
  void of.ask();
  void of.holds.ask(runningFeed(), [{ ...ask, id: 't2' }], askedBy().by);
  const [first, second] = [await proposed(of.store, 't1'), await proposed(of.store, 't2')];
  expect(first.id).not.toBe(second.id);
});
