import { parseQuery, type Query } from '@jetstreamapp/soql-parser-js';
import { apiError } from '../http/api-error.ts';
import { malformedQuery } from '../http/refusals.ts';
import { soqlError } from './soql-error.ts';

const longestQuery = 100_000;

/** Reads a query; what cannot be read is told the way Salesforce tells it. */
export function parseSoql(text: string): Query {
  if (text.trim() === '') throw malformedQuery('A query string has to be specified');
  if (text.length > longestQuery) {
    throw apiError(400, 'QUERY_TOO_LONG', 'SOQL statements cannot be longer than 100,000 characters.');
  }
  refuseOddities(text);
  try {
    return parseQuery(text);
  } catch (cause) {
    throw toMalformedQuery(text, cause instanceof Error ? cause.message : String(cause));
  }
}

/** Things the parser lets pass or explains in its own words. */
function refuseOddities(text: string): void {
  const outside = text.replace(/'(?:[^'\\]|\\.)*'/gs, (literal) => ' '.repeat(literal.length));
  const bind = /[=<>(,]\s*(:\s*\w+)|\bIN\s+(:\s*\w+)/i.exec(outside);
  if (bind !== null) {
    throw soqlError(text, ':', 'MALFORMED_QUERY', 'Bind variables only allowed in Apex code');
  }
  const allRows = /\bALL\s+ROWS\s*$/i.exec(outside);
  if (allRows !== null) throw soqlError(text, 'ALL', 'MALFORMED_QUERY', "unexpected token: 'ALL'");
  for (const [literal] of text.matchAll(/'(?:[^'\\]|\\.)*'/gs)) {
    const bad = /\\(?!['"\\nrtbf_%]|u[0-9a-fA-F]{4}|[NRTBF])./.exec(literal.replaceAll('\\\\', '  '));
    if (bad !== null)
      throw soqlError(
        text,
        literal,
        'MALFORMED_QUERY',
        `Invalid string literal ${literal}. Illegal character sequence '${bad[0]}' in string literal.`,
      );
  }
}

function toMalformedQuery(text: string, message: string) {
  const unreadable = /unexpected character: ->(.)<- at offset: (\d+)/s.exec(message);
  if (unreadable?.[1] === "'") {
    const rest = text.slice(Number(unreadable[2]));
    return soqlError(
      text,
      rest,
      'MALFORMED_QUERY',
      `line 1:${Number(unreadable[2])} mismatched character '<EOF>' expecting '''`,
    );
  }
  if (unreadable?.[1] !== undefined) {
    return soqlError(
      text,
      unreadable[1],
      'MALFORMED_QUERY',
      `line 1:${Number(unreadable[2])} no viable alternative at character '${unreadable[1]}'`,
    );
  }
  const found = /but found(?: -->|:) '?([^']*?)'?(?: <--)?$/s.exec(message.trim())?.[1] ?? '';
  const token = missingFrom(text, message) ?? found;
  const shown = token === '' ? '<EOF>' : token;
  return soqlError(text, token, 'MALFORMED_QUERY', `unexpected token: '${shown}'`);
}

/** Without a FROM the word after the last field reads as an alias; that word is what was unexpected. */
function missingFrom(text: string, message: string): string | undefined {
  if (!message.includes('--> FROM <--') || /\bFROM\b/i.test(text)) return undefined;
  return /^\s*SELECT\s+[\w.]+(?:\s*,\s*[\w.]+)*\s+(\w+)\s+\w+/i.exec(text)?.[1];
}
