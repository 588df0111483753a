import { expect } from 'vitest';
import { createSimulatedClock, type SimulatedClock } from '../../electron/commands/campaign/simulated-clock.ts';
import { createOutboundTarget } from '../../electron/console/automations/outbound-target.ts';
import type { RunningFeed } from '../../electron/feeds/running-feed.ts';
import type { GuardedNetwork } from '../../electron/platforms/guarded-fetch.ts';
import { platforms } from '../../electron/platforms/platforms.ts';
import { builtInRules } from '../../electron/policy/built-in-rules.ts';
import { compileRule } from '../../electron/policy/judge.ts';
import { createBeforeLeaving } from '../../electron/proposals/executor/before-leaving.ts';
import { createExecutor, type Executor } from '../../electron/proposals/executor/executor.ts';
import { loadProposal } from '../../electron/proposals/proposal-store.ts';
import type { Store } from '../../electron/store/open-store.ts';
import type { FieldValues } from '../../shared/model/field-value.ts';
import {
  type OutboundOperation,
  type OutboundSettings,
  outboundExtra,
  usualOutbound,
} from '../../shared/model/outbound.ts';
import { ProblemError, toProblem } from '../../shared/model/problem.ts';
import type { Decider, Proposal } from '../../shared/model/proposal.ts';
import type { Rule } from '../../shared/model/rule.ts';
import { approvedProposal } from './approved-proposal.ts';
import { describedField, describedObject } from './described.ts';
import { sampleSnapshot, sampleValue } from './sample-proposal.ts';
import { scriptedTarget } from './scripted-target.ts';
import { testStore } from './test-store.ts';

/** What goes outside, put together as in a console, on a clock of the test’s own. */
export type OutboundDesk = {
  feed: RunningFeed;
  store: Store;
  clock: SimulatedClock;
  executor: Executor;
  /** What the record says at this moment; null where its org cannot be asked. */
  record: FieldValues | null;
  settings: OutboundSettings;
  secrets: Map<string, string>;
};

type Given = {
  feed: RunningFeed;
  at: string;
  /** What an earlier process left. */
  store?: Store;
  rules?: readonly Rule[];
  network?: GuardedNetwork;
};

/** It begins at this moment; nothing of it sleeps. */
export async function outboundDesk({
  feed,
  at,
  rules = builtInRules,
  network,
  ...given
}: Given): Promise<OutboundDesk> {
  const store = given.store ?? (await testStore());
  const clock = createSimulatedClock(Date.parse(at), 50);
  const { now, setTimer } = clock;
  const of: Omit<OutboundDesk, 'executor'> = {
    feed,
    store,
    clock,
    record: { DoNotCall: false },
    settings: usualOutbound,
    secrets: new Map(),
  };
  const outbound = createOutboundTarget({
    store,
    now,
    fetch,
    countryOf: () => 'US',
    settings: () => of.settings,
    secretOf: async (name) => of.secrets.get(name) ?? null,
    senders: {
      open(via) {
        const found = platforms[feed.platform]?.outbound;
        return via === feed.key && found ? { feed, outbound: found } : null;
      },
    },
    patienceMs: 2_000,
    ...(network ? { network } : {}),
  });
  const mayLeave = createBeforeLeaving({
    store,
    now,
    policy: {
      rules: () => rules.map(compileRule),
      place: () => ({ environment: 'practice', timeZone: 'America/Los_Angeles', outbound: of.settings }),
    },
    reader: {
      describe: async () => describedObject('Contact', [describedField('DoNotCall', { type: 'boolean' })]),
      async readRecord() {
        if (of.record === null) throw new ProblemError(toProblem('not-connected', 'Not connected.'));
        return sampleSnapshot(of.record);
      },
      outbound: {
        sender: () => ({ name: feed.name, missing: [] }),
        refusalFields: async () => ['DoNotCall'],
        settings: () => of.settings,
        signs: async () => null,
      },
    },
  });
  const target = outbound.besides(scriptedTarget());
  const log = (message: string, cause?: unknown) => expect(`${message} ${String(cause ?? '')}`).toBe('');
  const executor = createExecutor({
    store,
    target,
    now,
    setTimer,
    checkpoint: () => {},
    log,
    random: () => 1,
    mayLeave,
  });
  return Object.assign(of, { executor });
}

const objects = { call: 'phone-call', message: 'text-message', webhook: 'web-request', contact: 'platform-contact' };
const actions = { call: 'start_call', message: 'send_message', webhook: 'call_webhook', contact: 'keep_contact' };

/** Puts one that was approved a moment ago on its way; `values` are named as people read them. */
export async function approveOutbound(
  { store, clock, executor, feed }: OutboundDesk,
  operation: OutboundOperation,
  id: string,
  values: Record<string, string>,
  given: Partial<Proposal> & { by?: Decider; sendAt?: number } = {},
): Promise<void> {
  const fields = Object.entries(values).map(([name, value]) => {
    const field = /^[A-Z]/.test(name) ? name : `${outboundExtra}${name}`;
    const display = field === 'Via' ? feed.name : null;
    return sampleValue({ field, label: name, value, origin: 'fixed', display });
  });
  const at = clock.now();
  const of = await approvedProposal(store, id, {
    at,
    action: actions[operation],
    actionLabel: operation,
    operation,
    object: objects[operation],
    writeClass: operation === 'contact' ? 'natural-key' : 'append',
    call: null,
    values: fields,
    base: sampleSnapshot({ DoNotCall: false }),
    createdAt: at,
    ...given,
    ...(given.sendAt === undefined ? {} : { sendAt: at + given.sendAt }),
  });
  executor.enqueue(of);
  await executor.idle();
}

/** What became of a proposal. */
export async function statusOf({ store }: Pick<OutboundDesk, 'store'>, id: string): Promise<Proposal['status']> {
  const found = (await loadProposal(store.db, id))?.proposal.status;
  if (!found) throw new Error(`there is no proposal ${id}`);
  return found;
}

/** Who did what, as the journal has it. */
export async function journalOf({ store }: Pick<OutboundDesk, 'store'>, id: string): Promise<string[]> {
  const rows = await store.db
    .selectFrom('journal')
    .select(['kind', 'actor', 'summary'])
    .where('proposal', '=', id)
    .orderBy('seq')
    .execute();
  return rows.map(({ kind, actor, summary }) => `${kind} ${actor}: ${summary.replace(/^P-\d+ \w+: /, '')}`);
}
