import type { Automation } from '../../../shared/model/automation.ts';
import type { ObjectDescribe } from '../../../shared/model/object-describe.ts';
import { displayFields, toRecordRef } from '../../salesforce/records/display-name.ts';
import type { SalesforceConnection } from '../../salesforce/salesforce-connection.ts';
import { type QueryPage, queryNextPage, queryPage, type Row } from '../../salesforce/search/query.ts';
import { identifier, identifiers, type Soql, soql } from '../../salesforce/search/soql.ts';
import type { Store, StoreTransaction } from '../../store/open-store.ts';
import { loadAutomation, moveAutomation, type StoredAutomation } from '../automation-store.ts';
import { type Answer, askCondition } from '../condition.ts';
import { recordFacts } from '../facts.ts';
import { recordFieldsOf } from '../places.ts';
import { insertRuns, type Start } from '../run-store.ts';
import { digestOf, idOf, known, stampOf, stampText, timeOf } from './record-rows.ts';
import { forgetOld, remember, seenOf } from './seen-records.ts';
import { triggerFacts } from './trigger-facts.ts';

/** An automation whose trigger is a record. */
export type RecordAutomation = StoredAutomation & {
  automation: Automation & { trigger: Extract<Automation['trigger'], { kind: 'record-created' | 'record-changed' }> };
};

/** What one look through an object's records works with. */
export type ScanParts = {
  store: Store;
  connection: SalesforceConnection;
  now(): number;
  checkpoint(name: string): void;
  /** What went wrong with an automation's own filter; null where nothing did. */
  noteTrouble(automation: string, why: string | null): void;
};

/**
 * How far back each look begins before the last one's end: Salesforce stamps a record when it is saved and shows it when
 * its transaction is over, which takes ten minutes at most.
 */
const overlapMs = 10 * 60_000;
/** The same for a look in between: what comes later than that is found by the next whole one. */
const shortOverlapMs = 30_000;
/** Stamps are cut to the second. */
const secondMs = 1_000;
/** Records whose fields are remembered when a watch on them begins. */
const mostRemembered = 50_000;

/** How far a look came: up to which moment by the org’s clock, and whether the last second may still hold more. */
export type Scanned = { to: number; unsettled: boolean };

/**
 * Looks through what was made or changed in an object since the last look, page after page, and starts automations: each
 * page’s runs, and that its records were seen, are one transaction. Where a page was seen before, nothing of it starts again.
 * With `since` only what is newer is looked at.
 */
export async function scanRecords(
  parts: ScanParts,
  object: string,
  of: readonly RecordAutomation[],
  since: number | null,
): Promise<Scanned> {
  const { connection, store } = parts;
  const described = await connection.describeObject(object);
  for (const each of of) if (each.seenUntil === null) await begin(parts, described, each);
  // By the org’s clock: what is stamped later is for the next look.
  const scannedTo = orgNow(connection) - secondMs;
  const from = since === null ? Math.min(...of.map((each) => seenUntilOf(each) - overlapMs)) : since - shortOverlapMs;
  const fields = fieldsOf(described, of);
  const stamp = identifier(stampOf(described));
  const onlyNew = of.every(({ automation }) => automation.trigger.kind === 'record-created');
  const alsoNew =
    onlyNew && stampOf(described) !== 'CreatedDate' ? soql` AND CreatedDate >= ${new Date(from)}` : soql``;
  const query = soql`SELECT ${identifiers(fields)} FROM ${identifier(described.name)} WHERE ${stamp} >= ${new Date(from)}${alsoNew} ORDER BY ${stamp}, Id`;
  let unsettled = false;
  for await (const page of pagesOf(connection, query)) {
    await store.transact(async (tx) => {
      for (const each of of)
        unsettled = (await takePage(parts, tx, each, described, page.rows, scannedTo)) || unsettled;
    });
    parts.checkpoint('automation.page');
  }
  // Only a whole look says that nothing before it is left.
  if (since === null) {
    await store.transact(async (tx) => {
      for (const each of of) {
        const { id, trigger } = each.automation;
        if (!(await isStill(tx, each))) continue;
        await moveAutomation(tx, id, { seen_until: scannedTo });
        if (trigger.kind === 'record-created') await forgetOld(tx, id, scannedTo - 2 * overlapMs);
      }
    });
  }
  return { to: scannedTo, unsettled };
}

function orgNow(connection: SalesforceConnection): number {
  return connection.now() + connection.clockSkewMs();
}

/** Since when it counts what happens, by the org’s clock. */
function sinceOf({ automation }: RecordAutomation, connection: SalesforceConnection): number {
  return automation.since + connection.clockSkewMs() - secondMs;
}

function seenUntilOf({ seenUntil, automation }: StoredAutomation): number {
  return seenUntil ?? automation.since;
}

/** Somebody may have changed it, or switched it off, while it was looked for. */
async function isStill(tx: StoreTransaction, { automation: { id, since } }: StoredAutomation): Promise<boolean> {
  const now = (await loadAutomation(tx, id))?.automation;
  return now?.enabled === true && now.since === since;
}

