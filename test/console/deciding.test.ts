import { expect, test } from 'vitest';
import type { Console } from '../../electron/console/start-console.ts';
import type { Deciding } from '../../shared/model/deciding.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import {
  asks,
  callEvent,
  danaCalls,
  deliver,
  says,
  testConsole,
  testOrg,
  theProposal,
} from '../support/test-console.ts';
import { vapiCaller } from '../support/vapi-caller.ts';

async function setting(running: Console, part: Partial<Deciding>): Promise<void> {
  const { read, write } = running.router.deciding;
  await write.callable()({ ...(await read.callable()()), ...part });
}

async function journalOf(running: Console, proposal: string) {
  const input = { text: '', before: null, size: 200, proposal };
  return (await running.router.journal.search.callable()(input)).entries;
}

const wantsPhone = asks('t1', 'update_contact', { phone: '+14155550177' });

test('an approval that comes sooner than it can be read is asked for once more; its time on the screen is kept', async () => {
  const running = await testConsole(await testOrg());
  await setting(running, { pace: 'all' });
  await deliver(running, callEvent('start', danaCalls()), wantsPhone);
  const { id, revision } = await theProposal(running, 'update_contact');
  const approve = (how: { onScreenMs: number; hurried?: boolean }) =>
    running.router.proposals.approve.callable()({ proposal: id, revision, edits: null, ...how });
  await expect(approve({ onScreenMs: 120 })).rejects.toThrow(/on the screen for 0\.1 s, and takes 0\.5 s to read/);
  expect((await theProposal(running, 'update_contact')).revision).toBe(revision);
  await approve({ onScreenMs: 230, hurried: true });
  const decided = (await journalOf(running, id)).find(({ kind }) => kind === 'proposal.approved');
  expect(decided?.detail).toMatchObject({ decision: { onScreenMs: 230, hurried: true } });
});

test('many that come sooner than their table can be read are asked for once more, and left undecided until then', async () => {
  const running = await testConsole(await testOrg());
  await setting(running, { pace: 'all' });
  const said = says(1, 'caller', 'My new number is 415 555 0177');
  await deliver(running, callEvent('start', danaCalls()), said, wantsPhone);
  const { id, revision } = await theProposal(running, 'update_contact');
  const order = { proposals: [{ proposal: id, revision }], onScreenMs: 100 };
  const all = async (rest: { hurried?: boolean } = {}) => {
    for await (const _ of await running.router.proposals.approveMany.callable()({ ...order, ...rest }));
  };
  await expect(all()).rejects.toThrow(/approve once more/);
  await all({ hurried: true });
  await running.idle();
  expect((await theProposal(running, 'update_contact')).status).toMatchObject({ decision: { onScreenMs: 100 } });
});

test('a question reaches the agent in its call and decides nothing; what was asked stays, also where it did not arrive', async () => {
  const running = await testConsole(await testOrg());
  const caller = await vapiCaller(running, 500);
  await caller.asks('t1', 'update_contact', { phone: '+14155550177' });
  await running.idle();
  const of = await theProposal(running, 'update_contact');
  const ask = (question: string) => running.router.proposals.ask.callable()({ proposal: of.id, question });
  const asked = await ask('Is it her mobile?');
  expect(asked).toMatchObject({ status: { state: 'waiting' }, questions: [{ text: 'Is it her mobile?', why: null }] });
  expect(JSON.stringify(caller.control.told)).toContain(
    `Your supervisor asks about Update contact (${of.reference}): Is it`,
  );
  const [line] = await journalOf(running, of.id);
  expect(line).toMatchObject({ kind: 'proposal.questioned', detail: { question: { text: 'Is it her mobile?' } } });
  await caller.tell({ type: 'end-of-call-report', endedReason: 'customer-ended-call' });
  await running.idle();
  await expect(ask('And now?')).rejects.toThrow('The call is over.');
});

test('what waits, and how it is set, is judged anew at once: two people, for what one was enough', async () => {
  const running = await testConsole(await testOrg());
  await deliver(running, callEvent('start', danaCalls()), wantsPhone);
  const before: Proposal = await theProposal(running, 'update_contact');
  expect(before.policy?.effect).not.toBe('ask-two');
  const { sensitive } = await running.router.deciding.read.callable()();
  const fields = [{ object: '', field: 'Phone', care: 'two-people' as const }];
  await setting(running, { sensitive: { ...sensitive, fields }, expiryHours: 2 });
  await running.idle();
  await expect
    .poll(async () => (await theProposal(running, 'update_contact')).policy)
    .toMatchObject({
      effect: 'ask-two',
      why: 'It changes Business Phone. That takes two people.',
    });
  await deliver(running, asks('t2', 'create_case', { subject: 'Lamp' }));
  const made = await theProposal(running, 'create_case');
  expect((made.expiresAt ?? 0) - made.createdAt).toBe(2 * 3_600_000);
});
