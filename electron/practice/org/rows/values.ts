import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { jsonParserError } from '../http/refusals.ts';
import { type Field, isNumber } from '../schema/field.ts';
import { JsonFloat } from './json-float.ts';

/** Salesforce writes datetimes with whole seconds and a numeric zone. */
export function toDatetimeText(ms: number): string {
  return `${new Date(Math.floor(ms / 1000) * 1000).toISOString().slice(0, 19)}.000+0000`;
}

/** A stored value as JSON shows it; compound and base64 fields are shaped elsewhere. */
export function toJsonValue(field: Field, stored: SQLOutputValue | undefined): unknown {
  if (stored === null || stored === undefined) return field.type === 'boolean' ? false : null;
  if (field.type === 'boolean') return Number(stored) === 1;
  if (field.type === 'datetime') return toDatetimeText(Number(stored));
  if (field.type === 'int') return Number(stored);
  if (isNumber(field.type)) return new JsonFloat(Number(stored));
  return typeof stored === 'bigint' ? Number(stored) : stored;
}

/** Reads a JSON value into what is stored; throws the error Salesforce gives for a value of the wrong kind. */
export function toStoredValue(field: Field, json: unknown, bodyText: string): SQLInputValue {
  if (json === null || json === undefined || json === '') return emptyValue(field, json, bodyText);
  if (Array.isArray(json)) throw cannotRead(typeWord(field), 'START_ARRAY', '[', bodyText);
  if (typeof json === 'object') throw cannotRead(typeWord(field), 'START_OBJECT', '{', bodyText);
  const reader = readers[field.type];
  return reader === undefined ? String(json).trimEnd() || null : reader(field, json, bodyText);
}

function emptyValue(field: Field, json: unknown, bodyText: string): SQLInputValue {
  if (field.type !== 'boolean') return null;
  if (json === '') throw cannotRead('boolean', 'VALUE_STRING', '', bodyText);
  throw cannotRead('boolean', 'VALUE_NULL', 'null', bodyText);
}

type Reader = (field: Field, json: unknown, bodyText: string) => SQLInputValue;

const readNumber: Reader = (field, json, bodyText) => {
  const number = typeof json === 'number' ? json : Number(String(json).trim());
  const readable = typeof json !== 'boolean' && Number.isFinite(number) && String(json).trim() !== '';
  if (!readable) throw cannotRead(typeWord(field), tokenOf(json), String(json), bodyText);
  if (field.type === 'int' && !Number.isInteger(number)) throw cannotRead('int', tokenOf(json), String(json), bodyText);
  return field.type === 'int' ? number : roundTo(number, field.scale);
};

const readers: Partial<Record<Field['type'], Reader>> = {
  boolean: (_field, json, bodyText) => {
    const text = String(json).toLowerCase();
    if (text !== 'true' && text !== 'false') throw cannotRead('boolean', tokenOf(json), String(json), bodyText);
    return text === 'true' ? 1 : 0;
  },
  int: readNumber,
  double: readNumber,
  currency: readNumber,
  percent: readNumber,
  date: (_field, json, bodyText) => {
    const day = readDate(String(json));
    if (day === null) throw cannotRead('date', tokenOf(json), String(json), bodyText);
    return day;
  },
  datetime: (_field, json, bodyText) => {
    const at = readDatetime(String(json));
    if (at === null) throw cannotRead('datetime', tokenOf(json), String(json), bodyText);
    return at;
  },
  base64: (_field, json) => Buffer.from(String(json), 'base64'),
};

/** A calendar day that exists, from `YYYY-MM-DD` or the start of a datetime. */
export function readDate(text: string): string | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T.*)?$/.exec(text.trim());
  const day = match?.[1];
  if (day === undefined) return null;
  const at = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day ? null : day;
}

/** Milliseconds of an ISO datetime (or of a bare day, at midnight UTC), cut to the second. */
export function readDatetime(text: string): number | null {
  const match = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text.trim());
  if (match === null || readDate(text) === null) return null;
  const zoned = match[1] !== undefined && match[4] === undefined ? `${text.trim()}Z` : text.trim();
  const at = Date.parse(zoned.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(at) ? null : Math.floor(at / 1000) * 1000;
}

function roundTo(number: number, scale: number): number {
  return Number(number.toFixed(Math.min(scale, 15)));
}

function typeWord(field: Field): string {
  return field.type === 'currency' || field.type === 'percent' ? 'double' : field.type;
}

function tokenOf(json: unknown): string {
  if (typeof json === 'boolean') return json ? 'VALUE_TRUE' : 'VALUE_FALSE';
  if (typeof json !== 'number') return 'VALUE_STRING';
  return Number.isInteger(json) ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT';
}

function cannotRead(type: string, token: string, value: string, bodyText: string) {
  const shown = token === 'VALUE_STRING' && (type === 'date' || type === 'datetime') ? `"${value}"` : value;
  return jsonParserError(
    `Cannot deserialize instance of ${type} from ${token} value ${shown} at ${placeOf(value, bodyText)}`,
  );
}

/** Jackson names the place after the value: line and column, both from 1. */
function placeOf(value: string, bodyText: string): string {
  const quotedAt = bodyText.indexOf(JSON.stringify(value));
  const at = quotedAt >= 0 ? quotedAt + JSON.stringify(value).length : bodyText.indexOf(value) + value.length;
  const before = bodyText.slice(0, Math.max(0, at));
  const line = before.split('\n').length;
  return `[line:${line}, column:${before.length - before.lastIndexOf('\n')}]`;
}
