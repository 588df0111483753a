import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, type Transaction } from 'kysely';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';
import { openDatabase } from './open-database.ts';
import { createDirectStatements, type SqlValue } from './run-sql.ts';
import { createSqliteDialect } from './sqlite-dialect.ts';
import type { Tables } from './tables.ts';

/** A transaction: all of it is on disk when `transact` resolves, or none. */
export type StoreTransaction = Transaction<Tables>;

/** The console's one store. */
export type Store = {
  readonly db: Kysely<Tables>;
  /** Runs one transaction; listeners hear of it after it is on disk. */
  transact<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T>;
  /**
   * Like `transact`, but shares one disk write with whatever else arrives in the same moment. For many small events. Where one
   * of them fails, the others are run once more, without it.
   */
  transactTogether<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T>;
  /**
   * Runs a statement inside a transaction as it stands, at once. For those few that every event needs: building them anew
   * each time costs more than running them. `Row` is what it selects.
   */
  run<Row = never>(
    tx: StoreTransaction,
    text: string,
    parameters: readonly SqlValue[],
  ): { rows: Row[]; changed: number };
  /** Whether small events are arriving right now: what can wait lets them go first. */
  isBusy(): boolean;
  /** The change number for rows changed by this transaction. */
  nextChange(tx: StoreTransaction): Promise<number>;
  /** The newest change number on disk. */
  revision(): Promise<number>;
  /** Calls back after each transaction that changed something visible; returns how to stop. */
  onChange(listener: () => void): () => void;
  /** Tells the listeners that something beside the store changed which they show together with it. */
  touch(): void;
  close(): Promise<void>;
};

const countSql = "update counter set value = value + 1 where name = 'change' returning value";

/** Events that follow each other faster than this are one stream, in milliseconds. */
const pauseMs = 5;

type Work = { run(tx: StoreTransaction): Promise<() => void>; fail(cause: unknown): void };

/** Opens, or makes, the store in a folder. `checkpoint` names the points at which tests kill the process. */
export async function openStore(folder: string, checkpoint: (name: string) => void = () => {}): Promise<Store> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'countersign.db');
  const database = openDatabase(file);
  try {
    await migrate(database, file, migrations, checkpoint);
  } catch (cause) {
    database.close();
    throw cause;
  }
  const db = new Kysely<Tables>({ dialect: createSqliteDialect(database) });
  const listeners = new Set<() => void>();
  let pending: Work[] = [];
  let flushing: Promise<void> | null = null;
  const changes = new WeakMap<StoreTransaction, number>();
  const direct = createDirectStatements(database);
  let flushedAt = Number.NEGATIVE_INFINITY;

  async function transact<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T> {
    const done = await db.transaction().execute(work);
    touch();
    return done;
  }

  function touch(): void {
    for (const listener of listeners) listener();
  }

  async function flush(): Promise<void> {
    // Whatever arrives in this turn of the event loop joins; a lone event waits no longer than that.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (pending.length > 0) {
      let together = pending;
      pending = [];
      while (together.length > 0) together = await runTogether(together);
    }
    flushing = null;
    flushedAt = performance.now();
  }

  /** All of it in one commit, or none. Returns those to be run once more, because another's failure took them back. */
  async function runTogether(together: readonly Work[]): Promise<Work[]> {
    let running: Work | null = null;
    try {
      const settle = await transact(async (tx) => {
        const settled: (() => void)[] = [];
        for (const each of together) {
          running = each;
          settled.push(await each.run(tx));
        }
        running = null;
        return settled;
      });
      for (const each of settle) each();
      return [];
    } catch (cause) {
      const failed: readonly Work[] = running === null ? together : [running];
      for (const each of failed) each.fail(cause);
      return together.filter((each) => !failed.includes(each));
    }
  }

  return {
    db,
    transact,
    transactTogether: (work) =>
      new Promise((resolve, reject) => {
        const run = async (tx: StoreTransaction) => {
          const done = await work(tx);
          return () => resolve(done);
        };
        pending.push({ run, fail: reject });
        flushing ??= flush();
      }),
    run: (_tx, text, parameters) => direct(text, parameters),
    isBusy: () => flushing !== null || performance.now() - flushedAt < pauseMs,
    async nextChange(tx) {
      // One number for all that a transaction changes: nobody sees a part of it.
      const held = changes.get(tx);
      if (held !== undefined) return held;
      const [row] = direct<{ value: number }>(countSql, []).rows;
      if (!row) throw new Error('the store has no counter');
      changes.set(tx, row.value);
      return row.value;
    },
    async revision() {
      return (await db.selectFrom('counter').select('value').where('name', '=', 'change').executeTakeFirstOrThrow())
        .value;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    touch,
    async close() {
      await flushing;
      await db.destroy();
    },
  };
}