/**
 * What a watched field is when the watch begins. Of more records than that, and of those that were written in between, the
 * first change that is seen counts.
 */
async function begin(parts: ScanParts, described: ObjectDescribe, of: RecordAutomation): Promise<void> {
  const { trigger, id } = of.automation;
  const { connection, store } = parts;
  const since = sinceOf(of, connection);
  if (trigger.kind === 'record-changed' && trigger.fields.length > 0) {
    const fields = known(described, ['Id', stampOf(described), ...trigger.fields]);
    const query = soql`SELECT ${identifiers(fields)} FROM ${identifier(described.name)} LIMIT ${mostRemembered}`;
    for await (const page of pagesOf(connection, query)) {
      await store.transact(async (tx) => {
        for (const row of page.rows) {
          if ((timeOf(row, stampOf(described)) ?? 0) >= since) continue;
          remember(store, tx, id, toSeen(row, described, digestOf(row, trigger.fields, described)));
        }
      });
    }
  }
  of.seenUntil = since;
  await store.transact((tx) => moveAutomation(tx, id, { seen_until: since }));
}

async function* pagesOf(connection: SalesforceConnection, query: Soql): AsyncGenerator<QueryPage> {
  let page = await queryPage(connection, query);
  yield page;
  while (page.next !== null) {
    page = await queryNextPage(connection, page.next);
    yield page;
  }
}

/** Answers whether it saw a record that may change again without its stamp telling so. */
async function takePage(
  parts: ScanParts,
  tx: StoreTransaction,
  of: RecordAutomation,
  described: ObjectDescribe,
  rows: readonly Row[],
  settledTo: number,
): Promise<boolean> {
  const { automation } = of;
  const { trigger } = automation;
  if (!(await isStill(tx, of))) return false;
  const seen = await seenOf(tx, automation.id, rows.map(idOf));
  const since = sinceOf(of, parts.connection);
  const starts: Start[] = [];
  const answers: Answer[] = [];
  let unsettled = false;
  for (const row of rows) {
    const id = idOf(row);
    const created = timeOf(row, 'CreatedDate') ?? 0;
    const stamp = timeOf(row, stampOf(described)) ?? 0;
    const isNew = created >= since && created >= seenUntilOf(of) - overlapMs;
    const before = seen.get(id);
    const digest = trigger.kind === 'record-changed' ? digestOf(row, trigger.fields, described) : '';
    if (before === digest) continue;
    if (trigger.kind === 'record-created' ? !isNew : before === undefined && created >= since) {
      // New, and so not changed; or old, and so not new.
      if (trigger.kind === 'record-changed') remember(parts.store, tx, automation.id, toSeen(row, described, digest));
      continue;
    }
    // Its stamp is all there is to tell by, and another write in the same second leaves it as it is.
    if (trigger.kind === 'record-changed' && trigger.fields.length === 0 && stamp > settledTo) {
      unsettled = true;
      continue;
    }
    remember(parts.store, tx, automation.id, toSeen(row, described, digest));
    if (trigger.kind === 'record-changed' && stamp < since) continue;
    const start = startOf(parts, automation, described, row);
    const answer = askCondition(trigger.where, start.facts);
    answers.push(answer);
    if ('failed' in answer || !answer.holds) continue;
    const key =
      trigger.kind === 'record-created' ? `created ${id}` : `changed ${id} ${digest} ${stampText(row, described)}`;
    starts.push({ ...start, key });
  }
  await insertRuns(parts.store, tx, automation, starts, parts.now());
  const failed = answers.find((answer) => 'failed' in answer);
  if (answers.length > 0) parts.noteTrouble(automation.id, failed && 'failed' in failed ? failed.failed : null);
  return unsettled;
}

function startOf(
  { connection }: ScanParts,
  { trigger }: RecordAutomation['automation'],
  described: ObjectDescribe,
  row: Row,
): Omit<Start, 'key'> {
  const record = toRecordRef(described, row);
  const isNew = trigger.kind === 'record-created';
  const now = orgNow(connection);
  const at = timeOf(row, isNew ? 'CreatedDate' : stampOf(described)) ?? now;
  const what = isNew ? `New ${described.label.toLowerCase()}` : `${described.label} changed`;
  return {
    startedBy: `${what}: ${record.name}`,
    record,
    call: null,
    facts: {
      record: recordFacts(described.name, { ...row, Id: record.id, Name: record.name }),
      trigger: triggerFacts(trigger.kind, at, now),
    },
  };
}

function fieldsOf(described: ObjectDescribe, of: readonly RecordAutomation[]): string[] {
  const named = of.flatMap(({ automation }) => recordFieldsOf(automation));
  return known(described, ['Id', 'CreatedDate', stampOf(described), ...displayFields(described), ...named]);
}

function toSeen(row: Row, described: ObjectDescribe, digest: string) {
  return { record: idOf(row), stamp: timeOf(row, stampOf(described)) ?? 0, digest };
}
