import type { SQLInputValue } from 'node:sqlite';
import type { Operator, Query } from '@jetstreamapp/soql-parser-js';
import { toRecordId } from '../ids/record-id.ts';
import { readDate, readDatetime } from '../rows/values.ts';
import { type Field, isNumber, isText } from '../schema/field.ts';
import type { ObjectType } from '../schema/object-type.ts';
import { type Comparison, type ConditionTree, requireFewSemiJoins, toConditionTree } from './conditions.ts';
import { functionSql } from './date-functions.ts';
import { dateLiteralRange } from './date-literals.ts';
import { type QueryScope, resolvePath } from './query-scope.ts';
import { soqlError } from './soql-error.ts';
import { toLikePattern, unescapeLiteral } from './string-literals.ts';
import { dayAt, dayText, startOfDay } from './zoned-days.ts';

/** Turns a tree of conditions into SQL; values go to the scope in the order they stand in the SQL. */
export function conditionSql(scope: QueryScope, tree: ConditionTree, subquery: SubquerySql): string {
  if (tree.kind === 'compare') return comparisonSql(scope, tree.comparison, subquery);
  // SOQL knows no unknown: what is not true is false, and its opposite true.
  if (tree.kind === 'not') return `((${conditionSql(scope, tree.part, subquery)}) IS NOT TRUE)`;
  const word = tree.kind === 'and' ? ' AND ' : ' OR ';
  return `(${tree.parts.map((part) => conditionSql(scope, part, subquery)).join(word)})`;
}

/** Compiles the query of a semi-join; passed in because it needs this module in turn. */
type SubquerySql = (scope: QueryScope, query: Query, compared: ComparedField) => string;

/** The field a semi-join stands beside, and the object it was found on where that is known. */
export interface ComparedField {
  readonly field: Field;
  readonly object: ObjectType | null;
}

/** Compiles a WHERE clause. */
export function whereSql(scope: QueryScope, where: Query['where'], subquery: SubquerySql): string | null {
  if (where === undefined) return null;
  const tree = toConditionTree(where, scope.text);
  requireFewSemiJoins(tree, scope.text);
  return conditionSql(scope, tree, subquery);
}

interface Operand extends ComparedField {
  readonly sql: string;
  readonly name: string;
}

function comparisonSql(scope: QueryScope, comparison: Comparison, subquery: SubquerySql): string {
  const operand = operandOf(scope, comparison);
  const { operator } = comparison;
  if ('valueQuery' in comparison) {
    if (!isReference(operand.field)) {
      const message = `The left operand field in the where expression for outer query should be an id field, cannot use : '${operand.name}'`;
      throw filterError(scope, operand.name, 'MALFORMED_QUERY', message);
    }
    const word = operator === 'IN' ? 'IN' : 'NOT IN';
    return `(${operand.sql} ${word} (${subquery(scope, comparison.valueQuery, operand)}))`;
  }
  const { value, literalType } = comparison;
  const values = Array.isArray(value) ? value : [value];
  const kinds = values.map(
    (_value, index) => (Array.isArray(literalType) ? literalType[index] : literalType) ?? 'STRING',
  );
  if (operator === 'IN' || operator === 'NOT IN') {
    const any = values.map((text, index) => singleSql(scope, operand, '=', text, kinds[index] ?? 'STRING'));
    const each = any.length === 1 ? any[0] : `(${any.join(' OR ')})`;
    const list = inListSql(scope, operand, values, kinds, any.length);
    const positive = list ?? each;
    return operator === 'IN' ? `${positive}` : `((${positive}) IS NOT TRUE)`;
  }
  if (operator === 'INCLUDES' || operator === 'EXCLUDES') return includesSql(scope, operand, operator, values);
  return singleSql(scope, operand, operator, values[0] ?? '', kinds[0] ?? 'STRING');
}

/** Plain lists become one IN, which an index can serve; the values the single comparisons pushed are taken back. */
function inListSql(
  scope: QueryScope,
  operand: Operand,
  values: readonly string[],
  kinds: readonly string[],
  pushed: number,
): string | null {
  const plain = kinds.every((kind) => kind === 'STRING') && values.every((text) => text !== "''" && isAscii(text));
  if (!plain || !(isText(operand.field.type) || isReference(operand.field))) return null;
  const list = scope.values.splice(scope.values.length - pushed);
  scope.values.push(...list);
  const collate = isReference(operand.field) ? '' : ' COLLATE NOCASE';
  return `(${operand.sql}${collate} IN (${list.map(() => '?').join(', ')}))`;
}

