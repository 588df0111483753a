import { onTestFinished } from 'vitest';
import { builtInActions } from '../../electron/actions/built-in/built-in-actions.ts';
import { asked } from '../../electron/actions/read-inputs.ts';
import { loadCall, saveCall } from '../../electron/calls/call-store.ts';
import { createSimulatedClock, type SimulatedClock } from '../../electron/commands/campaign/simulated-clock.ts';
import { createFollowUps } from '../../electron/feeds/follow-ups.ts';
import { createFindDoor } from '../../electron/feeds/holds/find-door.ts';
import { createHolds, type Holds, type HoldsParts } from '../../electron/feeds/holds/holds.ts';
import type { RequestTool } from '../../electron/feeds/holds/request-tool.ts';
import type { RunningFeed } from '../../electron/feeds/running-feed.ts';
import type { DoorAnswer, Platform, ToolAsk } from '../../electron/platforms/platform.ts';
import type { ProposalCommand } from '../../electron/proposals/deciding/decide-proposal.ts';
import { payloadHash } from '../../electron/proposals/executor/payload-hash.ts';
import { commandProposal, isProposal, loadProposal } from '../../electron/proposals/proposal-store.ts';
import { propose } from '../../electron/proposals/propose.ts';
import type { Store, StoreTransaction } from '../../electron/store/open-store.ts';
import type { Call } from '../../shared/model/call.ts';
import type { FieldValues } from '../../shared/model/field-value.ts';
import { toProblem } from '../../shared/model/problem.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { sampleAttempt, sampleResult, sampleSnapshot, sampleValue } from './sample-proposal.ts';
import { sam } from './test-console.ts';
import { testStore } from './test-store.ts';

const org = '00D000000000001AAA';

/** A feed with what a test does not care about filled in. */
export function runningFeed(of: Partial<RunningFeed> = {}): RunningFeed {
  return {
    key: 'vapi',
    platform: 'vapi',
    name: 'Vapi',
    org: null,
    enabled: true,
    publicUrl: null,
    unguessable: null,
    holdMs: null,
    pendingWords: null,
    apiBase: null,
    options: {},
    secrets: {},
    ...of,
  };
}

/** Something said into a live call. */
export type Said = { call: string; message: string };

/** Holds over a store, on a clock that passes when told to, with a platform whose late door is written down. */
export type HeldCalls = {
  store: Store;
  clock: SimulatedClock;
  holds: Holds;
  said: Said[];
  /** What comes of the next sayings; what is not told arrives. */
  answers: ((said: Said) => DoorAnswer | Promise<DoorAnswer>)[];
  logs: string[];
  callBacks: { url: string; text: string }[];
  /** Ends its process in the middle of whatever it does. */
  kill(): void;
};

type Options = { store?: Store; clock?: SimulatedClock; feeds?: readonly RunningFeed[]; parts?: Partial<HoldsParts> };

/** Makes them; `resume` was called. */
export async function heldCalls({ store: given, clock: passed, feeds = [runningFeed()], parts = {} }: Options = {}) {
  const lasting = given ?? (await testStore());
  const clock = passed ?? createSimulatedClock(1_000_000);
  const said: Said[] = [];
  const answers: HeldCalls['answers'] = [];
  const logs: string[] = [];
  const callBacks: HeldCalls['callBacks'] = [];
  const mortal = mortalWorld(lasting, clock);
  const { store } = mortal;
  const { now } = clock;
  const { setTimer } = mortal;
  const tell = async ({ call }: { call: string }, message: string): Promise<DoorAnswer> => {
    said.push({ call, message });
    return answers.shift()?.({ call, message }) ?? { kind: 'arrived' };
  };
  const findFeed = async (key: string) => feeds.find((feed) => feed.key === key) ?? null;
  const holds = createHolds({
    store,
    now,
    setTimer,
    findFeed,
    requestTool: requestWith(store, now),
    findDoor: createFindDoor({ findFeed, platformOf: platformWith(tell), doorOf: async () => null }),
    followUps: createFollowUps({ store, now }),
    callBack: async (url, { told }) => {
      callBacks.push({ url, text: told.text });
      return { kind: 'arrived' };
    },
    fetch,
    checkpoint: () => {},
    log: (message, cause) => logs.push(`${message} ${String(cause ?? '')}`),
    ...parts,
  });
  await holds.resume();
  onTestFinished(() => (mortal.isDead() ? undefined : holds.stop()));
  return { store: lasting, clock, holds, said, answers, logs, callBacks, kill: mortal.kill } satisfies HeldCalls;
}

