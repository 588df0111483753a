import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Decider, Proposal } from '../../../shared/model/proposal.ts';
import { type Console, startConsole } from '../../console/start-console.ts';
import { loadJsforce } from '../../salesforce/load-jsforce.ts';
import { createMemoryBox } from '../../secrets/create-memory-box.ts';
import { putProposal } from '../campaign/faults-proposals.ts';
import { type MemoryOrg, startMemoryOrg } from './memory-org.ts';

const rounds = 40;
const warmUp = 10;
const restMs = 150;
const by: Decider = { kind: 'supervisor', user: '005000000000001AAA', name: 'Sam Ortiz' };

type Bench = {
  org: MemoryOrg;
  running: Console;
  /** Approved values are told from each other by their number. */
  number: number;
  contacts: string[];
  print(line: string): void;
};

/** Measures an approved write against the same three requests made with bare jsforce, and what many of them cost. */
export async function benchSalesforce(print: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
  const org = await startMemoryOrg();
  const running = await startConsole({
    dataFolder: folder,
    host: 'browser',
    secretBox: createMemoryBox(),
    org: { url: org.url, accessToken: org.accessToken },
    practiceCalls: [],
    firstCalls: [],
    log: (message, cause) => print(`${message} ${String(cause ?? '')}`),
  });
  const bench: Bench = { org, running, number: 0, contacts: [...org.contacts], print };
  try {
    print(`one durable commit on this disk: ${(await commitMs(bench)).toFixed(2)} ms (a write waits for two)`);
    await compare(bench, 20, 'limit 1.10');
    await compare(bench, 0, 'not judged');
    await grow(bench, [1, 25, 200]);
  } finally {
    await running.stop();
    await org.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The part of a write that no console can do without: the decision and its outcome have to be on disk. */
async function commitMs({ running }: Bench): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    times.push(await timed(() => running.store.transact(async (tx) => void (await running.store.nextChange(tx)))));
  }
  return median(times);
}

/** One of ours and one of theirs in turn, compared in pairs: whatever else the machine does meets both. */
async function compare(bench: Bench, delayMs: number, judged: string): Promise<void> {
  const raw = await rawJsforce(bench.org);
  const pairs: { ours: number; theirs: number }[] = [];
  bench.org.answerAfter(delayMs);
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const waiting = await waitingProposals(bench, 1);
    // What it leaves behind to be put on disk is not the next one's to wait for.
    await delay(restMs);
    const theirs = await timed(() => raw(nextContact(bench), `Raw ${round}`));
    const ours = await timed(() => approveAll(bench, waiting));
    if (round >= warmUp) pairs.push({ ours, theirs });
  }
  const ratio = median(pairs.map(({ ours, theirs }) => ours / theirs));
  const medians = [median(pairs.map(({ ours }) => ours)), median(pairs.map(({ theirs }) => theirs))];
  bench.print(
    `approve to settled / bare jsforce, answers after ${delayMs} ms: ${ratio.toFixed(2)} (${judged}); ` +
      `medians ${medians.map((ms) => ms.toFixed(1)).join(' and ')} ms`,
  );
}

/** Read, guarded PATCH, read again. */
async function rawJsforce(org: MemoryOrg): Promise<(id: string, department: string) => Promise<void>> {
  const jsforce = await loadJsforce();
  const connection = new jsforce.Connection({ instanceUrl: org.url, accessToken: org.accessToken, version: '66.0' });
  const path = (id: string) => `/sobjects/Contact/${id}`;
  const read = (id: string) =>
    connection.request<Record<string, unknown>>(
      `${path(id)}?fields=Id,Name,Department,LastModifiedDate,SystemModstamp`,
    );
  return async (id, department) => {
    const before = await read(id);
    await connection.request({
      method: 'PATCH',
      url: path(id),
      headers: {
        'content-type': 'application/json',
        'If-Unmodified-Since': new Date(String(before.LastModifiedDate)).toUTCString(),
      },
      body: JSON.stringify({ Department: department }),
    });
    await read(id);
  };
}

/** What one write costs, in requests and in time, when more and more are approved together. */
async function grow(bench: Bench, counts: readonly number[]): Promise<void> {
  bench.org.answerAfter(20);
  const first = { requests: 0, ms: 0 };
  for (const [at, count] of counts.entries()) {
    const waiting = await waitingProposals(bench, count);
    const before = bench.org.requests();
    const ms = (await timed(() => approveAll(bench, waiting))) / count;
    const requests = (bench.org.requests() - before) / count;
    if (at === 0) Object.assign(first, { requests, ms });
    bench.print(
      `${count} approved together: ${requests.toFixed(3)} API calls per write${count === 200 ? ' (limit 0.100)' : ''}, ` +
        `${(requests / first.requests).toFixed(3)} of a single one's; ${ms.toFixed(1)} ms per write, ${(ms / first.ms).toFixed(3)} of a single one's`,
    );
  }
}

async function waitingProposals(bench: Bench, count: number): Promise<Proposal[]> {
  const { running } = bench;
  const org = running.orgs.main()?.id ?? '';
  const waiting: Proposal[] = [];
  for (let made = 0; made < count; made += 1) {
    bench.number += 1;
    const mark = `bench-${bench.number}`;
    const base = { fields: { Department: 'Before' }, modifiedAt: null, modifiedBy: null, readAt: Date.now() };
    const planned = {
      id: mark,
      mark,
      after: null,
      writeClass: 'absolute-update',
      decision: 'approve',
      meanwhile: 'nothing',
      sameRecord: false,
      invalid: false,
    } as const;
    const write = { planned, object: 'Contact', recordId: nextContact(bench), fields: { Department: mark }, base };
    waiting.push(await putProposal(running.store, write, { org, number: bench.number, at: Date.now() }));
  }
  return waiting;
}

/** Resolves when everything approved here is known to be written. */
async function approveAll({ running }: Bench, waiting: readonly Proposal[]): Promise<void> {
  const { store, proposals } = running;
  const open = new Set(waiting.map(({ id }) => id));
  const settled = new Promise<void>((resolve, reject) => {
    const stop = store.onChange(async () => {
      const ids = [...open];
      const rows = await store.db.selectFrom('proposals').select(['id', 'state']).where('id', 'in', ids).execute();
      for (const { id, state } of rows) {
        if (state === 'written') open.delete(id);
        if (state === 'failed' || state === 'uncertain') reject(new Error(`${id} is ${state}`));
      }
      if (open.size > 0) return;
      stop();
      resolve();
    });
  });
  await Promise.all(waiting.map(({ id, revision }) => proposals.approve(id, revision, null, by)));
  await settled;
}

function nextContact(bench: Bench): string {
  const id = bench.contacts.pop();
  if (id === undefined) throw new Error('there are no more contacts to write to');
  return id;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}

function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
