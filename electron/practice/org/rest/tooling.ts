import { malformedQuery } from '../http/refusals.ts';
import { parseSoql } from '../soql/parse-soql.ts';
import { unknownObject } from '../soql/soql-error.ts';
import type { RestHandler } from './rest-call.ts';

/** GET /tooling/query: the practice org has no code and no setup to query; every type is unknown there. */
export const toolingQueryHandler: RestHandler = (call) => {
  const text = call.query.get('q');
  if (text === null) throw malformedQuery('A query string has to be specified');
  throw unknownObject(text, parseSoql(text).sObject ?? '');
};
