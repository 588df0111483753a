import { isAggregateQuery, runAggregate } from './aggregate-query.ts';
import { compileQuery } from './compile-query.ts';
import { parseSoql } from './parse-soql.ts';
import { type QueryPage, toPage } from './query-pages.ts';
import type { QueryContext } from './query-scope.ts';

/** Runs a SOQL query and answers its first page. */
export function runQuery(context: QueryContext, text: string): QueryPage {
  const query = parseSoql(text);
  if (isAggregateQuery(query)) return runAggregate(context, query, text);
  const compiled = compileQuery(context, query, text);
  return toPage(compiled, context.org.store.arrays(compiled.sql, compiled.values));
}
