import { describe, expect, test } from 'vitest';
import type { ProposalClock } from '../../shared/contract/clock-view.ts';
import type { ListedProposal } from '../../shared/contract/views.ts';
import { type ControlServer, controlServer, vapiCall } from '../support/control-server.ts';
import { type IntakeConsole, intakeConsole, vapiSigned } from '../support/intake-console.ts';
import { sampleFeed } from '../support/sample-feed.ts';
import { sam } from '../support/test-console.ts';

const secret = 'vapi_test';

async function send(of: IntakeConsole, message: Record<string, unknown>): Promise<Response> {
  const body = JSON.stringify({ message: { timestamp: Date.now(), ...message } });
  return fetch(of.url('vapi'), { method: 'POST', body, headers: vapiSigned(secret, body) });
}

const asks = (of: IntakeConsole, control: ControlServer, inputs: Record<string, unknown>) =>
  send(of, {
    type: 'tool-calls',
    call: vapiCall(control),
    toolCallList: [{ id: 't1', name: 'update_contact', parameters: inputs }],
  });

const ends = (of: IntakeConsole, control: ControlServer) =>
  send(of, { type: 'status-update', status: 'ended', endedReason: 'customer-ended-call', call: vapiCall(control) });

/** The first state of the list of open proposals that is as wanted. */
async function listed({ running }: IntakeConsole, wanted: (of: ListedProposal) => boolean): Promise<ListedProposal> {
  const held = new Map<string, ListedProposal>();
  for await (const change of await running.router.proposals.watch.callable()({ since: 0 })) {
    for (const each of change.proposals) held.set(each.proposal.id, each);
    const found = [...held.values()].find(wanted);
    if (found) return found;
  }
  throw new Error('the list ended');
}

const at = (state: ProposalClock['state']) => (of: ListedProposal) => of.clock.state === state;

async function started(holdMs: number) {
  const control = await controlServer();
  const of = await intakeConsole([{ feed: sampleFeed('vapi', { holdMs }), secrets: { secret } }]);
  return { of, control, router: of.running.router };
}

async function approveWhenReady(of: IntakeConsole): Promise<void> {
  const { proposal } = await listed(of, ({ proposal: each }) => each.readiness.state === 'ready');
  await of.running.proposals.approve(proposal.id, proposal.revision, null, sam);
  await of.running.idle();
}

describe('the clock of a card', () => {
  test('runs while the agent is kept waiting, with the platform’s own limit after it', async () => {
    const { of, control, router } = await started(8_000);
    const before = Date.now();
    const answer = asks(of, control, { email: 'dana.new@example.com' });
    const { clock, proposal } = await listed(of, at('caller-waiting'));
    expect(clock.heldUntil).toBeGreaterThanOrEqual(before + 8_000);
    expect((clock.platformLimit ?? 0) - (clock.heldUntil ?? 0)).toBe(12_000);
    expect(clock.expiresAt).toBe(proposal.createdAt + 36 * 3_600_000);
    for await (const change of await router.calls.open.callable()({ call: proposal.call ?? '', since: 0 })) {
      expect(change.clocks[proposal.id]).toEqual(clock);
      expect(change.doors).toMatchObject({ tell: { open: true }, transfer: { open: true }, end: { open: true } });
      break;
    }
    await approveWhenReady(of);
    expect((await answer).status).toBe(200);
  });

  test('is parked once the agent was told that it waits, and says that the caller is gone when the call is over', async () => {
    const { of, control } = await started(50);
    const answer = await asks(of, control, { email: 'dana.new@example.com' });
    expect(await answer.text()).toContain('Submitted for review, reference P-1001');
    expect((await listed(of, at('parked'))).clock).toMatchObject({ heldUntil: null });
    await ends(of, control);
    await listed(of, at('caller-gone'));
  });

  test('gives a proposal more time to be decided, and leaves the platform’s limit', async () => {
    const { of, control, router } = await started(50);
    await asks(of, control, { email: 'dana.new@example.com' });
    const { proposal, clock } = await listed(of, at('parked'));
    const after = await router.proposals.extend.callable()({ proposal: proposal.id });
    expect(after.expiresAt).toBe((clock.expiresAt ?? 0) + 24 * 3_600_000);
  });
});

