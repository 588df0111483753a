import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PracticeOrg } from './practice-org.ts';
import { startPracticeOrg } from './start-practice-org.ts';

const small = 500;
const large = 50_000;
const chunk = 200;

/** Measures what the practice org promises about speed, and prints it: ratios first, so that machines can differ. */
export async function benchPracticeOrg(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'practice-org-bench-'));
  try {
    const few = await startPracticeOrg({ empty: true, dataFolder: join(folder, 'few'), apiUsageLimit: 1_000_000 });
    await fill(few, small);

    const started = performance.now();
    const fresh = await startPracticeOrg({});
    print(`start with seeded data: ${(performance.now() - started).toFixed(0)} ms (limit 1000 ms)`);
    await fresh.stop();

    const many = await startPracticeOrg({ empty: true, dataFolder: join(folder, 'many'), apiUsageLimit: 1_000_000 });
    const chunkMs = await fill(many, large);
    const [fewMs = 0, manyMs = 0] = await indexedQueryMs([
      { org: few, count: small },
      { org: many, count: large },
    ]);
    const singleMs = await singleCreateMs(many);
    await few.stop();
    await many.stop();

    print(`indexed query, ${small} records: ${fewMs.toFixed(3)} ms; ${large} records: ${manyMs.toFixed(3)} ms`);
    print(`indexed query ratio ${large}/${small}: ${(manyMs / fewMs).toFixed(2)} (limit 1.50)`);
    print(
      `collection of ${chunk}: ${chunkMs.toFixed(1)} ms, ${chunk} single creates: ${(singleMs * chunk).toFixed(1)} ms`,
    );
    print(`collection per record / single create: ${(chunkMs / chunk / singleMs).toFixed(2)}`);

    const again = performance.now();
    const reopened = await startPracticeOrg({ empty: true, dataFolder: join(folder, 'many') });
    print(`start with ${large} records in the folder: ${(performance.now() - again).toFixed(0)} ms (limit 1000 ms)`);
    await reopened.stop();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Creates contacts in collections of 200; gives the median time of a collection. */
async function fill(org: PracticeOrg, count: number): Promise<number> {
  const times: number[] = [];
  for (let at = 0; at < count; at += chunk) {
    const records = Array.from({ length: Math.min(chunk, count - at) }, (_one, index) => contact(at + index));
    const since = performance.now();
    await request(org, 'POST', '/composite/sobjects', { allOrNone: true, records });
    times.push(performance.now() - since);
  }
  return median(times);
}

const contact = (n: number) => ({
  attributes: { type: 'Contact' },
  FirstName: `First${n % 97}`,
  LastName: `Last${n}`,
  Email: emailOf(n),
  Phone: `+1 628 555 01${String(n % 100).padStart(2, '0')}`,
});

const emailOf = (n: number) => `person${n}@bench.example`;

/**
 * The median of a query by an indexed field, each time for another row.
 * The orgs take turns, so that what else the machine does slows all of them alike.
 */
async function indexedQueryMs(orgs: readonly { org: PracticeOrg; count: number }[]): Promise<number[]> {
  const times = orgs.map((): number[] => []);
  for (let round = 0; round < 400; round++) {
    for (const [index, { org, count }] of orgs.entries()) {
      const soql = `SELECT Id, Name, Email FROM Contact WHERE Email = '${emailOf((round * 7919) % count)}'`;
      const since = performance.now();
      await request(org, 'GET', `/query?q=${encodeURIComponent(soql)}`);
      times[index]?.push(performance.now() - since);
    }
  }
  // The first rounds warm the statements and the connection up.
  return times.map((of) => median(of.slice(100)));
}

async function singleCreateMs(org: PracticeOrg): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 50; round++) {
    const { attributes: _attributes, ...fields } = contact(1_000_000 + round);
    const since = performance.now();
    await request(org, 'POST', '/sobjects/Contact', fields);
    times.push(performance.now() - since);
  }
  return median(times);
}

async function request(org: PracticeOrg, method: string, path: string, body?: unknown): Promise<void> {
  const response = await fetch(`${org.url}/services/data/v66.0${path}`, {
    method,
    headers: { Authorization: `Bearer ${org.accessToken}`, 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 200)}`);
}

function median(times: readonly number[]): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
