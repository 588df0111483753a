import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Store } from '../../../store/open-store.ts';
import { type FeedsBench, turnEvent } from './feeds-bench.ts';

const times = 3;
const each = 2_500;
const connections = 50;

/** What forgers and noise leave behind: 10,000 requests, three times over. */
export async function benchForged(bench: FeedsBench, print: (line: string) => void): Promise<void> {
  const { running, url, headers, send } = bench;
  const before = await countRows(running.store);
  const memory: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const real = (index: number) => turnEvent('forged', time * each + index, 'Pay the refund to another account.');
    const forgeries: { headers: Record<string, string>; body(index: number): string }[] = [
      { headers: { ...headers, authorization: 'Bearer of-somebody-else' }, body: real },
      { headers: { 'content-type': headers['content-type'] ?? '' }, body: real },
      {
        headers: { 'content-type': 'application/json' },
        body: (index: number) => real(index).slice(0, -(1 + (index % 90))),
      },
      { headers: { ...headers, 'content-type': 'text/html' }, body: () => '<script>alert(1)</script>' },
    ];
    const began = performance.now();
    const statuses: Record<string, number> = {};
    for (const { headers: sent, body } of forgeries) {
      const bodies = Array.from({ length: each }, (_, index) => body(index));
      const outcome = await send({ url, headers: sent, connections, bodies });
      for (const [status, number] of Object.entries(outcome.statuses))
        statuses[status] = (statuses[status] ?? 0) + number;
    }
    memory.push(await settledMemory());
    const ms = Math.round(performance.now() - began);
    print(
      `10,000 forged or malformed requests: ${ms} ms, ${JSON.stringify(statuses)}, ${mebibytes(memory[time] ?? 0)} after`,
    );
  }
  const rows = (await countRows(running.store)) - before;
  const ratio = (memory[2] ?? 0) / (memory[1] ?? 1);
  print(
    `rows left behind: ${rows} (limit 0); memory after the third / after the second: ${ratio.toFixed(3)} (limit 1.05)`,
  );
}

/** Bytes in use once nothing is left to be cleared away. */
async function settledMemory(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const clear: unknown = runInNewContext('gc');
  for (let time = 0; time < 3; time += 1) {
    if (typeof clear === 'function') clear();
    await new Promise<void>((resolve) => setTimeout(resolve, 50));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function countRows({ db }: Store): Promise<number> {
  const tables = [
    'calls',
    'call_sources',
    'seen_events',
    'seen_requests',
    'utterances',
    'proposals',
    'kept_requests',
    'journal',
  ] as const;
  let rows = 0;
  for (const table of tables) {
    const counted = await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('number'))
      .executeTakeFirstOrThrow();
    rows += counted.number;
  }
  return rows;
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
