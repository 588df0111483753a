import type { Store } from '../../../store/open-store.ts';
import { type FeedsBench, startEvent, turnEvent } from './feeds-bench.ts';

const rounds = 5;
const calls = 100;
const eventsPerRound = 4000;
const insertsPerRound = 1500;
const connections = 100;

/** Events acknowledged durably per second against the store's own inserts, one row to a commit, in the same run. */
export async function benchThroughput(bench: FeedsBench, print: (line: string) => void): Promise<void> {
  const { running, send, url, headers } = bench;
  await send({
    url,
    headers,
    connections,
    bodies: Array.from({ length: calls }, (_, index) => startEvent(`c${index}`)),
  });
  await insertRate(running.store, 'warm', 300);
  await send({ url, headers, connections, bodies: turnsOf(-1) });
  await running.idle();
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // In turn, so that whatever else the machine does meets both.
    const inserts = await insertRate(running.store, `r${round}`, insertsPerRound);
    const { ms, statuses, p50, p95 } = await send({ url, headers, connections, bodies: turnsOf(round) });
    const rate = (statuses[200] ?? 0) / (ms / 1000);
    ratios.push(rate / inserts);
    print(
      `round ${round + 1}: ${Math.round(rate)} events/s acknowledged (p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)} ms; ` +
        `${JSON.stringify(statuses)}), ${Math.round(inserts)} single inserts/s`,
    );
    await running.idle();
  }
  ratios.sort((a, b) => a - b);
  print(
    `events acknowledged durably / one-row-one-commit inserts: ${ratios[Math.floor(rounds / 2)]?.toFixed(2)} (limit 0.80)`,
  );
}

function turnsOf(round: number): string[] {
  return Array.from({ length: eventsPerRound }, (_, index) =>
    turnEvent(`c${index % calls}`, (round + 1) * eventsPerRound + index, `Well, that is turn number ${index} of mine.`),
  );
}

/** Rows per second, each in a commit of its own. */
async function insertRate(store: Store, run: string, rows: number): Promise<number> {
  const began = performance.now();
  for (let row = 0; row < rows; row += 1) {
    await store.transact((tx) =>
      tx
        .insertInto('seen_events')
        .values({ feed: 'bench', external_id: run, event: String(row) })
        .execute(),
    );
  }
  return rows / ((performance.now() - began) / 1000);
}
