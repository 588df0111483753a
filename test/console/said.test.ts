import { call as callRoute } from '@orpc/server';
import { expect, test } from 'vitest';
import type { Console } from '../../electron/console/start-console.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import {
  approved,
  asks,
  callEvent,
  danaCalls,
  deliver,
  sam,
  says,
  testConsole,
  testOrg,
  theProposal,
} from '../support/test-console.ts';

const start = callEvent('start', danaCalls());
const end = callEvent('end', { type: 'call.ended', endedAt: Date.now(), reason: null });
const told = says(2, 'agent', "I've updated your email. Anything else?");

async function followUps(running: Console) {
  await running.idle();
  return callRoute(running.router.followUps.list, undefined);
}

async function opened(running: Console) {
  const { id } = await running.store.db.selectFrom('calls').select('id').executeTakeFirstOrThrow();
  const changes = await callRoute(running.router.calls.open, { call: id, since: 0 });
  for await (const { said, summary } of changes) return { id, summary, said: said ?? [] };
  throw new Error('the call does not answer');
}

test('what the agent said is done, and waits, is an alert of the live call, a follow-up once it ended, and closed by the write', async () => {
  const running = await testConsole(await testOrg());
  await deliver(running, start, asks('t1', 'update_contact', { email: 'dana@new.example' }), told);
  const { summary, said } = await opened(running);
  const proposal = await theProposal(running, 'update_contact');
  expect(said).toMatchObject([
    {
      act: 'change',
      state: 'waiting',
      words: { quote: "I've updated your email" },
      proposal: { id: proposal.id },
      dismissedBy: null,
    },
  ]);
  expect(summary?.told).toEqual([said[0]?.alertAt]);
  expect(await followUps(running)).toEqual([]);

  await deliver(running, end);
  expect(await followUps(running)).toMatchObject([
    {
      what: `The agent told the caller: “I've updated your email”. ${proposal.reference} Update contact still waits: approve it, or tell the caller that it is not done.`,
      proposal: proposal.id,
      doneAt: null,
    },
  ]);

  await approved(running, await theProposal(running, 'update_contact'));
  expect((await opened(running)).summary?.told).toBeUndefined();
  expect(await followUps(running)).toMatchObject([{ doneBy: `Countersign: ${proposal.reference} was written` }]);
});

test('what nothing asked for is owed once, also after a restart, and not once somebody said that it is no claim', async () => {
  const org = await testOrg();
  const folder = temporaryFolder();
  const first = await testConsole(org, folder);
  await deliver(first, start, told, says(3, 'agent', 'Somebody will call you back tomorrow.'), end);
  await first.stop();
  const running = await testConsole(org, folder);
  const owed = await followUps(running);
  expect(owed.map(({ what }) => what)).toEqual([
    "The agent told the caller: “I've updated your email”. Nothing in the call asked for it: propose it, or tell the caller.",
    'The agent promised the caller: “Somebody will call you back tomorrow”. Nothing in the call asked for it: propose it, or tell the caller.',
  ]);
  const { id, said } = await opened(running);
  const claim = said[0]?.id ?? '';
  await callRoute(running.router.said.dismiss, { call: id, claim, dismissed: true });
  expect((await opened(running)).said[0]).toMatchObject({ dismissedBy: expect.any(String), alertAt: null });
  expect((await followUps(running)).filter(({ doneAt }) => doneAt === null)).toHaveLength(1);
  await callRoute(running.router.said.dismiss, { call: id, claim, dismissed: false });
  expect((await opened(running)).summary?.told).toHaveLength(2);
  await expect(callRoute(running.router.said.dismiss, { call: id, claim: 'no:1', dismissed: true })).rejects.toThrow(
    'no longer read',
  );
});

test('a rejection makes what was told untrue, and a promise that waits none', async () => {
  const running = await testConsole(await testOrg());
  await deliver(
    running,
    start,
    asks('t1', 'update_contact', { email: 'dana@new.example' }),
    says(2, 'agent', "I'll have your email changed."),
  );
  expect((await opened(running)).said).toMatchObject([{ tense: 'promised', state: 'waiting', alertAt: null }]);
  const { id, revision } = await theProposal(running, 'update_contact');
  await running.proposals.reject(id, revision, { preset: 'identity-check', text: '' }, sam);
  expect((await opened(running)).summary?.told).toHaveLength(1);
  await deliver(running, end);
  expect((await followUps(running)).map(({ what }) => what)).toEqual([
    expect.stringContaining('was rejected: tell the caller'),
  ]);
});
