import type { SQLOutputValue } from 'node:sqlite';
import type { FieldTypeOf, FieldType as SelectedField, Subquery } from '@jetstreamapp/soql-parser-js';
import { attributesOf, loadRow, toAddress, toRecord } from '../rows/read-row.ts';
import { toJsonValue } from '../rows/values.ts';
import type { Field } from '../schema/field.ts';
import { findField, nameFieldOf, type ObjectType } from '../schema/object-type.ts';
import { functionSql } from './date-functions.ts';
import { expandFields } from './expand-fields.ts';
import { formatValue } from './format-value.ts';
import {
  findNameField,
  type QueryScope,
  type ResolvedParent,
  resolveParent,
  resolvePath,
  severalSql,
} from './query-scope.ts';
import { soqlError, unknownColumn } from './soql-error.ts';

/** The columns of a SELECT and how a row of them becomes a record. */
export interface Selection {
  readonly columns: string[];
  readonly fields: { name: string; field: Field }[];
  readonly root: RecordNode;
}

/** Reads something of a row of columns. */
export type Reader = (row: readonly SQLOutputValue[]) => unknown;

/** A record to be built: its id column, its type and its keys in order. */
export interface RecordNode {
  readonly idColumn: number;
  readonly typeOf: (id: string) => string;
  readonly keys: Map<string, Reader | RecordNode>;
}

/** Runs a child query for one parent row. */
export type RunChild = (scope: QueryScope, subquery: Subquery) => (parentId: string) => unknown;

/** Compiles the fields of a plain (not aggregated) query. */
export function selectFields(scope: QueryScope, selected: readonly SelectedField[], runChild: RunChild): Selection {
  const columns: string[] = [];
  const column = (sql: string) => {
    const known = columns.indexOf(sql);
    return known >= 0 ? known : columns.push(sql) - 1;
  };
  const root: RecordNode = {
    idColumn: column(`${scope.alias}."Id"`),
    typeOf: () => scope.object.name,
    keys: new Map(),
  };
  const selection: Selection = { columns, fields: [], root };
  for (const one of expandFields(scope, selected)) addField({ scope, selection, column, runChild }, one);
  return selection;
}

interface Selecting {
  readonly scope: QueryScope;
  readonly selection: Selection;
  readonly column: (sql: string) => number;
  readonly runChild: RunChild;
}

function addField(selecting: Selecting, selected: SelectedField): void {
  const { scope, selection, runChild } = selecting;
  switch (selected.type) {
    case 'Field':
      addPath(selecting, [], selected);
      return;
    case 'FieldRelationship':
      addPath(selecting, selected.relationships, { field: selected.field });
      return;
    case 'FieldFunctionExpression':
      addFunction(selecting, selected);
      return;
    case 'FieldTypeof':
      addTypeOf(selecting, selected);
      return;
    default: {
      const run = runChild(scope, selected.subquery);
      const key = childKey(scope, selected.subquery);
      selection.root.keys.set(key, (row) => run(String(row[selection.root.idColumn])));
    }
  }
}

function childKey(scope: QueryScope, subquery: Subquery): string {
  const wanted = subquery.relationshipName.toLowerCase();
  const child = scope.object.children.find((one) => one.relationshipName?.toLowerCase() === wanted);
  return child?.relationshipName ?? subquery.relationshipName;
}

function addPath(
  selecting: Selecting,
  relationships: readonly string[],
  selected: { field: string; alias?: string },
): void {
  const { field: name } = selected;
  const { scope, selection, column } = selecting;
  if (selected.alias !== undefined) {
    throw soqlError(scope.text, name, 'MALFORMED_QUERY', 'only aggregate expressions use field aliasing');
  }
  const names = stripPrefix(scope, relationships);
  const parent = resolveParent(scope, names);
  const node = nodeFor(selecting, names);
  const path = [...names, name].join('.');
  if (parent?.kind === 'several') {
    const field = findNameField(name);
    if (field === undefined) throw unknownColumn(scope.text, name, 'Name');
    const index = column(severalSql(parent, field));
    node.keys.set(field.name, (row) => toJsonValue(field, row[index] ?? null));
    selection.fields.push({ name: path, field });
    return;
  }
  const object = parent?.object ?? scope.object;
  const field = findField(object, name);
  if (field === undefined) throw unknownColumn(scope.text, name, object.name);
  if (node.keys.has(field.name) && names.length === 0) {
    throw soqlError(scope.text, name, 'MALFORMED_QUERY', `duplicate field selected: ${field.name}`);
  }
  node.keys.set(field.name, fieldReader(selecting, { object, field, names, node }));
  selection.fields.push({ name: [...names, field.name].join('.'), field });
}

