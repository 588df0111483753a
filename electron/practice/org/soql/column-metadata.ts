import type { Field } from '../schema/field.ts';
import { isNumber, isText } from '../schema/field.ts';
import { isAggregateQuery } from './aggregate-query.ts';
import { objectOf } from './compile-query.ts';
import { functionSql } from './date-functions.ts';
import { expandFields } from './expand-fields.ts';
import { parseSoql } from './parse-soql.ts';
import { createScope, type QueryContext, type QueryScope, resolvePath } from './query-scope.ts';
import { unknownChildRelationship } from './soql-error.ts';

type Selected = ReturnType<typeof expandFields>[number];

/** `columns=true`: what a query's columns are, without running it; the sf CLI draws its tables from this. */
export function columnMetadata(context: QueryContext, text: string): Record<string, unknown> {
  const query = parseSoql(text);
  const object = objectOf(context, query, text);
  const scope = createScope({ context, text, object, name: query.sObjectAlias ?? null });
  const selected = expandFields(scope, query.fields ?? []);
  let unnamed = 0;
  return {
    columnMetadata: selected.map((one) => columnOf(scope, one, () => `expr${unnamed++}`)),
    entityName: object.name,
    groupBy: query.groupBy !== undefined,
    idSelected:
      !isAggregateQuery(query) && selected.some((one) => one.type === 'Field' && one.field.toLowerCase() === 'id'),
    keyPrefix: object.keyPrefix,
  };
}

function columnOf(scope: QueryScope, selected: Selected, unnamed: () => string): Record<string, unknown> {
  if (selected.type === 'FieldFunctionExpression') {
    const { field, aggregate } = functionSql(scope, selected);
    return column(field, { name: selected.alias ?? unnamed(), aggregate });
  }
  if (selected.type === 'FieldSubquery') return childColumn(scope, selected);
  if (selected.type === 'FieldTypeof')
    return { ...plainColumn, columnName: selected.field, displayName: selected.field };
  const names = selected.type === 'FieldRelationship' ? [...selected.relationships, selected.field] : [selected.field];
  const { field } = resolvePath(scope, names.join('.'));
  if (names.length === 1) return column(field, { name: field.name, aggregate: false });
  return nested(names.slice(0, -1), column(field, { name: field.name, aggregate: false }));
}

function childColumn(
  scope: QueryScope,
  selected: Extract<Selected, { type: 'FieldSubquery' }>,
): Record<string, unknown> {
  const name = selected.subquery.relationshipName;
  const child = scope.context.schema.childOf(scope.object, name);
  if (child === undefined) throw unknownChildRelationship(scope.text, name);
  const inner = createScope({ context: scope.context, text: scope.text, object: child.object, name: null });
  const joinColumns = expandFields(inner, selected.subquery.fields ?? []).map((one) =>
    columnOf(inner, one, () => 'expr0'),
  );
  return { ...plainColumn, aggregate: true, columnName: name, displayName: name, joinColumns };
}

function nested(names: readonly string[], inner: Record<string, unknown>): Record<string, unknown> {
  return names.reduceRight<Record<string, unknown>>(
    (column, name) => ({
      ...plainColumn,
      columnName: name,
      displayName: name,
      foreignKeyName: name,
      joinColumns: [column],
    }),
    inner,
  );
}

const plainColumn = {
  aggregate: false,
  apexType: 'object',
  booleanType: false,
  columnName: '',
  custom: false,
  displayName: '',
  foreignKeyName: null,
  insertable: false,
  joinColumns: [],
  numberType: false,
  textType: false,
  updatable: false,
};

function column(field: Field, named: { name: string; aggregate: boolean }): Record<string, unknown> {
  return {
    ...plainColumn,
    aggregate: named.aggregate,
    apexType: field.type === 'id' || field.type === 'reference' ? 'Id' : (apexTypes[field.type] ?? 'String'),
    booleanType: field.type === 'boolean',
    columnName: named.name,
    custom: field.custom,
    displayName: named.name,
    insertable: field.createable,
    numberType: isNumber(field.type),
    textType: isText(field.type),
    updatable: field.updateable,
  };
}

const apexTypes: Partial<Record<Field['type'], string>> = {
  boolean: 'Boolean',
  int: 'Integer',
  double: 'Double',
  currency: 'Decimal',
  percent: 'Double',
  date: 'Date',
  datetime: 'Datetime',
  address: 'Address',
};
