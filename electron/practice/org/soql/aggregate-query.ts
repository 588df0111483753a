import type { GroupByClause, Query, FieldType as SelectedField } from '@jetstreamapp/soql-parser-js';
import { toJsonValue } from '../rows/values.ts';
import type { Field } from '../schema/field.ts';
import { quoted } from '../store/store.ts';
import { conditionSql, whereSql } from './compile-condition.ts';
import { aliveSql, limitSql, objectOf, orderSql, pathOf, scopeSql, semiJoinSql } from './compile-query.ts';
import { toConditionTree } from './conditions.ts';
import { functionSql, isAggregate } from './date-functions.ts';
import type { QueryPage } from './query-pages.ts';
import { createScope, type QueryContext, type QueryScope, resolvePath } from './query-scope.ts';
import { soqlError } from './soql-error.ts';

/** Whether a query gathers rows: it groups, or asks for an aggregate. */
export function isAggregateQuery(query: Query): boolean {
  const gathers = (query.fields ?? []).some(
    (one) => one.type === 'FieldFunctionExpression' && isAggregate(one.functionName),
  );
  return gathers || query.groupBy !== undefined;
}

/** `SELECT COUNT() FROM …` answers a number and no records. */
function isCountQuery(query: Query): boolean {
  const [only, more] = query.fields ?? [];
  const counts = only?.type === 'FieldFunctionExpression' && only.functionName.toUpperCase() === 'COUNT';
  return counts && more === undefined && only.parameters.length === 0;
}

interface OutputColumn {
  readonly key: string;
  readonly field: Field;
  readonly sql: string;
  readonly grouping: string | null;
}

/** Runs a query with aggregates or GROUP BY, ROLLUP and CUBE included. */
export function runAggregate(context: QueryContext, query: Query, text: string): QueryPage {
  if (isCountQuery(query) && query.groupBy !== undefined) {
    throw soqlError(text, 'COUNT', 'MALFORMED_QUERY', 'Grouped query cannot use COUNT()');
  }
  const sets = groupingSets(query);
  const grouped = sets.flatMap((groups) => runGrouped(context, query, { text, groups }));
  if (isCountQuery(query)) {
    const counted = Number(grouped[0]?.expr0 ?? 0);
    return { totalSize: Math.min(counted, query.limit ?? counted), done: true, records: [] };
  }
  // Each set was cut by itself; the limit is meant for all of them.
  const rows = sets.length > 1 ? grouped.slice(0, query.limit) : grouped;
  const records = rows.map((row) => ({ attributes: { type: 'AggregateResult' }, ...row }));
  return { totalSize: records.length, done: true, records };
}

type Group = GroupByClause;

/** The groupings a query asks for: one, or those of ROLLUP and CUBE from the finest on. */
function groupingSets(query: Query): Group[][] {
  const groups = asList(query.groupBy);
  const [first] = groups;
  const word = first !== undefined && 'fn' in first ? first.fn.functionName?.toUpperCase() : undefined;
  if (first === undefined || !('fn' in first) || (word !== 'ROLLUP' && word !== 'CUBE')) return [groups];
  const fields = (first.fn.parameters ?? []).map(
    (one): Group => (typeof one === 'string' ? { field: one } : { fn: one }),
  );
  if (word === 'ROLLUP') return fields.map((_one, index) => fields.slice(0, fields.length - index)).concat([[]]);
  const subsets: Group[][] = [[]];
  for (const field of fields) subsets.unshift(...subsets.map((set) => [...set, field]));
  return subsets;
}

const asList = <T>(one: T | T[] | undefined): T[] => {
  if (one === undefined) return [];
  return Array.isArray(one) ? one : [one];
};

