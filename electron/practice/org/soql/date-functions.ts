import type { FieldFunctionExpression, FunctionExp } from '@jetstreamapp/soql-parser-js';
import { type Field, isNumber } from '../schema/field.ts';
import { parseFieldLine } from '../schema/parse-field-line.ts';
import { type QueryScope, resolvePath } from './query-scope.ts';
import { soqlError } from './soql-error.ts';
import { offsetAt } from './zoned-days.ts';

type Call = FunctionExp | FieldFunctionExpression;

/** A function of SOQL as SQL, with the kind of value it gives. */
interface FunctionSql {
  readonly sql: string;
  readonly field: Field;
  readonly aggregate: boolean;
}

const intField = parseFieldLine('expr|Expression|int|digits 9|N');
const doubleField = parseFieldLine('expr|Expression|double|18,6|N');
const dateField = parseFieldLine('expr|Expression|date||N');

const dateParts: Readonly<Record<string, (day: string) => string>> = {
  CALENDAR_YEAR: (day) => `CAST(strftime('%Y', ${day}) AS INTEGER)`,
  FISCAL_YEAR: (day) => `CAST(strftime('%Y', ${day}) AS INTEGER)`,
  CALENDAR_MONTH: (day) => `CAST(strftime('%m', ${day}) AS INTEGER)`,
  FISCAL_MONTH: (day) => `CAST(strftime('%m', ${day}) AS INTEGER)`,
  CALENDAR_QUARTER: (day) => `((CAST(strftime('%m', ${day}) AS INTEGER) + 2) / 3)`,
  FISCAL_QUARTER: (day) => `((CAST(strftime('%m', ${day}) AS INTEGER) + 2) / 3)`,
  DAY_IN_MONTH: (day) => `CAST(strftime('%d', ${day}) AS INTEGER)`,
  DAY_IN_WEEK: (day) => `(CAST(strftime('%w', ${day}) AS INTEGER) + 1)`,
  DAY_IN_YEAR: (day) => `CAST(strftime('%j', ${day}) AS INTEGER)`,
  WEEK_IN_MONTH: (day) => `((CAST(strftime('%d', ${day}) AS INTEGER) + 6) / 7)`,
  WEEK_IN_YEAR: (day) => `((CAST(strftime('%j', ${day}) AS INTEGER) + 6) / 7)`,
  HOUR_IN_DAY: (day) => `CAST(strftime('%H', ${day}) AS INTEGER)`,
};

const aggregates: ReadonlySet<string> = new Set(['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX']);

/** Whether a function gathers several rows into one. */
export function isAggregate(name: string | undefined): boolean {
  return aggregates.has(name?.toUpperCase() ?? '');
}

/** Compiles a function call of SELECT, WHERE, GROUP BY, HAVING or ORDER BY. */
export function functionSql(scope: QueryScope, call: Call): FunctionSql {
  const name = call.functionName?.toUpperCase() ?? '';
  const [argument] = call.parameters ?? [];
  if (isAggregate(name)) return aggregateSql(scope, name, argument);
  if (name === 'DAY_ONLY') return { sql: `date(${daySql(scope, argument)})`, field: dateField, aggregate: false };
  const part = dateParts[name];
  if (part !== undefined) return { sql: part(daySql(scope, argument)), field: intField, aggregate: false };
  if (name === 'TOLABEL' || name === 'FORMAT' || name === 'CONVERTCURRENCY') return throughArgument(scope, argument);
  throw soqlError(scope.text, call.functionName ?? '', 'MALFORMED_QUERY', `unexpected token: '${call.functionName}'`);
}

function throughArgument(scope: QueryScope, argument: string | Call | undefined): FunctionSql {
  if (typeof argument === 'object') return functionSql(scope, argument);
  const { sql, field } = resolvePath(scope, argument ?? '');
  return { sql, field, aggregate: false };
}

function aggregateSql(scope: QueryScope, name: string, argument: string | Call | undefined): FunctionSql {
  if (argument === undefined) return { sql: 'count(*)', field: intField, aggregate: true };
  const inner = throughArgument(scope, argument);
  if (name === 'COUNT') return { sql: `count(${inner.sql})`, field: intField, aggregate: true };
  if (name === 'COUNT_DISTINCT') return { sql: `count(DISTINCT ${inner.sql})`, field: intField, aggregate: true };
  if (name === 'MIN' || name === 'MAX') {
    if (inner.field.type === 'boolean') throw cannotAggregate(scope, inner.field, name);
    return { sql: `${name.toLowerCase()}(${inner.sql})`, field: inner.field, aggregate: true };
  }
  if (!isNumber(inner.field.type)) throw cannotAggregate(scope, inner.field, name);
  return {
    sql: `${name.toLowerCase()}(${inner.sql})`,
    field: name === 'AVG' ? doubleField : inner.field,
    aggregate: true,
  };
}

function cannotAggregate(scope: QueryScope, field: Field, name: string) {
  return soqlError(
    scope.text,
    field.name,
    'MALFORMED_QUERY',
    `field ${field.name} does not support aggregate operator ${name}`,
  );
}

/** The day an argument falls on: UTC, or the user's zone with convertTimezone. */
function daySql(scope: QueryScope, argument: string | Call | undefined): string {
  const zoned = typeof argument === 'object' && argument.functionName?.toLowerCase() === 'converttimezone';
  const path = typeof argument === 'object' ? argument.parameters?.[0] : argument;
  if (typeof path !== 'string') throw soqlError(scope.text, '', 'MALFORMED_QUERY', 'unexpected token in date function');
  const { sql, field } = resolvePath(scope, path);
  if (field.type === 'date') return sql;
  const shift = zoned ? offsetAt(scope.context.timeZone, scope.context.org.clock()) / 1000 : 0;
  return `${sql} / 1000 + ${shift}, 'unixepoch'`;
}
