import { malformedQuery } from '../http/refusals.ts';
import { columnMetadata } from '../soql/column-metadata.ts';
import { explainQuery } from '../soql/explain-query.ts';
import { nextPage } from '../soql/query-pages.ts';
import { runQuery } from '../soql/run-query.ts';
import { ok, type RestCall, type RestHandler, toQueryContext } from './rest-call.ts';

function answerQuery(call: RestCall, withDeleted: boolean) {
  const context = toQueryContext(call, withDeleted);
  const explained = call.query.get('explain');
  if (explained !== null) return ok(explainQuery(context, explained));
  const text = call.query.get('q');
  if (text === null || text.trim() === '') throw malformedQuery('A query string has to be specified');
  if (call.query.get('columns') === 'true') return ok(columnMetadata(context, text));
  return ok(runQuery(context, text));
}

/** GET /query */
export const queryHandler: RestHandler = (call) => answerQuery(call, false);

/** GET /queryAll: the recycle bin too. */
export const queryAllHandler: RestHandler = (call) => answerQuery(call, true);

/** GET /query/locator-offset */
export const queryMoreHandler: RestHandler = (call, { locator = '' }) => ok(nextPage(call.org, locator, call.version));