function runGrouped(
  context: QueryContext,
  query: Query,
  asked: { text: string; groups: Group[] },
): Record<string, unknown>[] {
  const { text, groups } = asked;
  const scope = createScope({
    context,
    text,
    object: objectOf(context, query, text),
    name: query.sObjectAlias ?? null,
  });
  const allGroups = groupingSets(query)[0] ?? [];
  const grouped = groups.map((group) => groupSql(scope, group));
  const everGrouped = new Set(allGroups.map((group) => groupSql(scope, group)));
  const columns = outputColumns(scope, query.fields ?? [], { grouped: new Set(grouped), everGrouped });
  const conditions = [aliveSql(scope), scopeSql(scope, query.usingScope), whereSql(scope, query.where, semiJoinSql)];
  const where = conditions.filter((condition) => condition !== null);
  const having =
    query.having === undefined ? null : conditionSql(scope, toConditionTree(query.having, text), semiJoinSql);
  const order = query.orderBy === undefined ? '' : orderSql(scope, query.orderBy);
  const sql = [
    `SELECT ${columns.map((column) => column.sql).join(', ')} FROM ${quoted(scope.object.name)} ${scope.alias}`,
    ...scope.joins.map((join) => join.sql),
    where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`,
    grouped.length === 0 ? '' : `GROUP BY ${grouped.join(', ')}`,
    having === null ? '' : `HAVING ${having}`,
    order,
    limitSql(scope, query),
  ].join(' ');
  return context.org.store
    .arrays(sql, scope.values)
    .map((row) =>
      Object.fromEntries(columns.map((column, index) => [column.key, toJsonValue(column.field, row[index] ?? null)])),
    );
}

function groupSql(scope: QueryScope, group: Group): string {
  if ('fn' in group) return functionSql(scope, group.fn).sql;
  const { sql, field } = resolvePath(scope, group.field);
  if (!isGroupable(field)) {
    throw soqlError(
      scope.text,
      group.field,
      'MALFORMED_QUERY',
      `field '${field.name}' can not be grouped in a query call`,
    );
  }
  return sql;
}

const ungroupable: ReadonlySet<Field['type']> = new Set([
  'datetime',
  'double',
  'currency',
  'percent',
  'address',
  'combobox',
  'base64',
]);

/** Whether GROUP BY takes a field. */
function isGroupable(field: Field): boolean {
  if (field.type === 'textarea') return field.length <= 255;
  return !ungroupable.has(field.type);
}

function outputColumns(
  scope: QueryScope,
  selected: readonly SelectedField[],
  groups: { grouped: ReadonlySet<string>; everGrouped: ReadonlySet<string> },
): OutputColumn[] {
  let unnamed = 0;
  const columns = selected.map((one): OutputColumn => {
    if (one.type === 'FieldFunctionExpression' && one.functionName.toUpperCase() === 'GROUPING') {
      const { sql, field } = resolvePath(scope, String(one.parameters[0]));
      return {
        key: one.alias ?? `expr${unnamed++}`,
        field: countField(field),
        sql: groups.grouped.has(sql) ? '0' : '1',
        grouping: null,
      };
    }
    if (one.type === 'FieldFunctionExpression') {
      const { sql, field, aggregate } = functionSql(scope, one);
      if (!aggregate && !groups.everGrouped.has(sql)) throw notGrouped(scope, one.rawValue ?? one.functionName);
      return {
        key: one.alias ?? `expr${unnamed++}`,
        field,
        sql: aggregate || groups.grouped.has(sql) ? sql : 'NULL',
        grouping: null,
      };
    }
    const path = pathOf(one);
    const { sql, field } = resolvePath(scope, path);
    if (!groups.everGrouped.has(sql)) throw notGrouped(scope, path);
    const alias = 'alias' in one ? one.alias : undefined;
    return { key: alias ?? field.name, field, sql: groups.grouped.has(sql) ? sql : 'NULL', grouping: sql };
  });
  const keys = columns.map((column) => column.key.toLowerCase());
  const twice = columns.find((column, index) => keys.indexOf(column.key.toLowerCase()) !== index);
  if (twice !== undefined) throw soqlError(scope.text, twice.key, 'MALFORMED_QUERY', `duplicate alias: ${twice.key}`);
  return columns;
}

const countField = (field: Field): Field => ({ ...field, type: 'int' });

const notGrouped = (scope: QueryScope, name: string) =>
  soqlError(scope.text, name, 'MALFORMED_QUERY', `Field must be grouped or aggregated: ${name}`);
