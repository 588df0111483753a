import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, type Transaction } from 'kysely';
import { migrate } from './migrate.ts';
import { migrations } from './migrations.ts';
import { openDatabase } from './open-database.ts';
import { createSqliteDialect } from './sqlite-dialect.ts';
import type { Tables } from './tables.ts';

/** A transaction: all of it is on disk when `transact` resolves, or none. */
export type StoreTransaction = Transaction<Tables>;

/** The console's one store. */
export type Store = {
  readonly db: Kysely<Tables>;
  /** Runs one transaction; listeners hear of it after it is on disk. */
  transact<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T>;
  /** Like `transact`, but shares one disk write with whatever else arrives in the same moment. For many small events. */
  transactTogether<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T>;
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

/** Events that follow each other faster than this are one stream, in milliseconds. */
const pauseMs = 5;

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
  let pending: { run(tx: StoreTransaction): Promise<() => void>; fail(cause: unknown): void }[] = [];
  let flushing: Promise<void> | null = null;
  const changes = new WeakMap<StoreTransaction, number>();
  const apart = {
    begin: database.prepare('SAVEPOINT apart'),
    keep: database.prepare('RELEASE apart'),
    undo: database.prepare('ROLLBACK TO apart'),
  };
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
      const together = pending;
      pending = [];
      try {
        const settle = await transact(async (tx) => {
          const settled: (() => void)[] = [];
          for (const each of together) settled.push(await each.run(tx));
          return settled;
        });
        for (const each of settle) each();
      } catch (cause) {
        for (const each of together) each.fail(cause);
      }
    }
    flushing = null;
    flushedAt = performance.now();
  }

  return {
    db,
    transact,
    transactTogether: (work) =>
      new Promise((resolve, reject) => {
        pending.push({
          run: (tx) =>
            runApart(
              apart,
              () => work(tx),
              resolve,
              (cause) => {
                // Counting up was taken back with the rest.
                changes.delete(tx);
                reject(cause);
              },
            ),
          fail: reject,
        });
        flushing ??= flush();
      }),
    isBusy: () => flushing !== null || performance.now() - flushedAt < pauseMs,
    async nextChange(tx) {
      // One number for all that a transaction changes: nobody sees a part of it.
      const held = changes.get(tx);
      if (held !== undefined) return held;
      const row = await tx
        .updateTable('counter')
        .set((eb) => ({ value: eb('value', '+', 1) }))
        .where('name', '=', 'change')
        .returning('value')
        .executeTakeFirstOrThrow();
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

/** Runs one event inside a shared transaction so that its failure takes back only itself. */
async function runApart<T>(
  apart: Record<'begin' | 'keep' | 'undo', { run(): unknown }>,
  work: () => Promise<T>,
  resolve: (value: T) => void,
  reject: (cause: unknown) => void,
): Promise<() => void> {
  apart.begin.run();
  try {
    const value = await work();
    apart.keep.run();
    return () => resolve(value);
  } catch (cause) {
    apart.undo.run();
    apart.keep.run();
    return () => reject(cause);
  }
}
