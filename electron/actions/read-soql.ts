import { composeQuery, parseQuery, type Query, type WhereClause } from '@jetstreamapp/soql-parser-js';
import { type Problem, toProblem } from '../../shared/model/problem.ts';

/** Most rows an agent's query returns. */
export const mostRows = 50;
const longestQuery = 4_000;
const mostFields = 50;

/** A query that can only read plain fields of one object, with a bound on its rows. */
export type BoundedQuery = {
  object: string;
  /** What is sent, put together anew from what was understood. */
  text: string;
  fields: string[];
  /** Every field that it names, be it to filter or to sort by: what is asked about can be told from the rows. */
  named: string[];
  rows: number;
  /** What every row fulfils: field and literal; fewer where it is not that simple. */
  equals: { field: string; value: string }[];
};

/** Understands a query, or says what of it is not taken. Nothing of the text itself goes on. */
export function readSoql(text: string, most = mostRows): BoundedQuery | Problem {
  if (text.length > longestQuery) return refusal(`It is longer than ${longestQuery} characters.`);
  const parsed = parse(text);
  if (!parsed?.sObject) return refusal('It could not be read as a SOQL query.');
  const why = whyNot(parsed);
  if (why) return refusal(why);
  const fields = fieldsOf(parsed);
  if (!fields) return refusal('It asks for something else than plain fields.');
  if (fields.length > mostFields) return refusal(`It asks for more than ${mostFields} fields.`);
  const conditions = conditionsOf(parsed.where);
  if (!conditions) return refusal('Its conditions hold a subquery or a function.');
  const rows = Math.min(most, parsed.limit ?? most);
  return {
    object: parsed.sObject,
    text: composeQuery({ ...parsed, limit: rows }),
    fields,
    named: [...new Set([...fields, ...conditions.named, ...sortedBy(parsed)])],
    rows,
    equals: conditions.simple ? conditions.equals : [],
  };
}

function parse(text: string): Query | null {
  try {
    return parseQuery(text);
  } catch {
    return null;
  }
}

function whyNot(of: Query): string | null {
  if (of.for || of.update) return 'It would lock or mark records (FOR, UPDATE).';
  if (of.groupBy || of.having) return 'It groups rows.';
  if (of.usingScope || of.withDataCategory || of.withAccessLevel) return 'It uses USING or WITH.';
  if (of.sObjectAlias) return 'It gives its object another name.';
  return null;
}

function fieldsOf({ fields = [] }: Query): string[] | null {
  const names = fields.map((field) => {
    if (field.type === 'Field' && !('alias' in field && field.alias)) return field.field;
    if (field.type === 'FieldRelationship') return [...field.relationships, field.field].join('.');
    return null;
  });
  const plain = names.filter((name) => name !== null);
  return plain.length === names.length && plain.length > 0 ? plain : null;
}

function sortedBy({ orderBy = [] }: Query): string[] {
  return [orderBy].flat().map((by) => ('field' in by ? by.field : '?'));
}

type Conditions = { equals: { field: string; value: string }[]; named: string[]; simple: boolean };

/** Walks the conditions; null where they hold more than comparisons of fields with literals. */
function conditionsOf(where: WhereClause | undefined): Conditions | null {
  const found: Conditions = { equals: [], named: [], simple: true };
  for (let at: WhereClause | undefined | null = where; at; at = 'right' in at ? at.right : null) {
    if ('operator' in at && at.operator !== 'AND') found.simple = false;
    const left: unknown = at.left;
    if (!left || typeof left !== 'object') continue;
    if ('valueQuery' in left || 'fn' in left) return null;
    if (!('field' in left) || typeof left.field !== 'string') continue;
    found.named.push(left.field);
    const literal = 'literalType' in left && left.literalType === 'STRING' && 'value' in left ? left.value : null;
    const isEqual = 'operator' in left && left.operator === '=';
    if (isEqual && typeof literal === 'string') {
      found.equals.push({ field: left.field, value: literal.replace(/^'|'$/g, '') });
    }
  }
  return found;
}

function refusal(why: string): Problem {
  return toProblem('invalid-input', `This query is not run. ${why}`, { next: 'edit', code: 'bad-query' });
}
