import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { practiceCalls } from '../../electron/practice/calls/practice-calls.ts';
import { rowsOf } from '../support/org-requests.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import {
  allProposals,
  approved,
  asks,
  callEvent,
  danaCalls,
  deliver,
  sam,
  testConsole,
  testOrg,
  theProposal,
} from '../support/test-console.ts';

const started = danaCalls();
const endedAt = Date.parse('2026-11-21T18:03:20Z');

test('the outcome of a call is logged as a call, with its recording linked after it', async () => {
  const org = await testOrg();
  const running = await testConsole(org);
  const inputs = {
    disposition: 'Resolved',
    summary: 'Lamp is replaced.',
    recording_url: 'https://media.example/r1.mp3',
  };
  await deliver(
    running,
    callEvent('start', started),
    asks('t1', 'log_call_outcome', inputs),
    asks('t1', 'log_call_outcome', inputs),
    callEvent('end', { type: 'call.ended', endedAt, reason: null }),
  );
  expect(await allProposals(running)).toHaveLength(2);
  const task = await theProposal(running, 'log_call_outcome');
  const recording = await theProposal(running, 'attach_recording');
  expect(recording.after).toMatchObject([{ proposal: task.id, field: 'FirstPublishLocationId' }]);
  expect((await approved(running, recording)).status.state).toBe('approved');
  expect((await approved(running, task)).status.state).toBe('written');
  const fields =
    'Id, Subject, TaskSubtype, Status, CallType, CallDisposition, CallDurationInSeconds, CallObject, ActivityDate, Who.Name, AccountId';
  const [logged] = await rowsOf(org, `SELECT ${fields} FROM Task WHERE CallObject = 'call-1'`);
  expect(logged).toMatchObject({
    Subject: 'Call',
    TaskSubtype: 'Call',
    Status: 'Completed',
    CallType: 'Inbound',
    CallDisposition: 'Resolved',
    CallDurationInSeconds: 200,
    ActivityDate: '2026-11-21',
    Who: { Name: 'Dana Reyes' },
  });
  expect((await theProposal(running, 'attach_recording')).status.state).toBe('written');
  expect(
    await rowsOf(org, `SELECT ContentDocument.Title FROM ContentDocumentLink WHERE LinkedEntityId = '${logged.Id}'`),
  ).toMatchObject([{ ContentDocument: { Title: 'Call recording' } }]);
});

test('a call outcome without a recording is one proposal', async () => {
  const running = await testConsole(await testOrg());
  await deliver(running, callEvent('start', started), asks('t1', 'log_call_outcome', { disposition: 'No answer' }));
  expect(await allProposals(running)).toHaveLength(1);
});

/** A call whose recording is at hand here, logged with it. */
async function withRecording() {
  const org = await testOrg();
  const folder = temporaryFolder();
  const running = await testConsole(org, folder);
  const inputs = { disposition: 'Resolved', recording_url: 'practice-recording:nora-kessler' };
  await deliver(running, callEvent('start', started), asks('t1', 'log_call_outcome', inputs));
  await approved(running, await theProposal(running, 'log_call_outcome'));
  return { org, folder, running, recording: await theProposal(running, 'attach_recording') };
}

test('a recording that is at hand becomes a file, and what was approved is what is uploaded', async () => {
  const { org, folder, running, recording } = await withRecording();
  const sound = practiceCalls.find(({ key }) => key === 'nora-kessler')?.recording() ?? Buffer.alloc(0);
  const file = recording.values.find(({ field }) => field === 'VersionData');
  expect(file).toMatchObject({ value: expect.stringMatching(/^sha256:/), display: expect.stringContaining('.wav') });
  expect(recording.values.find(({ field }) => field === 'ContentUrl')).toBeUndefined();
  expect(readdirSync(join(folder, 'recordings'))).toEqual([String(file?.value).slice('sha256:'.length)]);
  expect((await approved(running, recording)).status.state).toBe('written');
  const [kept] = await rowsOf(org, 'SELECT ContentSize, FileExtension FROM ContentVersion ORDER BY CreatedDate DESC');
  expect(kept).toMatchObject({ ContentSize: sound.length, FileExtension: 'wav' });
});

test('a recording that nothing needs any more is not kept over a restart', async () => {
  const { org, folder, running, recording } = await withRecording();
  await running.stop();
  const again = await testConsole(org, folder);
  expect(readdirSync(join(folder, 'recordings'))).toHaveLength(1);
  await again.proposals.reject(recording.id, recording.revision, { preset: 'other', text: 'not wanted' }, sam);
  await again.stop();
  await testConsole(org, folder);
  expect(readdirSync(join(folder, 'recordings'))).toEqual([]);
});

test('a link becomes a file when the supervisor says so, unless its host is none of the platform’s', async () => {
  const running = await testConsole(await testOrg());
  const inputs = { disposition: 'Resolved', recording_url: 'https://169.254.169.254/latest/meta-data' };
  await deliver(running, callEvent('start', started), asks('t1', 'log_call_outcome', inputs));
  const recording = await theProposal(running, 'attach_recording');
  expect(recording.values.find(({ field }) => field === 'RecordingMode')?.value).toBe('link');
  const edits = { RecordingMode: 'upload' };
  await expect(running.proposals.approve(recording.id, recording.revision, edits, sam)).rejects.toThrow(
    /not fetched from 169\.254\.169\.254/,
  );
});

test('bytes that an agent sends as text are refused', async () => {
  const running = await testConsole(await testOrg());
  const inputs = { object: 'ContentVersion', fields: { Title: 'x', PathOnClient: 'x.wav', VersionData: 'sha256:0' } };
  await deliver(running, callEvent('start', started), asks('t1', 'create_object', inputs));
  const of = await theProposal(running, 'create_object');
  expect(of.readiness).toMatchObject({ state: 'blocked', problem: { message: expect.stringMatching(/as text/) } });
});
