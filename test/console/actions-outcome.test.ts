import { expect, test } from 'vitest';
import { rowsOf } from '../support/org-requests.ts';
import {
  allProposals,
  approved,
  asks,
  callEvent,
  danaCalls,
  deliver,
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