/** A process's view of the store and the clock: once it is killed, nothing of it acts any more. */
function mortalWorld(store: Store, clock: SimulatedClock) {
  let dead = false;
  const stops = new Set<() => void>();
  const never = () => new Promise<never>(() => {});
  /** What was not on disk when the process ended never will be. */
  const alive =
    <T>(work: (tx: StoreTransaction) => Promise<T>) =>
    async (tx: StoreTransaction): Promise<T> => {
      const done = dead ? null : { value: await work(tx) };
      if (dead || !done) throw new Error('the process is gone');
      return done.value;
    };
  const unlessDead = (cause: unknown) => {
    if (dead) return never();
    throw cause;
  };
  return {
    isDead: () => dead,
    kill() {
      dead = true;
      for (const stop of stops) stop();
    },
    setTimer: (ms: number, run: () => void) => clock.setTimer(ms, () => void (dead || run())),
    store: {
      ...store,
      transact: (work) => (dead ? never() : store.transact(alive(work)).catch(unlessDead)),
      transactTogether: (work) => (dead ? never() : store.transactTogether(alive(work)).catch(unlessDead)),
      revision: () => (dead ? never() : store.revision()),
      onChange(listener) {
        const stop = store.onChange(listener);
        stops.add(stop);
        return stop;
      },
    } satisfies Store,
  };
}

/** Only Vapi and Retell have a late door. */
function platformWith(tell: NonNullable<Platform['doors']['tell']>) {
  const blank = {
    timeoutMs: 20_000,
    secrets: [],
    options: [],
    verify: () => ({ kind: 'refused' as const, steps: [], status: 401 as const, why: 'a test' }),
    read: () => ({ kind: 'malformed' as const, why: 'a test' }),
    testRequest: () => ({ method: 'POST', url: '', headers: {}, body: Buffer.from('') }),
  };
  return (key: Platform['key']): Platform => ({
    ...blank,
    key,
    doors: key === 'vapi' || key === 'retell' ? { tell } : {},
  });
}

function requestWith(store: Store, now: () => number): RequestTool {
  return async ({ feed, call: externalId, toolCall, alongside }) => {
    const action = builtInActions.find(({ key }) => key === toolCall.action);
    if (!action) return { kind: 'refused', call: null, why: `the catalogue has no action “${toolCall.action}”` };
    const call = externalId === null ? null : (await liveCall(store, feed, externalId)).id;
    const requested = Object.entries(toolCall.inputs).map(([field, raw]) => asked(field, raw));
    const values = Object.fromEntries(Object.entries(toolCall.inputs).map(([field, raw]) => [field, String(raw)]));
    const asker = { kind: 'agent' as const, feed, toolCall: toolCall.id, name: 'Front desk', at: now(), values };
    const made = await propose(
      store,
      {
        org,
        call,
        action,
        asker,
        requested,
        matter: '',
        pinnedTo: null,
        record: null,
        toolCall: { feed, externalId: externalId ?? '', id: toolCall.id },
        ...(alongside && { alongside }),
      },
      now(),
    );
    if (made.kind === 'refused') return { kind: 'refused', call, why: made.problem.message };
    return { kind: 'asked', call, proposals: [made.proposal], ignored: [] };
  };
}

/** The call of a feed, begun where it was not yet. */
export async function liveCall(store: Store, feed: string, externalId: string): Promise<Call> {
  const id = `${feed}-${externalId}`;
  const held = await loadCall(store.db, id);
  if (held) return held;
  const of: Call = {
    id,
    org,
    sources: [{ feed, platform: 'vapi', externalId, carrierId: null }],
    channel: 'phone',
    direction: 'inbound',
    agent: { id: 'a1', name: 'Front desk', version: null },
    parties: [{ role: 'caller', name: 'Dana Reyes', phone: '+14155550134', email: null }],
    variables: {},
    startedAt: 1,
    heldAt: null,
    endedAt: null,
    endReason: null,
    transfers: [],
    troubles: [],
    caller: { state: 'looking' },
  };
  await store.transact((tx) => saveCall(store, tx, of));
  return of;
}

/** The caller hangs up. */
export async function endCall(store: Store, id: string, at: number): Promise<void> {
  await store.transact(async (tx) => {
    const of = await loadCall(tx, id);
    if (of) await saveCall(store, tx, { ...of, endedAt: at });
  });
}

