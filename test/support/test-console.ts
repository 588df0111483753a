import { onTestFinished } from 'vitest';
import { type Console, startConsole } from '../../electron/console/start-console.ts';
import { practiceCalls } from '../../electron/practice/calls/practice-calls.ts';
import { createOrg } from '../../electron/practice/org/create-org.ts';
import type { OrgMetadata } from '../../electron/practice/org/metadata/org-metadata.ts';
import type { PracticeOrg } from '../../electron/practice/org/practice-org.ts';
import { startPracticeOrg } from '../../electron/practice/org/start-practice-org.ts';
import { proposalsOfCall } from '../../electron/proposals/proposal-store.ts';
import { createMemoryBox } from '../../electron/secrets/create-memory-box.ts';
import type { CallEvent, DeliveredEvent } from '../../shared/model/call-event.ts';
import type { Decider, Proposal } from '../../shared/model/proposal.ts';
import { secondLook } from '../../shared/model/record-match.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The supervisor of the tests. */
export const sam: Decider = { kind: 'supervisor', user: '005000000000001AAA', name: 'Sam Ortiz' };

let seeded: Uint8Array | null = null;

/** The customers of every practice org: seeding them anew for each test took longer than most tests. */
function seededImage(): Uint8Array {
  if (seeded) return seeded;
  const { store } = createOrg({}, () => '');
  seeded = store.image();
  store.close();
  return seeded;
}

/** A practice org of the test's own. */
export async function testOrg(metadata?: OrgMetadata): Promise<PracticeOrg> {
  const org = await startPracticeOrg({ control: true, ...(metadata ? { metadata } : { image: seededImage() }) });
  onTestFinished(() => org.stop());
  return org;
}

/** A console on a practice org, stopped when the test is over. */
export async function testConsole(
  org: Pick<PracticeOrg, 'url' | 'accessToken'> & Partial<Pick<PracticeOrg, 'clientId'>>,
  dataFolder = temporaryFolder(),
  logs: string[] = [],
): Promise<Console> {
  const running = await startConsole({
    dataFolder,
    host: 'browser',
    secretBox: createMemoryBox(),
    org: { url: org.url, accessToken: org.accessToken, clientId: org.clientId },
    practiceCalls,
    firstCalls: [],
    intake: { port: 0 },
    log: (message, cause) => logs.push(`${message} ${String(cause ?? '')}`),
  });
  let stopped = false;
  const stop = running.stop;
  running.stop = async () => {
    if (!stopped) await stop();
    stopped = true;
  };
  onTestFinished(() => running.stop());
  return running;
}

/** An event of the test's call. */
export function callEvent(id: string, event: CallEvent, call = 'call-1'): DeliveredEvent {
  return { feed: 'test', platform: 'vapi', call, id, event };
}

/** Dana Reyes calls from her own number. */
export function danaCalls(phone = '+14155550134', name: string | null = 'Dana Reyes'): CallEvent {
  return {
    type: 'call.started',
    carrierId: null,
    channel: 'phone',
    direction: 'inbound',
    agent: { id: 'a1', name: 'Front desk', version: null },
    parties: [{ role: 'caller', name, phone, email: null }],
    variables: {},
    startedAt: Date.parse('2026-11-21T18:00:00Z'),
    heldAt: null,
  };
}

/** What somebody says, at its place in the call. */
export function says(seq: number, party: 'caller' | 'agent', text: string): DeliveredEvent {
  const utterance = { key: `u${seq}`, seq, party, text, startMs: seq * 1000, endMs: null };
  return callEvent(`u${seq}`, { type: 'utterance.final', utterance });
}

/** What the agent asks for. */
export function asks(id: string, action: string, inputs: Record<string, unknown>): DeliveredEvent {
  return callEvent(id, { type: 'tool.requested', toolCall: { id, action, inputs, utterance: null } });
}

/** Delivers events one after the other and waits until nothing is being thought about. */
export async function deliver(running: Console, ...events: DeliveredEvent[]): Promise<void> {
  for (const event of events) await running.desk.deliver(event);
  await running.idle();
}

/** Every proposal of the console, oldest first. */
export async function allProposals(running: Console): Promise<Proposal[]> {
  const calls = await running.store.db.selectFrom('calls').select('id').execute();
  const stored = await Promise.all(calls.map(({ id }) => proposalsOfCall(running.store.db, id)));
  return stored.flat().map(({ proposal }) => proposal);
}

/** The one proposal of an action; fails where there is none or there are several. */
export async function theProposal(running: Console, action: string): Promise<Proposal> {
  const found = (await allProposals(running)).filter((of) => of.action === action);
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} proposals of ${action}`);
  return found[0];
}

/** Approves a proposal as it stands, once its record was looked at where that is asked, and waits for what becomes of it. */
export async function approved(running: Console, of: Proposal): Promise<Proposal> {
  const { revision } = await looked(running, of);
  await running.proposals.approve(of.id, revision, null, sam);
  await running.idle();
  const now = (await allProposals(running)).find((each) => each.id === of.id);
  if (!now) throw new Error('the proposal is gone');
  return now;
}

/** Says that the record of a proposal is the right one, where that is asked. */
export async function looked(running: Console, of: Proposal): Promise<Proposal> {
  if (!of.record || !secondLook(of)) return of;
  await running.proposals.chooseRecord(of.id, of.revision, of.record);
  await running.idle();
  return (await allProposals(running)).find((each) => each.id === of.id) ?? of;
}
