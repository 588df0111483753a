import type { SoqlPage, SoqlPlace, SoqlRow, SoqlStep } from '../../../shared/contract/soql-contract.ts';
import { ProblemError } from '../../../shared/model/problem.ts';
import { faultsOf } from '../faults.ts';
import { toId18 } from '../ids.ts';
import { NoAnswerError } from '../no-answer-error.ts';
import { problemOfAnswer, problemOfFailure } from '../problems.ts';
import type { SalesforceAnswer, SalesforceConnection, SalesforceRequest } from '../salesforce-connection.ts';
import { type QueryPage, type Row, toQueryPage } from './query.ts';
import { recordOf } from './run-query-cells.ts';
import { type ColumnPlan, type Describing, isCount, planColumns, selectsId } from './run-query-columns.ts';
import { queryOfRow, type ReadingQuery } from './run-query-parse.ts';

// Salesforce itself ends a query after two minutes.
const answerMs = 125_000;

/** Where a run begins, and how far it goes. */
export type QueryRun = {
  /** Where an earlier page said that it goes on; null begins anew. */
  next: string | null;
  /** It goes on, page after page, until it has read this many. */
  rows: number;
  /** Closes the connection of the request under way. */
  signal?: AbortSignal;
};

/** Runs a query page by page; what Salesforce cannot understand is told with its place in the text. */
export async function* runQuery(
  connection: SalesforceConnection,
  query: ReadingQuery,
  run: QueryRun,
): AsyncGenerator<SoqlStep> {
  const columns = planColumns(query, describing(connection));
  columns.catch(() => {});
  let next = run.next;
  let read = 0;
  do {
    const path = next === null ? { path: ['query'], query: { q: query.text } } : { path: ['query', next] };
    const answer = await ask(connection, { method: 'GET', ...path, timeoutMs: answerMs, signal: run.signal });
    if (answer.status >= 300) {
      yield refusal(answer);
      return;
    }
    const page = toQueryPage(answer.body);
    yield toPage(query, await columns, page);
    read += page.rows.length;
    next = page.next;
  } while (next !== null && read < run.rows && !run.signal?.aborted);
}

/** One record with the columns of a query, as it is now; null where there is none, or rows of the query are no records. */
export async function readQueryRow(
  connection: SalesforceConnection,
  query: ReadingQuery,
  id: string,
): Promise<SoqlRow | null> {
  const known = toId18(id);
  const text = known && queryOfRow(query, known);
  if (!text) return null;
  const columns = planColumns(query, describing(connection));
  const answer = await connection.read({ method: 'GET', path: ['query'], query: { q: text } });
  const [row] = toQueryPage(answer.body).rows;
  return row ? toRow(row, await columns, true) : null;
}

function describing(connection: SalesforceConnection): Describing {
  // Without a describe a column has no type and cannot be edited, but its values are shown.
  return (object) => connection.describeObject(object).catch(() => null);
}

async function ask(connection: SalesforceConnection, request: SalesforceRequest): Promise<SalesforceAnswer> {
  try {
    return await connection.request(request).catch((failure: unknown) => {
      // A kept-open connection may have been closed while idle; a read can be asked again, once.
      const again = failure instanceof NoAnswerError && !failure.timedOut && !request.signal?.aborted;
      if (again) return connection.request(request);
      throw failure;
    });
  } catch (failure) {
    throw new ProblemError(problemOfFailure(failure), { cause: failure });
  }
}

function refusal(answer: SalesforceAnswer): SoqlStep {
  const problem = problemOfAnswer(answer);
  // Only what is said of the query itself belongs at a place in it.
  if (answer.status !== 400) throw new ProblemError(problem);
  return { step: 'refused', problem, place: placeIn(faultsOf(answer)?.[0]?.message ?? '') };
}

function placeIn(message: string): SoqlPlace | null {
  const told = /ERROR at Row:(\d+):Column:(\d+)/.exec(message);
  if (told) return { row: Number(told[1]), column: Number(told[2]) };
  // This way of telling counts columns from 0.
  const line = /\bline (\d+):(\d+)\b/.exec(message);
  return line ? { row: Number(line[1]), column: Number(line[2]) + 1 } : null;
}

function toPage(query: ReadingQuery, columns: readonly ColumnPlan[], page: QueryPage): SoqlPage {
  const told = { step: 'page', object: query.object, columns: columns.map(({ column }) => column) } as const;
  if (isCount(query.parsed)) {
    return { ...told, rows: [{ id: null, cells: [page.totalSize] }], total: 1, next: null };
  }
  const withId = selectsId(query.parsed, null) || columns.some(({ column }) => column.field === 'Id');
  const rows = page.rows.map((row) => toRow(row, columns, withId));
  return { ...told, rows, total: page.totalSize, next: page.next };
}

function toRow(row: Row, columns: readonly ColumnPlan[], withId: boolean): SoqlRow {
  return { id: withId ? (recordOf(row)?.id ?? null) : null, cells: columns.map(({ read }) => read(row)) };
}
