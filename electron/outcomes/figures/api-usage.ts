import { sql } from 'kysely';
import type { Figures, FiguresAsked } from '../../../shared/model/figures.ts';
import type { Store } from '../../store/open-store.ts';
import type { Reader } from './figure-rows.ts';
import { stepAt } from './time-steps.ts';

/** What an org last said of its API requests. */
export type SaidUsage = { org: string; used: number; limit: number };

/** Salesforce counts the last 24 hours: a look now and then shows all there is to see. */
const everyMs = 5 * 60 * 1000;
const keptMs = 400 * 24 * 60 * 60 * 1000;

/** The notes of what each org says of its API requests. */
export type UsageLog = {
  /** Notes what is said now. */
  note(): Promise<void>;
  stop(): void;
};

/** Notes now and then what each org says of its API requests. */
export function noteApiUsage(parts: {
  store: Store;
  said(): SaidUsage[];
  now(): number;
  setTimer(ms: number, callback: () => void): () => void;
  log(message: string, cause?: unknown): void;
}): UsageLog {
  const { store, now } = parts;
  let cancel = () => {};

  async function note(): Promise<void> {
    const at = now();
    const said = parts.said();
    if (said.length === 0) return;
    await store.db
      .insertInto('api_usage')
      .values(said.map(({ org, used, limit }) => ({ org, at, used, most: limit })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await store.db
      .deleteFrom('api_usage')
      .where('at', '<', at - keptMs)
      .execute();
  }

  function look(): void {
    note().catch((cause) => parts.log('the use of the API could not be noted', cause));
    cancel = parts.setTimer(everyMs, look);
  }

  look();
  return { note, stop: () => cancel() };
}

/** The most that each org said in each step. */
export async function readApiUsage(db: Reader, asked: FiguresAsked, steps: Figures['steps']): Promise<Figures['api']> {
  const { rows } = await sql<{ org: string; at: number; used: number; most: number }>`
    select org, at, used, most from api_usage
    where at >= ${asked.from} and at < ${asked.to} and (${asked.org} is null or org = ${asked.org}) order by at`.execute(
    db,
  );
  return [...Map.groupBy(rows, ({ org }) => org)].map(([org, noted]) => {
    const used: (number | null)[] = steps.map(() => null);
    for (const { at, used: count } of noted) {
      const step = stepAt(steps, at);
      if (step !== -1) used[step] = Math.max(used[step] ?? 0, count);
    }
    return { org, used, limit: noted.at(-1)?.most ?? 0 };
  });
}