/** An error that points into the conditions of the query. */
function filterError(scope: QueryScope, token: string, errorCode: string, message: string) {
  return soqlError(scope.text, { token, after: 'WHERE|HAVING' }, errorCode, message);
}

const wrongOperator = (scope: QueryScope, token: string, message: string) =>
  filterError(scope, token, 'INVALID_QUERY_FILTER_OPERATOR', message);

function operandOf(scope: QueryScope, comparison: Comparison): Operand {
  if ('field' in comparison) {
    const { sql, field, object } = resolvePath(scope, comparison.field);
    if (!field.filterable) {
      const message = `field '${field.name}' can not be filtered in a query call`;
      throw filterError(scope, comparison.field, 'INVALID_FIELD', message);
    }
    return { sql, field, object, name: object === null ? comparison.field : field.name };
  }
  const { sql, field } = functionSql(scope, comparison.fn);
  return { sql, field, object: null, name: comparison.fn.rawValue ?? field.name };
}

const isReference = (field: Field) => field.type === 'id' || field.type === 'reference';
// biome-ignore lint/suspicious/noControlCharactersInRegex: every ASCII character is meant
const isAscii = (text: string) => /^[\x00-\x7f]*$/.test(text);

function singleSql(scope: QueryScope, operand: Operand, operator: Operator, text: string, kind: string): string {
  if (kind === 'NULL' || text === "''") return nullSql(scope, operand, operator);
  if (kind === 'DATE_LITERAL' || kind === 'DATE_N_LITERAL') return rangeSql(scope, operand, operator, text);
  if (operator === 'LIKE') return likeSql(scope, operand, text);
  const value = literalValue(scope, operand, text, kind);
  if (isText(operand.field.type) && typeof value === 'string') return textSql(scope, operand, operator, value);
  scope.values.push(value);
  // Null is a value to SOQL: it differs from every other.
  return operator === '!=' ? `(${operand.sql} IS NOT ?)` : `(${operand.sql} ${operator} ?)`;
}

function nullSql(scope: QueryScope, { sql, field }: Operand, operator: Operator): string {
  if (operator === '=') return field.type === 'boolean' ? '(0)' : `(${sql} IS NULL)`;
  if (operator === '!=') return field.type === 'boolean' ? '(1)' : `(${sql} IS NOT NULL)`;
  if (operator === 'LIKE') return '(0)';
  throw wrongOperator(scope, operator, `invalid operator on null for field '${field.name}'`);
}

function textSql(scope: QueryScope, { sql, field }: Operand, operator: Operator, value: string): string {
  const sameCase = field.caseSensitive && operator !== '<' && operator !== '>';
  scope.values.push(isAscii(value) || sameCase ? value : value.toLowerCase());
  const [left, right] = foldedPair(sql, isAscii(value), sameCase);
  return operator === '!=' ? `(${left} IS NOT ${right})` : `(${left} ${operator} ${right})`;
}

/** ASCII compares by collation, which indexes know; other letters need folding first. */
function foldedPair(sql: string, ascii: boolean, sameCase: boolean): [string, string] {
  if (sameCase) return [`${sql} COLLATE BINARY`, '?'];
  return ascii ? [sql, '? COLLATE NOCASE'] : [`fold(${sql})`, '?'];
}

function likeSql(scope: QueryScope, { sql, field, name }: Operand, text: string): string {
  if (!isText(field.type)) {
    const message = isReference(field) ? 'invalid operator on id field' : `invalid operator on ${field.type} field`;
    throw wrongOperator(scope, name, message);
  }
  const pattern = toLikePattern(text);
  scope.values.push(isAscii(pattern) ? pattern : pattern.toLowerCase());
  return isAscii(pattern) ? `(${sql} LIKE ? ESCAPE '\\')` : `(fold(${sql}) LIKE ? ESCAPE '\\')`;
}

