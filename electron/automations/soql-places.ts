import { escapeSoql } from '../salesforce/search/soql.ts';
import { type Facts, factAt, toText } from './places.ts';

const place = /^\{\{\s*([A-Za-z][\w.]*)\s*\}\}/;
const instant = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2}))?$/;

/**
 * A query with its places filled in. A place in quotes becomes text between them; any other becomes a literal of its own:
 * whatever is in it, it stays one value and can never change what is asked.
 */
export function fillQuery(text: string, facts: Facts): string {
  let filled = '';
  let quoted = false;
  for (let at = 0; at < text.length; ) {
    const [whole, path] = place.exec(text.slice(at)) ?? [];
    if (whole !== undefined && path !== undefined) {
      const value = factAt(facts, path) ?? null;
      filled += quoted ? escapeSoql(toText(value)) : toLiteral(value);
      at += whole.length;
      continue;
    }
    const character = text.charAt(at);
    if (quoted && character === '\\') {
      filled += character + text.charAt(at + 1);
      at += 2;
      continue;
    }
    if (character === "'") quoted = !quoted;
    filled += character;
    at += 1;
  }
  return filled;
}

function toLiteral(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null';
  if (Array.isArray(value)) return value.length === 0 ? "('')" : `(${value.map(toLiteral).join(', ')})`;
  const text = toText(value);
  return instant.test(text) ? text.replace(/\.\d+/, '').replace(/\+00:?00$/, 'Z') : `'${escapeSoql(text)}'`;
}
