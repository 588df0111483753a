import {
  type Automation,
  type AutomationVersion,
  automation,
  automationVersion,
} from '../../shared/model/automation.ts';
import { fromJson } from '../store/from-json.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';

type Reader = Pick<StoreTransaction, 'selectFrom'>;

/** An automation with where it is in what it looks at. */
export type StoredAutomation = {
  automation: Automation;
  /** Runs that failed one after the other. */
  failures: number;
  /** The change number up to which calls, proposals and outcomes were looked at. */
  cursor: number;
  /** The moment up to which records were looked at. */
  seenUntil: number | null;
  nextAt: number | null;
};

type Row = { body: string; failures: number; cursor: number; seen_until: number | null; next_at: number | null };

/** Every automation, the oldest first. */
export async function loadAutomations(db: Reader): Promise<StoredAutomation[]> {
  const rows = await db.selectFrom('automations').selectAll().execute();
  return rows.map(toStored).sort((a, b) => a.automation.createdAt - b.automation.createdAt);
}

/** One automation; null where there is none of that id (any more). */
export async function loadAutomation(db: Reader, id: string): Promise<StoredAutomation | null> {
  const row = await db.selectFrom('automations').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toStored(row) : null;
}

/** Puts an automation on disk, new or changed. */
export async function saveAutomation(store: Store, tx: StoreTransaction, of: StoredAutomation): Promise<void> {
  const columns = {
    body: JSON.stringify(of.automation),
    failures: of.failures,
    cursor: of.cursor,
    seen_until: of.seenUntil,
    next_at: of.nextAt,
    changed: await store.nextChange(tx),
  };
  await tx
    .insertInto('automations')
    .values({ id: of.automation.id, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute();
}

/** Moves the places of an automation in what it looks at; its body stays as it is. */
export async function moveAutomation(
  tx: Pick<StoreTransaction, 'updateTable'>,
  id: string,
  to: { cursor?: number; seen_until?: number; next_at?: number | null; failures?: number },
): Promise<void> {
  if (Object.keys(to).length === 0) return;
  await tx.updateTable('automations').set(to).where('id', '=', id).execute();
}

/** Keeps a version that was saved. */
export async function saveVersion(tx: StoreTransaction, id: string, of: AutomationVersion): Promise<void> {
  await tx
    .insertInto('automation_versions')
    .values({ automation: id, version: of.version, body: JSON.stringify(of) })
    .execute();
}

/** Every version of an automation, newest first. */
export async function loadVersions(db: Reader, id: string): Promise<AutomationVersion[]> {
  const rows = await db
    .selectFrom('automation_versions')
    .select('body')
    .where('automation', '=', id)
    .orderBy('version', 'desc')
    .execute();
  return rows.map(({ body }) => fromJson(automationVersion, body));
}

/** The version a run began with; null where it is gone. */
export async function loadVersion(db: Reader, id: string, version: number): Promise<AutomationVersion | null> {
  const row = await db
    .selectFrom('automation_versions')
    .select('body')
    .where('automation', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return row ? fromJson(automationVersion, row.body) : null;
}

function toStored(row: Row): StoredAutomation {
  return {
    automation: fromJson(automation, row.body),
    failures: row.failures,
    cursor: row.cursor,
    seenUntil: row.seen_until,
    nextAt: row.next_at,
  };
}