/** A question of an agent about an e-mail address. */
export function emailAsk(id: string, email: string, call: string | null = 'call-1'): ToolAsk {
  return { id, call, action: 'update_contact', inputs: { Email: email } };
}

/** How a question came in, and how to hang up on it. */
export function askedBy(timeoutMs: number | null = 20_000) {
  const hangUp = new AbortController();
  return { by: { unverified: false, timeoutMs, signal: hangUp.signal }, hangUp: () => hangUp.abort() };
}

/** The newest proposal of a tool call. */
export async function proposalOf(store: Store, toolCall: string): Promise<Proposal> {
  const row = await store.db
    .selectFrom('tool_calls')
    .select('proposal')
    .where('tool_call', '=', toolCall)
    .executeTakeFirst();
  const found = row && (await loadProposal(store.db, row.proposal));
  if (!found) throw new Error(`${toolCall} has no proposal`);
  return found.proposal;
}

/** Resolves once a tool call has its proposal, and its answer is owed. */
export async function proposed(store: Store, toolCall: string): Promise<Proposal> {
  for (;;) {
    const row = await store.db.selectFrom('answers').select('id').where('tool_call', '=', toolCall).executeTakeFirst();
    if (row) return proposalOf(store, toolCall);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function does(store: Store, id: string, command: (of: Proposal) => ProposalCommand, at: number): Promise<void> {
  const stored = await loadProposal(store.db, id);
  if (!stored) throw new Error('no such proposal');
  const answer = await commandProposal(store, id, command(stored.proposal), at);
  if (!isProposal(answer)) throw new Error(answer.message);
}

/** Makes it ready, approves it, and lets it go out to the wire; what came of it is not known yet. */
export async function approveAndSend(store: Store, id: string, edits: FieldValues = {}, at = 5): Promise<void> {
  await does(
    store,
    id,
    (of) => ({
      type: 'prepared',
      revision: of.revision,
      prepared: {
        object: 'Contact',
        objectLabel: 'Contact',
        values: of.values.map(({ field, value }) => sampleValue({ field, value })),
        record: sampleResult.record,
        candidates: [],
        recordReason: null,
        consequences: [],
        after: [],
        base: sampleSnapshot({ Email: 'old@example.com' }),
        readiness: { state: 'ready' },
      },
    }),
    at,
  );
  await does(
    store,
    id,
    (of) => {
      const values = of.values.map((value) =>
        value.field in edits ? { ...value, value: edits[value.field] ?? null, origin: 'edited' as const } : value,
      );
      const edited = Object.keys(edits).length > 0 ? { values, after: [], readiness: of.readiness } : null;
      const { revision } = of;
      return { type: 'approve', id: `d-${id}`, revision, by: sam, at, edited, hash: payloadHash };
    },
    at,
  );
  await does(store, id, () => ({ type: 'intend', attempt: sampleAttempt }), at);
}

/** Salesforce took it, as it stands. */
export async function writtenNow(store: Store, id: string, at = 6): Promise<void> {
  await does(
    store,
    id,
    (of) => {
      const fields = Object.fromEntries(of.values.map(({ field, value }) => [field, value]));
      return { type: 'sent', sent: { kind: 'written', result: { ...sampleResult, fields, at } } };
    },
    at,
  );
}

/** Salesforce refused it. */
export async function refusedNow(store: Store, id: string, at = 6): Promise<void> {
  const problem = toProblem('invalid-input', 'Email is not an address.', { next: 'edit' });
  await does(store, id, () => ({ type: 'sent', sent: { kind: 'refused', problem } }), at);
}

/** The answer of Salesforce was lost. */
export async function lostNow(store: Store, id: string, at = 6): Promise<void> {
  const problem = toProblem('upstream', 'No answer.', { next: 'wait' });
  await does(store, id, () => ({ type: 'sent', sent: { kind: 'unknown', problem } }), at);
}

/** Approved and written. */
export async function approve(store: Store, id: string, edits: FieldValues = {}): Promise<void> {
  await approveAndSend(store, id, edits);
  await writtenNow(store, id);
}

/** Taken back to be mended. */
export async function reopen(store: Store, id: string): Promise<void> {
  await does(store, id, ({ revision }) => ({ type: 'reopen', revision }), 7);
}

export async function reject(store: Store, id: string, text = ''): Promise<void> {
  const rejection = { preset: 'not-said' as const, text };
  await does(store, id, ({ revision }) => ({ type: 'reject', id: `r-${id}`, revision, by: sam, at: 5, rejection }), 5);
}
