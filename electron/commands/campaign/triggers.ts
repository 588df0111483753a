import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readHead } from '../../journal/journal-head.ts';
import { verifyJournal } from '../../journal/verify-journal.ts';
import { type PracticeOrg, startPracticeOrg } from '../../practice/org/start-practice-org.ts';
import { openStore } from '../../store/open-store.ts';
import type { CampaignReport } from './campaign-report.ts';
import { seededRandom } from './seeded-random.ts';
import { storesIn } from './stores-in.ts';
import type { TriggersOrder } from './triggers-child.ts';

/** As the child names them. */
const mark = 'Triggered';
/** Records made for each time the console is killed. */
const perKill = 100;
/** Points passed before a kill, at most. */
const mostPoints = 600;
const childMs = 300_000;

/**
 * Makes records in the practice org while the console is killed again and again, and lets the last one run to its end: each
 * record started one run, made one case, and was told to another system once, or not at all where the answer was lost.
 */
export async function runTriggers(options: {
  runs: number;
  seed: number;
  say(line: string): void;
}): Promise<CampaignReport> {
  const report: CampaignReport = { runs: options.runs, failures: [], hits: {} };
  const kills = Math.max(2, Math.round(options.runs / perKill));
  const random = seededRandom(options.seed);
  const org = await startPracticeOrg({ control: true });
  const told = await startListener();
  const dataFolder = await mkdtemp(join(storesIn(), 'countersign-triggers-'));
  const { url, accessToken } = org;
  const order = { dataFolder, org: { url, accessToken }, webhook: told.url, expected: options.runs };
  try {
    // The automation is there before the first record is.
    await runChild({ ...order, expected: 0, killAfter: null });
    const begunAt = Date.now();
    const making = makeRecords(org, options.runs);
    for (let kill = 1; kill <= kills; kill += 1) {
      const { killed, logs } = await runChild({ ...order, killAfter: 1 + Math.floor(random() * mostPoints) });
      if (killed) report.hits.killed = (report.hits.killed ?? 0) + 1;
      else options.say(`kill ${kill} came too late${logs.length > 0 ? `: ${logs.join(' | ')}` : ''}`);
    }
    await making;
    const last = await runChild({ ...order, killAfter: null });
    if (!last.finished) report.failures.push({ seed: options.seed, what: `did not end: ${last.logs.join(' | ')}` });
    options.say(`${options.runs} records, killed ${report.hits.killed ?? 0} times, ${Date.now() - begunAt} ms`);
    for (const what of await check(org, dataFolder, options.runs, told.contacts, options.say)) {
      report.failures.push({ seed: options.seed, what });
    }
  } finally {
    told.close();
    await org.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
  return report;
}

async function makeRecords({ url, accessToken }: PracticeOrg, records: number): Promise<void> {
  for (let record = 0; record < records; record += 1) {
    const response = await fetch(`${url}/services/data/v66.0/sobjects/Contact`, {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ FirstName: mark, LastName: `N${record}` }),
    });
    if (!response.ok) throw new Error(`the practice org made no contact: ${await response.text()}`);
    await response.arrayBuffer();
  }
}

async function check(
  org: PracticeOrg,
  dataFolder: string,
  records: number,
  contacts: readonly string[],
  say: (line: string) => void,
): Promise<string[]> {
  const found: string[] = [];
  const names = Array.from({ length: records }, (_, record) => `N${record}`);
  const subjects = org.effects().flatMap(({ object, fields }) => (object === 'Case' ? [String(fields.Subject)] : []));
  const cases = count(subjects);
  const tellings = count(contacts);
  const store = await openStore(dataFolder);
  const keys = count((await store.db.selectFrom('automation_runs').select('key').execute()).map(({ key }) => key));
  const uncertain = await store.db.selectFrom('proposals').select('id').where('state', '=', 'uncertain').execute();
  const verdict = await verifyJournal(store, readHead(dataFolder), 0);
  await store.close();
  if (!verdict.ok) found.push(`the journal is broken: ${verdict.problem}`);
  if (keys.size !== records) found.push(`${keys.size} of ${records} records started a run`);
  for (const [key, times] of keys) if (times !== 1) found.push(`${key} started ${times} runs`);
  const untold = names.filter((name) => !tellings.has(name));
  if (untold.length > uncertain.length)
    found.push(`${untold.length} were not told, and only ${uncertain.length} are in doubt`);
  for (const name of names) {
    const made = cases.get(`${mark} ${name}`) ?? 0;
    if (made !== 1) found.push(`${name} has ${made} cases`);
    const times = tellings.get(name) ?? 0;
    if (times > 1) found.push(`${name} was told ${times} times`);
  }
  say(`told ${contacts.length}, in doubt ${uncertain.length}, for a person to say`);
  return found.slice(0, 20);
}

function count(list: readonly string[]): Map<string, number> {
  const counted = new Map<string, number>();
  for (const each of list) counted.set(each, (counted.get(each) ?? 0) + 1);
  return counted;
}

const telling = z.object({ contact: z.string() });

/** Another system, which keeps what it is told. */
async function startListener(): Promise<{ url: string; contacts: string[]; close(): void }> {
  const contacts: string[] = [];
  const server = createServer(async (request, response) => {
    contacts.push(telling.parse(await json(request)).contact);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return {
    url: `http://127.0.0.1:${port}/told`,
    contacts,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

type Told = { finished: boolean; killed: boolean; logs: string[] };

async function runChild(order: TriggersOrder): Promise<Told> {
  const told: Told = { finished: false, killed: false, logs: [] };
  const file = fileURLToPath(new URL('./triggers-child.ts', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [file, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const limit = setTimeout(() => child.kill('SIGKILL'), childMs);
  let rest = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const { finished, log } = JSON.parse(line);
      if (finished === true) told.finished = true;
      if (typeof log === 'string') told.logs.push(log);
    }
  });
  child.stderr?.on('data', (chunk: Buffer) => told.logs.push(chunk.toString().slice(0, 500)));
  const [, signal] = await once(child, 'close');
  clearTimeout(limit);
  told.killed = signal === 'SIGKILL';
  return told;
}
