import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** What a statement takes. */
export type SqlValue = string | number | null;

/** Runs statements by their text, each prepared once. */
export function createDirectStatements(database: DatabaseSync) {
  const prepared = new Map<string, { statement: StatementSync; reads: boolean }>();
  return <Row>(text: string, parameters: readonly SqlValue[]): { rows: Row[]; changed: number } => {
    let known = prepared.get(text);
    if (!known) {
      const statement = database.prepare(text);
      known = { statement, reads: statement.columns().length > 0 };
      prepared.set(text, known);
    }
    // What a statement selects is the caller's to know: it wrote the statement.
    if (known.reads) return { rows: known.statement.all(...parameters) as Row[], changed: 0 };
    return { rows: [], changed: Number(known.statement.run(...parameters).changes) };
  };
}
