import { apiError } from '../http/api-error.ts';

/** Which columns of the index a search looks at. */
export type SearchGroup = 'ALL' | 'NAME' | 'EMAIL' | 'PHONE' | 'SIDEBAR';

/** What a search wants of one object: the SOQL that picks and orders its fields. */
export interface SearchReturning {
  readonly object: string;
  readonly fields: readonly string[];
  /** WHERE …, ORDER BY … as written. */
  readonly rest: string;
  readonly limit: number | null;
}

/** A search as SOSL tells it. */
export interface Search {
  readonly term: string;
  readonly group: SearchGroup;
  readonly returning: readonly SearchReturning[];
  readonly limit: number;
}

const mostResults = 2000;
const malformed = (message: string) => apiError(400, 'MALFORMED_SEARCH', message);

/** Reads `FIND {term} IN NAME FIELDS RETURNING Contact(Id, Name WHERE … LIMIT 3), Lead LIMIT 10`. */
export function parseSosl(text: string): Search {
  const find = /^\s*FIND\s*\{((?:[^{}\\]|\\.)*)\}/is.exec(text);
  if (find === null) throw malformed('No search term found. The search term must be enclosed in braces.');
  const rest = text.slice(find[0].length);
  const group = /^\s*IN\s+(ALL|NAME|EMAIL|PHONE|SIDEBAR)\s+FIELDS/i.exec(rest);
  const afterGroup = rest.slice(group?.[0].length ?? 0);
  const returning = /^\s*RETURNING\s+/i.exec(afterGroup);
  const { list, tail } = splitReturning(returning === null ? '' : afterGroup.slice(returning[0].length));
  const tailText = returning === null ? afterGroup : tail;
  const limit = /\bLIMIT\s+(\d+)/i.exec(tailText);
  if (returning === null && tailText.trim() !== '' && limit === null && !/^\s*(WITH|UPDATE)\b/i.test(tailText)) {
    throw malformed(`unexpected token: ${tailText.trim().split(/\s+/)[0]}`);
  }
  return {
    term: find[1] ?? '',
    group: toGroup(group?.[1]),
    returning: list.map(readReturning),
    limit: Math.min(mostResults, Number(limit?.[1] ?? mostResults)),
  };
}

/** The group a word names; ALL when it names none. */
export function toGroup(word: string | undefined): SearchGroup {
  const upper = word?.toUpperCase();
  return upper === 'NAME' || upper === 'EMAIL' || upper === 'PHONE' || upper === 'SIDEBAR' ? upper : 'ALL';
}

/** Cuts the objects of RETURNING at their commas, leaving those inside parentheses alone. */
function splitReturning(text: string): { list: string[]; tail: string } {
  const list: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    const character = text.charAt(at);
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    const ends =
      depth === 0 && (character === ',' || at === text.length || /^\s(LIMIT|WITH|UPDATE)\b/i.test(text.slice(at)));
    if (!ends) continue;
    if (text.slice(start, at).trim() !== '') list.push(text.slice(start, at).trim());
    if (character !== ',') return { list, tail: text.slice(at) };
    start = at + 1;
  }
  return { list, tail: '' };
}

function readReturning(text: string): SearchReturning {
  const match = /^(\w+)\s*(?:\((.*)\))?$/s.exec(text);
  if (match?.[1] === undefined) throw malformed(`unexpected token: ${text}`);
  const inside = match[2] ?? 'Id';
  const clause = /\b(WHERE|ORDER\s+BY|LIMIT|OFFSET)\b/i.exec(inside);
  const fields = inside
    .slice(0, clause?.index)
    .split(',')
    .map((name) => name.trim());
  const rest = clause === null ? '' : inside.slice(clause.index);
  const limit = /\bLIMIT\s+(\d+)\s*$/i.exec(rest);
  return {
    object: match[1],
    fields: fields.filter((name) => name !== ''),
    rest: limit === null ? rest : rest.slice(0, limit.index).trim(),
    limit: limit === null ? null : Number(limit[1]),
  };
}
