import { describe, expect, test } from 'vitest';
import { loadProposal } from '../../electron/proposals/proposal-store.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { controlServer, vapiCall } from '../support/control-server.ts';
import { type IntakeConsole, intakeConsole, vapiSigned } from '../support/intake-console.ts';
import { sampleFeed } from '../support/sample-feed.ts';
import { sam } from '../support/test-console.ts';

const secret = 'vapi_test';
const vapi = (holdMs: number) => ({ feed: sampleFeed('vapi', { holdMs }), secrets: { secret } });
const bearer = { authorization: 'Bearer a-secret', 'content-type': 'application/json' };
const actions = (holdMs: number) => ({ feed: sampleFeed('actions', { holdMs }), secrets: { bearer: 'a-secret' } });

async function tell(of: IntakeConsole, message: Record<string, unknown>): Promise<string> {
  const body = JSON.stringify({ message: { timestamp: Date.now(), ...message } });
  const response = await fetch(of.url('vapi'), { method: 'POST', body, headers: vapiSigned(secret, body) });
  return response.text();
}

function asks(of: IntakeConsole, call: unknown, name: string, parameters: Record<string, unknown>): Promise<string> {
  return tell(of, { type: 'tool-calls', call, toolCallList: [{ id: 't1', name, parameters }] });
}

/** The proposal of an action, once it can be decided and nothing more is read of its call. */
async function proposal({ running }: IntakeConsole, action: string): Promise<Proposal> {
  for await (const change of await running.router.proposals.watch.callable()({ since: 0 })) {
    const found = change.proposals.map((each) => each.proposal).find((of) => of.action === action);
    if (found?.readiness.state !== 'ready') continue;
    await running.idle();
    const now = (await loadProposal(running.store.db, found.id))?.proposal;
    if (now) return now;
  }
  throw new Error('the list ended');
}

/** Dana Reyes is on the line, and known. */
async function danaIsOn(of: IntakeConsole, call: unknown): Promise<string> {
  await tell(of, { type: 'status-update', status: 'in-progress', call });
  await of.running.idle();
  const row = await of.running.store.db.selectFrom('calls').select(['id', 'body']).executeTakeFirstOrThrow();
  expect(JSON.parse(row.body).caller.state).toBe('matched');
  return row.id;
}

describe('a read that is asked for in a call', () => {
  test('of the caller’s own records is answered in the held request, by nobody’s decision', async () => {
    const of = await intakeConsole([vapi(15_000)]);
    const call = vapiCall(await controlServer());
    const id = await danaIsOn(of, call);
    const [person] = await of.running.store.db.selectFrom('calls').select('body').where('id', '=', id).execute();
    const contact = JSON.parse(person?.body ?? '').caller.person.record.id;
    const text = await asks(of, call, 'run_soql', { query: `SELECT Email FROM Contact WHERE Id = '${contact}'` });
    expect(text).toContain('Found 1 (P-1001)');
    expect(text).toContain('d.reyes@oldmail.example');
  });

  test('waits for a person where the platform signs nothing', async () => {
    const of = await intakeConsole([vapi(100)]);
    const call = vapiCall(await controlServer());
    const id = await danaIsOn(of, call);
    const [row] = await of.running.store.db.selectFrom('calls').select('body').where('id', '=', id).execute();
    const contact = JSON.parse(row?.body ?? '').caller.person.record.id;
    const requested = await of.running.desk.requestTool({
      feed: 'vapi',
      platform: 'vapi',
      call: 'c1',
      unverified: true,
      toolCall: {
        id: 't9',
        action: 'run_soql',
        inputs: { query: `SELECT Email FROM Contact WHERE Id = '${contact}'` },
        utterance: null,
      },
    });
    expect(requested).toMatchObject({ kind: 'asked', proposals: [{ askers: [{ unverified: true }] }] });
    await of.running.idle();
    expect(await proposal(of, 'run_soql')).toMatchObject({ status: { state: 'waiting' } });
  });
});

test('a question that makes two proposals is answered with what came of both', async () => {
  const of = await intakeConsole([vapi(15_000)]);
  const call = vapiCall(await controlServer());
  await danaIsOn(of, call);
  const answer = asks(of, call, 'log_call_outcome', {
    disposition: 'Resolved',
    recording_url: 'https://storage.vapi.ai/c1.wav',
  });
  const first = await proposal(of, 'log_call_outcome');
  await of.running.proposals.approve(first.id, first.revision, null, sam);
  const second = await proposal(of, 'attach_recording');
  await of.running.proposals.approve(second.id, second.revision, null, sam);
  const text = await answer;
  expect(text).toContain('Done (P-1001): created Task');
  expect(text).toContain('Done (P-1002)');
});

describe('a question that comes over another feed than its call', () => {
  test('belongs to the call it names, and its late answer goes into it', async () => {
    const of = await intakeConsole([vapi(100), actions(100)]);
    const control = await controlServer();
    const id = await danaIsOn(of, vapiCall(control));
    const base = of.running.feeds.intake.status().url;
    const asked = await fetch(`${base}/actions/update_contact`, {
      method: 'POST',
      headers: { ...bearer, 'x-call-id': 'c1' },
      body: JSON.stringify({ email: 'dana.new@example.com' }),
    });
    expect(asked.status).toBe(202);
    const made = await proposal(of, 'update_contact');
    expect(made.call).toBe(id);
    await of.running.proposals.approve(made.id, made.revision, null, sam);
    await of.running.idle();
    expect(control.said).toMatchObject([{ message: { content: expect.stringContaining('Done (P-1001)') } }]);
  });

  test('belongs to no call where it names none, and is nobody’s to approve but a person’s', async () => {
    const of = await intakeConsole([actions(100)]);
    const base = of.running.feeds.intake.status().url;
    const body = JSON.stringify({ query: 'SELECT Email FROM Contact' });
    await fetch(`${base}/actions/run_soql`, { method: 'POST', headers: bearer, body });
    await of.running.idle();
    expect(await proposal(of, 'run_soql')).toMatchObject({ call: null, status: { state: 'waiting' } });
  });

  test('without a call says that nobody can check it, and its agent is asked when it comes for the answer', async () => {
    const of = await intakeConsole([actions(100)]);
    const base = of.running.feeds.intake.status().url;
    const body = JSON.stringify({ email: 'dana@example.com' });
    await fetch(`${base}/actions/update_contact`, { method: 'POST', headers: bearer, body });
    await of.running.idle();
    const row = await of.running.store.db.selectFrom('proposals').select('body').executeTakeFirstOrThrow();
    const { id, reference, values }: Proposal = JSON.parse(row.body);
    expect(values).toMatchObject([{ certainty: 'unsure', marks: [{ kind: 'no-transcript' }] }]);
    await of.running.router.proposals.ask.callable()({ proposal: id, question: 'What is it for?' });
    for await (const change of await of.running.router.proposals.watch.callable()({ since: 0 })) {
      expect(change.proposals[0]?.clock.asksItself).toBe(true);
      break;
    }
    const status = await fetch(`${base}/proposals/${reference}`, { headers: bearer });
    expect((await status.json()).result).toContain('Your supervisor asks about it: What is it for?');
    expect((await loadProposal(of.running.store.db, id))?.proposal.questions).toMatchObject([{ by: sam.name }]);
  });
});
