import { composeQuery, parseQuery, type Query } from '@jetstreamapp/soql-parser-js';
import type { SoqlPlace } from '../../../shared/contract/soql-contract.ts';
import { type Problem, toProblem } from '../../../shared/model/problem.ts';

// Salesforce takes an address of 16,384 bytes; the rest of it needs some.
const longestEncoded = 15_800;

/** A query that was understood, and can do nothing but read. */
export type ReadingQuery = { text: string; object: string; parsed: Query };

/** Why a text is not run, and at which place. */
export type RefusedQuery = { problem: Problem; place: SoqlPlace | null };

/** Understands a query of the supervisor's own. It goes out as it was typed, so that Salesforce's places in it hold. */
export function readQuery(typed: string): ReadingQuery | RefusedQuery {
  const text = typed.replace(/[\s;]+$/, '');
  if (text.trim() === '') return refused('There is no query yet. Begin with SELECT.', null);
  if (new URLSearchParams({ q: text }).toString().length > longestEncoded) {
    return refused('The query is too long: Salesforce takes about 15,000 characters. Shorten it.', null);
  }
  const parsed = tryParse(text);
  if (parsed instanceof Error) return unreadable(text, parsed.message);
  if (!parsed.sObject) return refused('The query names no object to read from. Add FROM.', placeAt(text, text.length));
  const writes = marksRecords(parsed);
  if (writes) return refused(`${writes} changes records. Here queries only read; leave it out.`, placeOf(text, writes));
  return { text, object: parsed.sObject, parsed };
}

/** The same columns of one record alone; null where a row of the query is no record. */
export function queryOfRow(query: ReadingQuery, id: string): string | null {
  const { parsed } = query;
  if (parsed.groupBy || parsed.having) return null;
  const prefix = parsed.sObjectAlias ? `${parsed.sObjectAlias}.` : '';
  const left = { field: `${prefix}Id`, operator: '=', value: `'${id}'`, literalType: 'STRING' } as const;
  const elsewhere = { orderBy: undefined, offset: undefined, usingScope: undefined };
  return composeQuery({ ...parsed, ...elsewhere, where: { left }, limit: 1 });
}

/** Whether it is why a query is not run. */
export function isRefused(of: ReadingQuery | RefusedQuery): of is RefusedQuery {
  return 'problem' in of;
}

function tryParse(text: string): Query | Error {
  try {
    return parseQuery(text);
  } catch (cause) {
    return cause instanceof Error ? cause : new Error(String(cause));
  }
}

function marksRecords({ for: mark, update }: Query): string | null {
  if (mark) return `FOR ${mark}`;
  return update ? `UPDATE ${update}` : null;
}

function refused(message: string, place: SoqlPlace | null): RefusedQuery {
  return { problem: toProblem('invalid-input', message, { next: 'edit', code: 'MALFORMED_QUERY' }), place };
}

/** The parser tells which word it stumbled over, but not where that stands. */
function unreadable(text: string, message: string): RefusedQuery {
  const character = /unexpected character: ->(.)<- at offset: (\d+)/s.exec(message);
  if (character) {
    const at = placeAt(text, Number(character[2]));
    if (character[1] === "'") return refused("A text begins here and does not end: a ' is missing.", at);
    return refused(`The character ${character[1]} has no meaning here.`, at);
  }
  const found = foundIn(message);
  if (found === '') return refused('The query ends too early: something is missing here.', placeAt(text, text.length));
  const offset = offsetOf(text, found);
  const select = /^\s*select\b/i.test(text) ? '' : ' A query begins with SELECT.';
  return refused(`“${found}” is not expected here.${select}`, offset === null ? null : placeAt(text, offset));
}

function foundIn(message: string): string {
  return /but found(?: -->|:) '?([^']*?)'?(?: <--)?$/s.exec(message.trim())?.[1] ?? '';
}

/** The first place of the word at which what stands before it could still have become a query. */
function offsetOf(text: string, word: string): number | null {
  const places = [...text.matchAll(new RegExp(escaped(word), 'gi'))].map((match) => match.index);
  const fits = (at: number): boolean => {
    const upToWord = tryParse(text.slice(0, at + word.length));
    return upToWord instanceof Error && foundIn(upToWord.message).toLowerCase() === word.toLowerCase();
  };
  // Each is a parse of its own; a word that stands there hundreds of times is shown at its first place.
  return places.slice(0, 200).find(fits) ?? places[0] ?? null;
}

function placeOf(text: string, words: string): SoqlPlace | null {
  const at = new RegExp(`${words.replace(' ', '\\s+')}\\s*$`, 'i').exec(text)?.index;
  return at === undefined ? null : placeAt(text, at);
}

function placeAt(text: string, offset: number): SoqlPlace {
  const before = text.slice(0, offset).split('\n');
  return { row: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
