import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';

/** One row as SQLite gives it. */
export type SqlRow = Record<string, SQLOutputValue>;

/** The practice org's database: prepared statements kept, transactions that nest. */
export interface Store {
  all(sql: string, values?: readonly SQLInputValue[]): SqlRow[];
  get(sql: string, values?: readonly SQLInputValue[]): SqlRow | undefined;
  /** Rows as arrays, in the order of the columns. */
  arrays(sql: string, values?: readonly SQLInputValue[]): SQLOutputValue[][];
  run(sql: string, values?: readonly SQLInputValue[]): number;
  exec(sql: string): void;
  /** Runs work in a transaction, or in a savepoint when one is open; a throw undoes exactly this work. */
  transaction<T>(work: () => T): T;
  /** All of it as it is now, for another store to start from. */
  image(): Uint8Array;
  close(): void;
}

const keptStatements = 500;

/** Opens the database in a folder, or in memory when there is none: there it starts from an image where one is given. */
export function openStore(dataFolder: string | undefined, image?: Uint8Array): Store {
  if (dataFolder !== undefined) mkdirSync(dataFolder, { recursive: true });
  const database = new DatabaseSync(dataFolder === undefined ? ':memory:' : join(dataFolder, 'practice-org.sqlite'));
  if (dataFolder === undefined && image !== undefined) database.deserialize(image);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY');
  database.function('fold', { deterministic: true }, (text) => (typeof text === 'string' ? text.toLowerCase() : text));

  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    if (statements.size >= keptStatements) statements.clear();
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };

  const prepareArrays = (sql: string): StatementSync => {
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    return statement;
  };

  let depth = 0;
  const transaction = <T>(work: () => T): T => {
    const name = `s${depth}`;
    database.exec(depth === 0 ? 'BEGIN IMMEDIATE' : `SAVEPOINT ${name}`);
    depth += 1;
    try {
      const result = work();
      depth -= 1;
      database.exec(depth === 0 ? 'COMMIT' : `RELEASE ${name}`);
      return result;
    } catch (cause) {
      depth = Math.max(0, Number(name.slice(1)));
      database.exec(depth === 0 ? 'ROLLBACK' : `ROLLBACK TO ${name}; RELEASE ${name}`);
      throw cause;
    }
  };

  return {
    all: (sql, values = []) => prepare(sql).all(...values),
    get: (sql, values = []) => prepare(sql).get(...values),
    arrays: (sql, values = []) => prepareArrays(sql).all(...values) as unknown as SQLOutputValue[][],
    run: (sql, values = []) => Number(prepare(sql).run(...values).changes),
    exec: (sql) => database.exec(sql),
    transaction,
    image: () => database.serialize(),
    close: () => database.close(),
  };
}

/** A name as SQL text; names come from the schema, quotes are doubled all the same. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
