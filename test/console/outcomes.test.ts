import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { call as callRoute } from '@orpc/server';
import { expect, onTestFinished, test } from 'vitest';
import { readHead } from '../../electron/journal/journal-head.ts';
import { verifyJournal } from '../../electron/journal/verify-journal.ts';
import { loadOutcome } from '../../electron/outcomes/outcome-store.ts';
import { loadProposal } from '../../electron/proposals/proposal-store.ts';
import { rowsOf } from '../support/org-requests.ts';
import type { OutcomesOrder } from '../support/outcomes-child.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import {
  allProposals,
  approved,
  asks,
  callEvent,
  danaCalls,
  deliver,
  says,
  testConsole,
  testOrg,
  theProposal,
} from '../support/test-console.ts';

const endedAt = Date.parse('2026-11-21T18:03:20Z');
const start = callEvent('start', danaCalls());
const end = callEvent('end', { type: 'call.ended', endedAt, reason: null });
const words = [
  says(1, 'caller', 'Hi, my lamp came broken, I need a replacement for it.'),
  says(2, 'agent', "I'm sorry. I've ordered a new lamp for you, it has been sent today."),
  says(3, 'caller', 'Perfect, thank you so much, that is great.'),
];

async function theCall(running: Awaited<ReturnType<typeof testConsole>>): Promise<string> {
  return (await running.store.db.selectFrom('calls').select('id').executeTakeFirstOrThrow()).id;
}

test('a call that ended has an outcome made out of what was said, and one that goes on has none', async () => {
  const running = await testConsole(await testOrg());
  await deliver(running, start, ...words);
  const call = await theCall(running);
  expect(await loadOutcome(running.store.db, call)).toBeNull();
  await deliver(running, end);
  const { derived } = (await loadOutcome(running.store.db, call)) ?? {};
  expect(derived).toMatchObject({
    disposition: { value: 'Resolved', from: 'transcript' },
    sentiment: { value: 'positive', from: 'transcript' },
    summary: { value: expect.stringContaining('my lamp came broken') },
    seconds: { value: 200 },
  });
});

test('the platform’s own analysis comes first, also when it comes late; an edit stays, and the derived value beside it', async () => {
  const running = await testConsole(await testOrg());
  await deliver(running, start, ...words, end);
  const call = await theCall(running);
  const { edit } = running.router.outcomes;
  await callRoute(edit, { call, values: { disposition: 'Replacement sent' } });
  const analysis = {
    summary: 'A lamp is replaced.',
    sentiment: 'neutral' as const,
    successful: true,
    disposition: null,
    recordingUrl: null,
    values: {},
  };
  await deliver(running, callEvent('analysed', { type: 'call.analysed', analysis }));
  const of = await loadOutcome(running.store.db, call);
  expect(of?.derived).toMatchObject({
    disposition: { value: 'Resolved', from: 'platform' },
    sentiment: { value: 'neutral', from: 'platform' },
    summary: { value: 'A lamp is replaced.', from: 'platform' },
  });
  expect(of?.edits).toMatchObject({ disposition: { value: 'Replacement sent', by: expect.any(String) } });
  const restored = await callRoute(edit, { call, values: { disposition: null } });
  expect(restored.edits.disposition).toBeUndefined();
  const kinds = await running.store.db
    .selectFrom('journal')
    .select(['kind', 'actor'])
    .where('call', '=', call)
    .execute();
  expect(kinds.filter(({ kind }) => kind === 'call.analysed')).toHaveLength(2);
  expect(kinds.filter(({ kind }) => kind === 'outcome.edited')).toHaveLength(2);
});

test('a call that ended while the console was down is made out at its next start', async () => {
  const org = await testOrg();
  const folder = temporaryFolder();
  const running = await testConsole(org, folder);
  await deliver(running, start, ...words, end);
  const call = await theCall(running);
  await running.store.db.deleteFrom('outcomes').execute();
  await running.stop();
  const again = await testConsole(org, folder);
  await again.idle();
  expect((await loadOutcome(again.store.db, call))?.derived.disposition.value).toBe('Resolved');
});

test('that an outcome is in the org is told once, also where the agent’s log was written before the call ended', async () => {
  const org = await testOrg();
  const folder = temporaryFolder();
  const running = await testConsole(org, folder);
  await deliver(running, start, ...words, asks('t1', 'log_call_outcome', { disposition: 'Replaced' }));
  await approved(running, await theProposal(running, 'log_call_outcome'));
  await deliver(running, end);
  const call = await theCall(running);
  expect((await loadOutcome(running.store.db, call))?.derived.disposition).toMatchObject({
    value: 'Replaced',
    from: 'agent',
  });
  const told = () =>
    running.store.db.selectFrom('journal').select('kind').where('kind', '=', 'outcome.written').execute();
  expect(await told()).toHaveLength(1);
  await running.stop();
  const again = await testConsole(org, folder);
  await again.idle();
  const all = await again.store.db.selectFrom('journal').select('kind').where('call', '=', call).execute();
  expect(all.filter(({ kind }) => kind === 'outcome.written')).toHaveLength(1);
  expect(all.filter(({ kind }) => kind === 'call.analysed')).toHaveLength(1);
});

