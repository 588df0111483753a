import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import { isRecord } from '../faults.ts';
import type { SalesforceConnection } from '../salesforce-connection.ts';
import type { Soql } from './soql.ts';

/** One row of a query's result: parent records are objects, child queries are results of their own. */
export type Row = Record<string, unknown>;

/** One page of a query's result. */
export type QueryPage = {
  rows: Row[];
  /** Rows the query has in all. */
  totalSize: number;
  /** Where the next page is; null on the last. */
  next: string | null;
};

type Reader = Pick<SalesforceConnection, 'read'>;

/** Runs a query and returns its first page; a query can only read. */
export async function queryPage(connection: Reader, query: Soql, timeoutMs?: number): Promise<QueryPage> {
  const answer = await connection.read({ method: 'GET', path: ['query'], query: { q: query.text }, timeoutMs });
  return toQueryPage(answer.body);
}

/** The page that `next` of an earlier page stands for. */
export async function queryNextPage(connection: Reader, next: string, timeoutMs?: number): Promise<QueryPage> {
  return toQueryPage((await connection.read({ method: 'GET', path: ['query', next], timeoutMs })).body);
}

/** All rows of a query, page after page, up to a bound; `complete` tells whether the bound cut it short. */
export async function queryAll(
  connection: Reader,
  query: Soql,
  maxRows = 2_000,
): Promise<{ rows: Row[]; totalSize: number; complete: boolean }> {
  let page = await queryPage(connection, query);
  const rows = page.rows;
  while (page.next !== null && rows.length < maxRows) {
    page = await queryNextPage(connection, page.next);
    rows.push(...page.rows);
  }
  return {
    rows: rows.slice(0, maxRows),
    totalSize: page.totalSize,
    complete: page.next === null && rows.length <= maxRows,
  };
}

/** The value at a path such as `Account.Name` in a row. */
export function valueAt(row: Row, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (isRecord(value) ? value[key] : null), row) ?? null;
}

/** An answer to a query as a page of it. */
export function toQueryPage(body: unknown): QueryPage {
  if (!isRecord(body) || !Array.isArray(body.records)) {
    throw new ProblemError(
      toProblem('upstream', 'Salesforce answered a query in a way Countersign cannot read.', { next: 'retry' }),
    );
  }
  return {
    rows: body.records.filter(isRecord),
    totalSize: typeof body.totalSize === 'number' ? body.totalSize : body.records.length,
    next: typeof body.nextRecordsUrl === 'string' ? locatorOf(body.nextRecordsUrl) : null,
  };
}

/** Only the last segment is taken: an answer must not choose where the next request goes. */
function locatorOf(nextRecordsUrl: string): string | null {
  return /\/([\w-]+)$/.exec(nextRecordsUrl)?.[1] ?? null;
}
