import { CompiledQuery } from 'kysely';
import type { StoreTransaction } from './open-store.ts';

type SqlValue = string | number | null;

/**
 * Runs a statement as it stands. For those few that every event needs: building and compiling them anew costs more than
 * running them. `Row` is what the statement selects.
 */
export async function runSql<Row = never>(
  tx: Pick<StoreTransaction, 'executeQuery'>,
  text: string,
  parameters: readonly SqlValue[],
): Promise<{ rows: Row[]; changed: number }> {
  const { rows, numAffectedRows } = await tx.executeQuery<Row>(CompiledQuery.raw(text, [...parameters]));
  return { rows, changed: Number(numAffectedRows ?? 0n) };
}
