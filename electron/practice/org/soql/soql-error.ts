import { type ApiError, apiError } from '../http/api-error.ts';

/** What a query error points at: a token, looked for from the start or from the first of these words on. */
type Place = string | { readonly token: string; readonly after: 'WHERE|HAVING' | 'ORDER BY' };

/** A query error as Salesforce prints it: the query, a caret under the place, row and column, then the message. */
export function soqlError(query: string, place: Place, errorCode: string, message: string): ApiError {
  return apiError(400, errorCode, `${placeIn(query, place)}${message}`);
}

function placeIn(query: string, place: Place): string {
  const at = typeof place === 'string' ? findToken(query, place) : findAfter(query, place);
  const before = query.slice(0, at);
  const row = before.split('\n').length;
  const column = at - before.lastIndexOf('\n');
  const line = query.split('\n')[row - 1] ?? query;
  return `\n${line}\n${' '.repeat(Math.max(0, column - 1))}^\nERROR at Row:${row}:Column:${column}\n`;
}

function findAfter(query: string, { token, after }: Exclude<Place, string>): number {
  const start = new RegExp(`\\b(${after.replace(' ', '\\s+')})\\b`, 'i').exec(query)?.index ?? 0;
  return start + findToken(query.slice(start), token);
}

function findToken(query: string, token: string): number {
  if (token === '') return query.length;
  const escaped = token.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const word = new RegExp(`(?<![\\w.])${escaped}(?!\\w)`, 'i').exec(query);
  return Math.max(0, word?.index ?? query.toLowerCase().indexOf(token.toLowerCase()));
}

const customHint = (what: string, where: string) =>
  `If you are attempting to use a custom ${what}, be sure to append the '__${where}' after the ${what === 'object' ? 'entity' : `custom ${what}`} name. Please reference your WSDL or the describe call for the appropriate names.`;

/** SELECT, WHERE or ORDER BY names a field the object does not have (or the user may not see). */
export const unknownColumn = (query: string, column: string, object: string): ApiError =>
  soqlError(
    query,
    column,
    'INVALID_FIELD',
    `No such column '${column}' on entity '${object}'. ${customHint('field', 'c')}`,
  );

/** FROM names an object there is none of. */
export const unknownObject = (query: string, object: string): ApiError =>
  soqlError(query, object, 'INVALID_TYPE', `sObject type '${object}' is not supported. ${customHint('object', 'c')}`);

/** A field path walks a lookup there is none of. */
export const unknownRelationship = (query: string, name: string): ApiError =>
  soqlError(
    query,
    name,
    'INVALID_FIELD',
    `Didn't understand relationship '${name}' in field path. ${customHint('relationship', 'r')}`,
  );

/** A child query names a relationship there is none of. */
export const unknownChildRelationship = (query: string, name: string): ApiError =>
  soqlError(
    query,
    name,
    'INVALID_TYPE',
    `Didn't understand relationship '${name}' in FROM part of query call. ${customHint('relationship', 'r')}`,
  );
