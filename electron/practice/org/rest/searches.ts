import { apiError } from '../http/api-error.ts';
import { isRecord } from '../rows/read-body.ts';
import { parseSosl, type Search, type SearchReturning, toGroup } from '../sosl/parse-sosl.ts';
import { runSearch } from '../sosl/run-search.ts';
import { ok, type RestAnswer, type RestCall, type RestHandler, readJsonObject, toQueryContext } from './rest-call.ts';

/** Before version 37 a search answered a bare array. */
function answerSearch(call: RestCall, search: Search): RestAnswer {
  const searchRecords = runSearch(toQueryContext(call), search);
  return ok(Number(call.version) < 37 ? searchRecords : { searchRecords });
}

/** GET /search */
export const searchHandler: RestHandler = (call) => {
  const text = call.query.get('q');
  if (text === null || text.trim() === '') {
    throw apiError(400, 'MALFORMED_SEARCH', 'No search term found. The search term must be enclosed in braces.');
  }
  return answerSearch(call, parseSosl(text));
};

/** GET and POST /parameterizedSearch */
export const parameterizedSearchHandler: RestHandler = (call) =>
  answerSearch(call, call.method === 'POST' ? searchOfBody(readJsonObject(call)) : searchOfQuery(call.query));

function searchOfQuery(query: URLSearchParams): Search {
  const names = query.getAll('sobject').flatMap((list) => list.split(','));
  const get = (name: string) => query.get(name);
  const overall = { fields: splitList(get('fields')), limit: toCount(get('defaultLimit')) };
  return {
    term: requireTerm(get('q')),
    group: toGroup(get('in') ?? undefined),
    limit: toCount(get('overallLimit')) ?? 2000,
    returning: names.map((object): SearchReturning => {
      const fields = splitList(get(`${object}.fields`));
      return {
        object,
        fields: fields.length > 0 ? fields : overall.fields,
        rest: clauses(get(`${object}.where`), get(`${object}.orderBy`)),
        limit: toCount(get(`${object}.limit`)) ?? overall.limit,
      };
    }),
  };
}

function searchOfBody(body: Record<string, unknown>): Search {
  const overall = { fields: textList(body.fields), limit: toCount(body.defaultLimit) };
  const objects = Array.isArray(body.sobjects) ? body.sobjects.filter(isRecord) : [];
  return {
    term: requireTerm(body.q),
    group: toGroup(typeof body.in === 'string' ? body.in : undefined),
    limit: toCount(body.overallLimit) ?? 2000,
    returning: objects.map((object): SearchReturning => {
      const fields = textList(object.fields);
      return {
        object: String(object.name),
        fields: fields.length > 0 ? fields : overall.fields,
        rest: clauses(object.where, object.orderBy),
        limit: toCount(object.limit) ?? overall.limit,
      };
    }),
  };
}

function requireTerm(value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw apiError(400, 'MALFORMED_SEARCH', 'No search term found.');
}

const splitList = (text: string | null) => (text === null ? [] : text.split(',').map((one) => one.trim()));
const textList = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);

function toCount(value: unknown): number | null {
  const count = Number(value ?? Number.NaN);
  return Number.isInteger(count) && count > 0 ? count : null;
}

function clauses(where: unknown, orderBy: unknown): string {
  const parts = [
    typeof where === 'string' ? `WHERE ${where}` : '',
    typeof orderBy === 'string' ? `ORDER BY ${orderBy}` : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}