function includesSql(scope: QueryScope, operand: Operand, operator: Operator, values: readonly string[]): string {
  const { sql, field, name } = operand;
  if (field.type !== 'multipicklist') {
    throw wrongOperator(scope, name, 'includes or excludes operator only valid on multipicklist field');
  }
  const any = values.map((text) => {
    const all = unescapeLiteral(text)
      .split(';')
      .map((choice) => {
        scope.values.push(`%;${choice.replace(/[\\%_]/g, '\\$&')};%`);
        return `(';' || ${sql} || ';') LIKE ? ESCAPE '\\'`;
      });
    return `(${all.join(' AND ')})`;
  });
  const includes = `(${any.join(' OR ')})`;
  return operator === 'INCLUDES' ? includes : `(${includes} IS NOT TRUE)`;
}

function rangeSql(scope: QueryScope, operand: Operand, operator: Operator, literal: string): string {
  const { timeZone, org } = scope.context;
  const range = dateLiteralRange(literal, dayAt(timeZone, org.clock()));
  const dated = operand.field.type === 'date' || operand.field.type === 'datetime';
  if (range === null || !dated) throw wrongType(scope, operand);
  const edge = (day: typeof range.from) => (operand.field.type === 'date' ? dayText(day) : startOfDay(timeZone, day));
  const [from, to] = [edge(range.from), edge(range.to)];
  const bind = (sql: string, ...values: SQLInputValue[]) => {
    scope.values.push(...values);
    return sql;
  };
  const { sql } = operand;
  if (operator === '=') return bind(`(${sql} >= ? AND ${sql} < ?)`, from, to);
  if (operator === '!=') return bind(`((${sql} >= ? AND ${sql} < ?) IS NOT TRUE)`, from, to);
  if (operator === '<') return bind(`(${sql} < ?)`, from);
  if (operator === '>') return bind(`(${sql} >= ?)`, to);
  if (operator === '<=') return bind(`(${sql} < ?)`, to);
  return bind(`(${sql} >= ?)`, from);
}

const typeWords: Partial<Record<Field['type'], string>> = {
  datetime: 'dateTime',
  boolean: 'boolean',
  date: 'date',
  int: 'int',
  double: 'double',
  currency: 'currency',
  percent: 'percent',
};

function wrongType(scope: QueryScope, { field, name }: Operand) {
  const word = typeWords[field.type] ?? 'string';
  const quotes = word === 'string' ? 'should be enclosed in quotes' : 'should not be enclosed in quotes';
  const message = `value of filter criterion for field '${field.name}' must be of type ${word} and ${quotes}`;
  return filterError(scope, name, 'INVALID_FIELD', message);
}

/** The value a literal stands for on this field; a literal of another kind is refused. */
function literalValue(scope: QueryScope, operand: Operand, text: string, kind: string): SQLInputValue {
  const { field } = operand;
  if (isReference(field)) {
    if (kind !== 'STRING') throw wrongType(scope, operand);
    const id = toRecordId(unescapeLiteral(text));
    if (id !== null) return id;
    throw wrongOperator(scope, operand.name, `invalid ID field: ${unescapeLiteral(text)}`);
  }
  const read = valueReaders[kind]?.(field, text);
  if (read === undefined) throw wrongType(scope, operand);
  return read;
}

type ValueReader = (field: Field, text: string) => SQLInputValue | undefined;

const numberValue: ValueReader = (field, text) =>
  isNumber(field.type) ? Number(text.replace(/^[A-Z]{3}/i, '')) : undefined;

const valueReaders: Readonly<Record<string, ValueReader>> = {
  STRING: (field, text) => (isText(field.type) ? unescapeLiteral(text) : undefined),
  INTEGER: numberValue,
  DECIMAL: numberValue,
  INTEGER_WITH_CURRENCY_PREFIX: numberValue,
  DECIMAL_WITH_CURRENCY_PREFIX: numberValue,
  BOOLEAN: (field, text) => {
    if (field.type !== 'boolean') return undefined;
    return text.toUpperCase() === 'TRUE' ? 1 : 0;
  },
  DATETIME: (field, text) => (field.type === 'datetime' ? (readDatetime(text) ?? undefined) : undefined),
  DATE: (field, text) => (field.type === 'date' ? (readDate(text) ?? undefined) : undefined),
};