test('an outcome is written back through a proposal, with what was said and the case of the call', async () => {
  const org = await testOrg();
  const running = await testConsole(org);
  await deliver(running, start, ...words, asks('t1', 'create_case', { subject: 'Lamp came broken' }));
  await approved(running, await theProposal(running, 'create_case'));
  await deliver(running, end);
  const call = await theCall(running);
  const { edit, write, open } = running.router.outcomes;
  await callRoute(edit, { call, values: { summary: 'The lamp is replaced.' } });
  const written = await callRoute(write, { calls: [call], transcript: true });
  expect(written).toMatchObject({ proposed: [{ call }], leftOut: [] });
  await running.idle();
  const log = await theProposal(running, 'log_call_outcome');
  expect(log.values.find(({ field }) => field === 'Description')).toMatchObject({
    value: expect.stringMatching(/^The lamp is replaced\.\n\nTranscript\n00:01 Caller: Hi, my lamp/),
    invalid: null,
  });
  // Pressed again before it is decided, it is the same proposal with what holds now.
  await callRoute(edit, { call, values: { disposition: 'Replaced' } });
  await callRoute(write, { calls: [call], transcript: false });
  await running.idle();
  const held = await theProposal(running, 'log_call_outcome');
  expect(held.id).toBe(log.id);
  expect(held.values.find(({ field }) => field === 'Description')?.value).toBe('The lamp is replaced.');
  expect((await approved(running, held)).status.state).toBe('written');
  const [task] = await rowsOf(org, `SELECT CallDisposition, What.Name, Who.Name FROM Task WHERE CallObject = 'call-1'`);
  expect(task).toMatchObject({
    CallDisposition: 'Replaced',
    Who: { Name: 'Dana Reyes' },
    What: { Name: expect.any(String) },
  });

  const news: string[] = [];
  for await (const view of await callRoute(open, { call })) {
    news.push(view.log?.state ?? '');
    break;
  }
  expect(news).toEqual(['written']);

  // What is made of the call afterwards changes what is in the org.
  await callRoute(edit, { call, values: { disposition: 'Replaced twice' } });
  await callRoute(write, { calls: [call], transcript: true });
  await running.idle();
  const change = await theProposal(running, 'update_object');
  expect((await approved(running, change)).status.state).toBe('written');
  expect(await rowsOf(org, `SELECT CallDisposition FROM Task WHERE CallObject = 'call-1'`)).toMatchObject([
    { CallDisposition: 'Replaced twice' },
  ]);
  expect(await allProposals(running)).toHaveLength(3);
});

test('the outcome of a practice call is written with its recording as a file', async () => {
  const org = await testOrg();
  const running = await testConsole(org);
  const id = await running.replay.startPractice('grace-ito', 'at-once');
  await running.replay.played(id);
  await running.idle();
  const call = await theCall(running);
  const { write, recording } = running.router.outcomes;
  expect(await callRoute(recording, { call })).toMatchObject({ state: 'here', mediaType: 'audio/wav' });
  const { proposed } = await callRoute(write, { calls: [call], transcript: true });
  await running.idle();
  const [log, sound] = await Promise.all(
    (proposed[0]?.proposals ?? []).map(async (each) => (await loadProposal(running.store.db, each))?.proposal),
  );
  if (!log || !sound) throw new Error('not both were proposed');
  await approved(running, sound);
  expect((await approved(running, log)).status.state).toBe('written');
  const [task] = await rowsOf(org, 'SELECT Id FROM Task WHERE CallObject != null');
  const links = `SELECT ContentDocument.Title FROM ContentDocumentLink WHERE LinkedEntityId = '${task?.Id}'`;
  expect(await rowsOf(org, links)).toMatchObject([{ ContentDocument: { Title: 'Call recording' } }]);
});

test('a process killed while an outcome is edited, then while it is written back, loses no edit and writes one log', async () => {
  const org = await testOrg();
  const folder = temporaryFolder();
  const running = await testConsole(org, folder);
  await deliver(running, start, ...words, end);
  const call = await theCall(running);
  await running.stop();
  const order = { dataFolder: folder, org: { url: org.url, accessToken: org.accessToken }, call };
  const told = await killedChild({ ...order, work: 'edit' }, 20);
  await killedChild({ ...order, work: { writeUntil: 'write.sent' } });

  const again = await testConsole(org, folder);
  await again.idle();
  const { disposition } = (await loadOutcome(again.store.db, call))?.edits ?? {};
  // The last that was acknowledged, or one that was on disk and not acknowledged yet.
  const last = Number(/^Edit (\d+)$/.exec(disposition?.value ?? '')?.[1]);
  expect(last).toBeGreaterThanOrEqual(told);
  expect(last).toBeLessThanOrEqual(told + 1);
  const lines = await again.store.db.selectFrom('journal').select('kind').where('call', '=', call).execute();
  expect(lines.filter(({ kind }) => kind === 'outcome.edited')).toHaveLength(last);
  await expect.poll(async () => (await theProposal(again, 'log_call_outcome')).status.state).toBe('written');
  await again.idle();
  expect(await rowsOf(org, 'SELECT CallDisposition FROM Task WHERE CallObject != null')).toMatchObject([
    { CallDisposition: `Edit ${last}` },
  ]);
  const written = again.store.db.selectFrom('journal').select('kind').where('kind', '=', 'outcome.written');
  await expect.poll(async () => (await written.execute()).length).toBe(1);
  expect(await verifyJournal(again.store, readHead(folder), Date.now())).toMatchObject({ ok: true });
});

/** Runs the child until it is killed: by itself, or once it told of so many edits; how many it told of. */
async function killedChild(order: OutcomesOrder, edits?: number): Promise<number> {
  const path = join(import.meta.dirname, '../support/outcomes-child.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'close');
  let told = 0;
  for await (const line of createInterface(child.stdout)) {
    told = Number(line);
    if (told === edits) child.kill('SIGKILL');
  }
  expect((await ended)[1]).toBe('SIGKILL');
  return told;
}