function fieldReader(
  { scope, column }: Selecting,
  target: { object: ObjectType; field: Field; names: readonly string[]; node: RecordNode },
): Reader {
  const { object, field, names, node } = target;
  if (field.type === 'address') {
    const prefix = field.name.replace(/Address$/, '');
    const parts = new Map(
      object.fields
        .filter((part) => part.compoundFieldName === field.name && part.name.startsWith(prefix))
        .map((part) => [part.name, column(resolvePath(scope, [...names, part.name].join('.')).sql)]),
    );
    return (row) => toAddress(field.name, (part) => row[parts.get(part) ?? -1]);
  }
  if (field.type === 'base64') {
    const { version } = scope.context;
    return (row) => `${attributesOf(object.name, String(row[node.idColumn]), version).url}/${field.name}`;
  }
  const index = column(resolvePath(scope, [...names, field.name].join('.')).sql);
  return (row) => toJsonValue(field, row[index] ?? null);
}

/** `c.Account` where c is the query's own alias. */
function stripPrefix(scope: QueryScope, relationships: readonly string[]): readonly string[] {
  const [first] = relationships;
  if (first === undefined || scope.object.byRelationship.has(first.toLowerCase())) return relationships;
  const known = [scope.name?.toLowerCase(), scope.object.name.toLowerCase()];
  return known.includes(first.toLowerCase()) ? relationships.slice(1) : relationships;
}

/** The nested record a path of lookups leads to, made on first use. */
function nodeFor({ scope, selection, column }: Selecting, names: readonly string[]): RecordNode {
  let node = selection.root;
  for (let depth = 1; depth <= names.length; depth++) {
    const parent = resolveParent(scope, names.slice(0, depth));
    if (parent === null) return node;
    const key = parent.lookup.relationshipName ?? names[depth - 1] ?? '';
    const existing = node.keys.get(key);
    if (typeof existing === 'object') {
      node = existing;
      continue;
    }
    const made: RecordNode = { idColumn: column(idSqlOf(parent)), typeOf: typeReader(scope, parent), keys: new Map() };
    node.keys.set(key, made);
    node = made;
  }
  return node;
}

const idSqlOf = (parent: ResolvedParent) => (parent.kind === 'one' ? `${parent.alias}."Id"` : parent.idSql);

function typeReader(scope: QueryScope, parent: ResolvedParent): (id: string) => string {
  if (parent.kind === 'one') return () => parent.object.name;
  return (id) => scope.context.schema.byKeyPrefix(id.slice(0, 3))?.name ?? 'Name';
}

function addFunction(selecting: Selecting, call: Extract<SelectedField, { type: 'FieldFunctionExpression' }>): void {
  const { scope, selection, column } = selecting;
  const { sql, field, aggregate } = functionSql(scope, call);
  if (aggregate) {
    const message = 'only root queries support aggregate expressions';
    throw soqlError(scope.text, call.functionName, 'MALFORMED_QUERY', message);
  }
  const index = column(sql);
  const key = call.alias ?? field.name;
  const name = call.functionName.toUpperCase();
  const reader: Reader = (row) => {
    const value = toJsonValue(field, row[index] ?? null);
    if (name === 'TOLABEL') return field.picklist.find((choice) => choice.value === value)?.label ?? value;
    return name === 'FORMAT' && value !== null ? formatValue(field, value, scope.context.timeZone) : value;
  };
  selection.root.keys.set(key, reader);
  selection.fields.push({ name: key, field });
}

function addTypeOf({ scope, selection, column }: Selecting, selected: FieldTypeOf): void {
  const parent = resolveParent(scope, [selected.field]);
  if (parent?.kind !== 'several') {
    throw soqlError(
      scope.text,
      selected.field,
      'INVALID_FIELD',
      `Cannot use TYPEOF with a non polymorphic foreign key: ${selected.field}`,
    );
  }
  const { context } = scope;
  const index = column(parent.idSql);
  selection.root.keys.set(parent.lookup.relationshipName ?? selected.field, (row) => {
    const id = row[index];
    const target = typeof id === 'string' ? context.schema.byKeyPrefix(id.slice(0, 3)) : undefined;
    const found = target === undefined ? undefined : loadRow(context.org.store, target, String(id));
    if (target === undefined || found === undefined) return null;
    const branch =
      selected.conditions.find((one) => one.objectType?.toLowerCase() === target.name.toLowerCase()) ??
      selected.conditions.find((one) => one.type === 'ELSE');
    const fields = (branch?.fieldList ?? []).flatMap((name) => {
      const field = name.toLowerCase() === 'name' ? nameFieldOf(target) : findField(target, name);
      return field ?? [];
    });
    return toRecord({ object: target, row: found, fields, version: context.version });
  });
}

/** Builds the record of one row. */
export function buildRecord(node: RecordNode, row: readonly SQLOutputValue[], version: string): unknown {
  const id = row[node.idColumn];
  if (id === null || id === undefined) return null;
  const record: Record<string, unknown> = { attributes: attributesOf(node.typeOf(String(id)), String(id), version) };
  for (const [key, reader] of node.keys) {
    record[key] = typeof reader === 'function' ? reader(row) : buildRecord(reader, row, version);
  }
  return record;
}
