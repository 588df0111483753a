import { ApiError, apiError } from '../http/api-error.ts';
import type { QueryContext } from '../soql/query-scope.ts';
import { runQuery } from '../soql/run-query.ts';
import type { Search, SearchGroup, SearchReturning } from './parse-sosl.ts';

const columnsOf: Readonly<Record<SearchGroup, string>> = {
  ALL: '{name email phone other}',
  NAME: '{name}',
  EMAIL: '{email}',
  PHONE: '{phone}',
  SIDEBAR: '{name email phone}',
};

const mostHits = 2000;

/** Runs a search: the index says which rows, SOQL reads them as this user may see them. */
export function runSearch(context: QueryContext, search: Search): unknown[] {
  const match = matchText(search);
  const hits = findHits(context, match);
  const byObject = new Map<string, string[]>();
  for (const hit of hits) {
    const ids = byObject.get(String(hit.object)) ?? [];
    ids.push(String(hit.id));
    byObject.set(String(hit.object), ids);
  }
  const wanted = search.returning.length > 0 ? search.returning : [...byObject.keys()].map(idsOnly);
  const found = wanted.flatMap((returning) => readHits(context, returning, byObject));
  return found.slice(0, search.limit);
}

function findHits(context: QueryContext, match: string) {
  try {
    return context.org.store.all(
      'SELECT r.id AS id, r.object AS object FROM _search JOIN _search_row r ON r.row = _search.rowid WHERE _search MATCH ? ORDER BY rank, r.id LIMIT ?',
      [match, mostHits],
    );
  } catch {
    // The index reads AND, OR and NOT more strictly than its words.
    throw apiError(400, 'MALFORMED_SEARCH', 'The search term cannot be read.');
  }
}

const idsOnly = (object: string): SearchReturning => ({ object, fields: ['Id'], rest: '', limit: null });

function readHits(context: QueryContext, returning: SearchReturning, hits: ReadonlyMap<string, string[]>): unknown[] {
  const object = context.schema.find(returning.object);
  if (object === undefined) {
    throw apiError(
      400,
      'INVALID_TYPE',
      `sObject type '${returning.object}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
    );
  }
  const ids = hits.get(object.name) ?? [];
  // Asked for even without hits, so that a wrong field is told whatever the rows are.
  const inIds = ids.length === 0 ? 'Id = null' : `Id IN (${ids.map((id) => `'${id}'`).join(', ')})`;
  const where = /^WHERE\s+(.*?)(\bORDER\s+BY\b.*)?$/is.exec(returning.rest);
  const condition = where === null ? inIds : `${inIds} AND (${where[1]?.trim()})`;
  const order = where === null ? returning.rest : (where[2] ?? '');
  const fields = returning.fields.length === 0 ? 'Id' : returning.fields.join(', ');
  const limit = returning.limit === null ? '' : ` LIMIT ${returning.limit}`;
  const text = `SELECT ${fields} FROM ${object.name} WHERE ${condition} ${order}${limit}`;
  const records = readRecords(context, text);
  return order.trim() === '' ? inOrder(records, ids) : [...records];
}

function readRecords(context: QueryContext, text: string): readonly unknown[] {
  try {
    return runQuery({ ...context, batchSize: mostHits }, text).records;
  } catch (cause) {
    throw cause instanceof ApiError ? withoutPlace(cause) : cause;
  }
}

/** The place is one in a query nobody wrote. */
function withoutPlace(error: ApiError): ApiError {
  const place = /^\n.*\nERROR at Row:\d+:Column:\d+\n/s;
  return new ApiError(
    error.status,
    error.entries.map((entry) => ({ ...entry, message: entry.message.replace(place, '') })),
  );
}

/** Without ORDER BY the best hits come first. */
function inOrder(records: readonly unknown[], ids: readonly string[]): unknown[] {
  const place = new Map(ids.map((id, index) => [id, index]));
  const idOf = (record: unknown) => /\/(\w{18})"/.exec(JSON.stringify(record))?.[1] ?? '';
  return [...records].sort((one, other) => (place.get(idOf(one)) ?? 0) - (place.get(idOf(other)) ?? 0));
}

/** The term as the index understands it: words, `*` at a word's end, AND, OR, AND NOT, quoted phrases. */
function matchText({ term, group }: Search): string {
  const plain = term.replace(/\\(.)/g, '$1').trim();
  const joined = group === 'PHONE' ? withoutPunctuation(plain) : plain;
  const pieces = joined.match(/"[^"]*"|[^\s"()]+/g) ?? [];
  const words = pieces.map(toMatchWord).filter((word) => word !== '');
  const letters = words.join('').replace(/[^\p{L}\p{N}]/gu, '');
  if (letters.length < 2) {
    throw apiError(400, 'MALFORMED_SEARCH', `search term must be longer than one character: ${plain}`);
  }
  return `${columnsOf[group]} : (${words.join(' ').replaceAll('AND NOT', 'NOT')})`;
}

/** A phone search looks at digits alone; what joins two numbers stays. */
function withoutPunctuation(term: string): string {
  const pieces = term.split(/\s+(AND NOT|AND|OR)\s+/);
  return pieces.map((piece, at) => (at % 2 === 1 ? piece : piece.replace(/[^\d*?"]/g, ''))).join(' ');
}

function toMatchWord(piece: string): string {
  const operator = piece.toUpperCase();
  if (operator === 'AND' || operator === 'OR' || operator === 'NOT') return operator;
  const open = piece.endsWith('*');
  const words = piece.replace(/["*?]/g, ' ').match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return '';
  return `"${words.join(' ')}"${open ? '*' : ''}`;
}
