import { sql } from 'kysely';
import type { Store } from '../../store/open-store.ts';
import { quietHoursCode } from './before-leaving.ts';

/** What was approved and is kept until somebody's quiet hours end: how many, and when the next of them leaves. */
export type KeptForLater = { count: number; org: string; next: number };

/** Counts it; null where nothing is kept. */
export async function keptForLater({ db }: Pick<Store, 'db'>): Promise<KeptForLater | null> {
  const sendAt = sql<number>`json_extract(body, '$.status.sendAt')`;
  const rows = await db
    .selectFrom('proposals')
    .select(['org', sendAt.as('next')])
    .where('state', '=', 'approved')
    .where(sql<boolean>`json_extract(body, '$.status.problem.code') = ${quietHoursCode}`)
    .orderBy(sendAt)
    .execute();
  const [first] = rows;
  return first ? { count: rows.length, ...first } : null;
}