describe('what is owed to a caller', () => {
  async function owed() {
    const world = await started(50);
    const { of, control, router } = world;
    await asks(of, control, { email: 'dana.new@example.com' });
    await ends(of, control);
    await approveWhenReady(of);
    const [followUp] = await router.followUps.list.callable()();
    if (!followUp) throw new Error('nothing is owed');
    return { ...world, followUp };
  }

  test('has its list, is counted, is done and is to be done again', async () => {
    const { router, followUp } = await owed();
    expect(followUp).toMatchObject({
      reference: 'P-1001',
      whom: 'Dana Reyes, +14155550134',
      what: expect.stringContaining('dana.new@example.com'),
      doneAt: null,
    });
    const status = async () => {
      for await (const line of await router.status.watch.callable()()) return line.followUps;
      return null;
    };
    expect(await status()).toBe(1);
    expect(await router.followUps.done.callable()({ id: followUp.id })).toMatchObject({ doneBy: expect.any(String) });
    expect(await status()).toBe(0);
    await router.followUps.undoDone.callable()({ id: followUp.id });
    expect(await status()).toBe(1);
    for await (const list of await router.followUps.watch.callable()()) {
      expect(list).toMatchObject([{ id: followUp.id, doneAt: null }]);
      break;
    }
  });

  test('can be proposed as a task in Salesforce, by the supervisor', async () => {
    const { of, router, followUp } = await owed();
    const made = await router.followUps.proposeTask.callable()({ id: followUp.id });
    await of.running.idle();
    const { proposal } = await listed(
      of,
      ({ proposal: each }) => each.id === made.id && each.readiness.state !== 'preparing',
    );
    expect(proposal).toMatchObject({
      object: 'Task',
      operation: 'create',
      askers: [{ kind: 'supervisor' }],
      readiness: { state: 'ready' },
    });
    expect(proposal.values).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'Subject', value: 'Follow up with Dana Reyes, +14155550134' }),
        expect.objectContaining({ field: 'Status', value: 'Not Started' }),
      ]),
    );
    expect(await router.followUps.list.callable()()).toMatchObject([{ task: made.id }]);
  });

  test('is on record with everything the agent was told', async () => {
    const { router, followUp } = await owed();
    const answers = await router.proposals.answers.callable()({ proposal: followUp.proposal ?? '' });
    expect(answers).toMatchObject([
      { door: 'hold', outcome: 'pending', said: expect.stringContaining('P-1001') },
      { door: 'follow-up', outcome: 'done', state: 'given-up', why: 'The call was over.' },
    ]);
  });
});

describe('a live call', () => {
  test('is spoken into, handed over and ended by the supervisor, each on record', async () => {
    const { of, control, router } = await started(50);
    await asks(of, control, { email: 'dana.new@example.com' });
    const { proposal } = await listed(of, at('parked'));
    const call = proposal.call ?? '';
    await router.calls.tell.callable()({ call, message: 'Ask for her postcode.' });
    await router.calls.transfer.callable()({ call, number: '+14155550199' });
    await router.calls.end.callable()({ call });
    expect(control.said).toMatchObject([
      { type: 'add-message', message: { content: 'Your supervisor says: Ask for her postcode.' } },
      { type: 'transfer', destination: { number: '+14155550199' } },
      { type: 'end-call' },
    ]);
    const { entries } = await router.journal.search.callable()({ text: '', before: null });
    expect(entries.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['door.told', 'door.transferred', 'door.ended']),
    );
    expect(entries.map(({ summary }) => summary).join()).not.toContain('postcode');
  });

  test('that does not take it says so, and that is on record too', async () => {
    const { of, control, router } = await started(50);
    await asks(of, control, { email: 'dana.new@example.com' });
    const { proposal } = await listed(of, at('parked'));
    control.status = 404;
    const told = router.calls.tell.callable()({ call: proposal.call ?? '', message: 'Hello' });
    await expect(told).rejects.toMatchObject({ data: { kind: 'upstream', message: expect.stringContaining('404') } });
    const { entries } = await router.journal.search.callable()({ text: '', before: null });
    expect(entries.map(({ kind }) => kind)).toContain('door.failed');
  });

  test('that is over has no way in, and says why', async () => {
    const { of, control, router } = await started(50);
    await asks(of, control, { email: 'dana.new@example.com' });
    const { proposal } = await listed(of, at('parked'));
    await ends(of, control);
    await listed(of, at('caller-gone'));
    const told = router.calls.end.callable()({ call: proposal.call ?? '' });
    await expect(told).rejects.toMatchObject({ data: { kind: 'not-allowed', message: 'The call is over.' } });
  });
});
