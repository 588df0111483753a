import type { SQLOutputValue } from 'node:sqlite';
import { apiError } from '../http/api-error.ts';
import { nthRecordId } from '../ids/record-id.ts';
import type { Org } from '../org.ts';
import type { CompiledQuery } from './compile-query.ts';
import { buildRecord, type RecordNode } from './select-fields.ts';

/** What a query answers. */
export interface QueryPage {
  readonly totalSize: number;
  readonly done: boolean;
  readonly nextRecordsUrl?: string;
  readonly records: readonly unknown[];
}

interface Cursor {
  readonly rows: readonly SQLOutputValue[][];
  readonly root: RecordNode;
  readonly batchSize: number;
  readonly openedAt: number;
}

/** Open queries of one org, by locator. */
interface Cursors {
  readonly open: Map<string, Cursor>;
  opened: number;
}

const longestKept = 2 * 24 * 3_600_000;
const mostKept = 100;
const cursorsOf = new WeakMap<Org, Cursors>();

function cursors(org: Org): Cursors {
  const known = cursorsOf.get(org);
  if (known !== undefined) return known;
  const fresh: Cursors = { open: new Map(), opened: 0 };
  cursorsOf.set(org, fresh);
  return fresh;
}

/** The first page of some rows; what does not fit stays open under a locator. */
export function toPage(compiled: CompiledQuery, rows: readonly SQLOutputValue[][]): QueryPage {
  const { org, batchSize, version } = compiled.scope.context;
  const { root } = compiled.selection;
  const records = rows.slice(0, batchSize).map((row) => buildRecord(root, row, version));
  if (rows.length <= batchSize) return { totalSize: rows.length, done: true, records };
  const held = cursors(org);
  held.opened += 1;
  const locator = nthRecordId('01g', held.opened);
  held.open.set(locator, { rows, root, batchSize, openedAt: org.clock() });
  const [oldest] = held.open.keys();
  if (held.open.size > mostKept && oldest !== undefined) held.open.delete(oldest);
  return { totalSize: rows.length, done: false, nextRecordsUrl: nextUrl(version, locator, batchSize), records };
}

/** A further page of an open query. */
export function nextPage(org: Org, locatorAndOffset: string, version: string): QueryPage {
  const match = /^(\w+)-(\d+)$/.exec(locatorAndOffset);
  const cursor = cursors(org).open.get(match?.[1] ?? '');
  const stale = cursor !== undefined && org.clock() - cursor.openedAt > longestKept;
  if (match === null || cursor === undefined || stale) {
    throw apiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
  }
  const start = Number(match[2]);
  const end = start + cursor.batchSize;
  const records = cursor.rows.slice(start, end).map((row) => buildRecord(cursor.root, row, version));
  const totalSize = cursor.rows.length;
  if (end >= totalSize) return { totalSize, done: true, records };
  return { totalSize, done: false, nextRecordsUrl: nextUrl(version, match[1] ?? '', end), records };
}

function nextUrl(version: string, locator: string, offset: number): string {
  return `/services/data/v${version}/query/${locator}-${offset}`;
}
