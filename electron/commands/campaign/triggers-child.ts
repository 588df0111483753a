import { setTimeout as delay } from 'node:timers/promises';
import { call } from '@orpc/server';
import type { AutomationDraft } from '../../../shared/model/automation.ts';
import { usualOutbound } from '../../../shared/model/outbound.ts';
import { type Console, startConsole } from '../../console/start-console.ts';
import { createMemoryBox } from '../../secrets/create-memory-box.ts';

/** What the campaign tells its child. */
export type TriggersOrder = {
  dataFolder: string;
  org: { url: string; accessToken: string };
  /** Where a step of the automation sends to: it can be sent to once, or not at all. */
  webhook: string;
  /** Kill at the passing of so many named points; null to run until so many runs are over. */
  killAfter: number | null;
  expected: number;
};

const endMs = 5_000;

/** Names the records the campaign makes, and the cases that are made for them. */
const mark = 'Triggered';

await work(JSON.parse(process.argv[2] ?? '{}'));

async function work(order: TriggersOrder): Promise<void> {
  let passed = 0;
  const running = await startConsole({
    dataFolder: order.dataFolder,
    host: 'browser',
    secretBox: createMemoryBox(),
    org: order.org,
    practiceCalls: [],
    firstCalls: [],
    intake: { port: 0 },
    log: (message, cause) => tell({ log: `${message}: ${String(cause)}` }),
    checkpoint() {
      passed += 1;
      if (passed === order.killAfter) process.kill(process.pid, 'SIGKILL');
    },
  });
  if ((await call(running.router.automations.list, undefined)).length === 0) await setUp(running, order.webhook);
  tell({ ready: true });
  while ((await settled(running)) < order.expected) await delay(100);
  // All of it is on disk: how the process ends is of no matter here.
  await Promise.race([running.stop(), delay(endMs)]);
  process.stdout.write(`${JSON.stringify({ finished: true })}\n`, () => process.exit(0));
}

/** Runs that are over, or wait for a person to say whether what was sent arrived. */
async function settled({ store }: Console): Promise<number> {
  const rows = await store.db
    .selectFrom('automation_runs as run')
    .leftJoin('proposals as of', 'of.id', 'run.proposal')
    .select(['run.state', 'of.body'])
    .where((eb) => eb.or([eb('run.state', '=', 'done'), eb('of.state', '=', 'uncertain')]))
    .execute();
  return rows.filter(({ state, body }) => state === 'done' || body?.includes('"needsPerson":true')).length;
}

async function setUp(running: Console, webhook: string): Promise<void> {
  const { rules, automations } = running.router;
  const rule = await call(rules.save, {
    id: null,
    version: null,
    name: 'What automations want',
    effect: 'auto-approve',
    words: '',
    form: null,
    expression: 'sources.all(each, each == "automation")',
  });
  await call(rules.setEnabled, { id: rule.id, enabled: true });
  await call(automations.outbound.write, { ...usualOutbound, webhookHosts: [new URL(webhook).hostname] });
  const { id } = await call(automations.save, draft(running.orgs.main()?.id ?? '', webhook));
  await call(automations.setEnabled, { id, enabled: true });
}

function draft(org: string, webhook: string): AutomationDraft {
  const where = { match: 'all' as const, expression: null };
  return {
    id: null,
    version: null,
    name: 'Every new contact',
    description: '',
    org,
    trigger: {
      kind: 'record-created',
      object: 'Contact',
      where: { ...where, tests: [{ value: 'record.FirstName', test: { test: 'is', text: mark } }] },
    },
    steps: [
      {
        kind: 'action',
        key: 'case',
        label: 'Create a case',
        action: 'create_case',
        object: null,
        record: null,
        values: [
          { field: 'Subject', value: `${mark} {{record.LastName}}` },
          { field: 'ContactId', value: '{{record.Id}}' },
        ],
        waits: true,
      },
      {
        kind: 'webhook',
        key: 'tell',
        label: 'Tell another system',
        url: webhook,
        record: null,
        values: [{ name: 'contact', value: '{{record.LastName}}' }],
        secret: null,
        idempotencyHeader: null,
        waits: true,
      },
    ],
  };
}

/** Written at once: a line that is lost with the process was never told. */
function tell(line: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
