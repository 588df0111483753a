import type { SQLInputValue } from 'node:sqlite';
import type {
  OrderByClause,
  Query,
  QueryBase,
  FieldType as SelectedField,
  Subquery,
} from '@jetstreamapp/soql-parser-js';
import { fieldSql } from '../rows/read-row.ts';
import type { Field } from '../schema/field.ts';
import { quoted } from '../store/store.ts';
import { type ComparedField, whereSql } from './compile-condition.ts';
import { functionSql, isAggregate } from './date-functions.ts';
import { refuseUnboundedFields } from './expand-fields.ts';
import { toPage } from './query-pages.ts';
import { createScope, type QueryContext, type QueryScope, resolvePath } from './query-scope.ts';
import { type RunChild, type Selection, selectFields } from './select-fields.ts';
import { soqlError, unknownChildRelationship, unknownObject } from './soql-error.ts';

/** A query as SQL, ready to run. */
export interface CompiledQuery {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
  readonly scope: QueryScope;
  readonly selection: Selection;
}

const farthestOffset = 2000;

/** The object FROM names, as the asking user sees it. */
export function objectOf(context: QueryContext, query: Query, text: string) {
  const name = query.sObject ?? '';
  const object = context.schema.find(name);
  if (object === undefined) throw unknownObject(text, name);
  return object;
}

/** Compiles a plain query over its object. */
export function compileQuery(context: QueryContext, query: Query, text: string): CompiledQuery {
  const scope = createScope({
    context,
    text,
    object: objectOf(context, query, text),
    name: query.sObjectAlias ?? null,
  });
  refuseUnfiltered(scope, query);
  refuseUnboundedFields(text, query.fields ?? [], query.limit);
  return compileIn(scope, query, null);
}

/** Some objects may only be asked for with a filter. */
function refuseUnfiltered(scope: QueryScope, query: Query): void {
  if (scope.object.name !== 'ContentDocumentLink') return;
  const filter = JSON.stringify(query.where ?? '');
  if (/"field":"(ContentDocumentId|LinkedEntityId|Id)"/i.test(filter)) return;
  throw soqlError(
    scope.text,
    'ContentDocumentLink',
    'MALFORMED_QUERY',
    "Implementation restriction: ContentDocumentLink requires a filter by a single Id on ContentDocumentId or LinkedEntityId using the equals operator or multiple Id's using the IN operator.",
  );
}

function compileIn(scope: QueryScope, query: QueryBase, link: { sql: string } | null): CompiledQuery {
  const selection = selectFields(scope, query.fields ?? [], runChildren);
  const conditions = [
    link === null ? null : `${link.sql} = ?`,
    aliveSql(scope),
    scopeSql(scope, query.usingScope),
    whereSql(scope, query.where, semiJoinSql),
  ].filter((condition) => condition !== null);
  const order = orderSql(scope, query.orderBy);
  const sql = [
    `SELECT ${selection.columns.join(', ')} FROM ${quoted(scope.object.name)} ${scope.alias}`,
    ...scope.joins.map((join) => join.sql),
    conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`,
    order,
    limitSql(scope, query),
  ];
  return { sql: sql.join(' '), values: scope.values, scope, selection };
}

/** The recycle bin is seen by queryAll only. */
export function aliveSql(scope: QueryScope): string | null {
  const hidden = !scope.context.withDeleted && scope.object.byName.has('isdeleted');
  return hidden ? `${scope.alias}."IsDeleted" = 0` : null;
}

/** `USING SCOPE mine`. */
export function scopeSql(scope: QueryScope, name: string | undefined): string | null {
  if (name === undefined || name.toLowerCase() === 'everything') return null;
  const owner = scope.object.byName.get('ownerid');
  const known = scope.object.scopes.some((one) => one.toLowerCase() === name.toLowerCase());
  if (!known) throw soqlError(scope.text, name, 'INVALID_QUERY_SCOPE', `Invalid query scope: ${name}`);
  if (name.toLowerCase() !== 'mine' || owner === undefined) return null;
  scope.values.push(scope.context.userId);
  return `${scope.alias}."OwnerId" = ?`;
}

/** Compiles `IN (SELECT …)`: its one field, over its own object, to compare with the field before it. */
export function semiJoinSql(outer: QueryScope, query: Query, compared: ComparedField): string {
  const object = objectOf(outer.context, query, outer.text);
  const alias = `${outer.alias}s${outer.values.length}`;
  const scope = createScope({ ...outer, object, name: query.sObjectAlias ?? null, alias });
  const [selected] = query.fields ?? [];
  const path = selected === undefined ? '' : pathOf(selected);
  if (query.fields?.length !== 1 || path === '') {
    throw soqlError(
      outer.text,
      query.sObject ?? '',
      'MALFORMED_QUERY',
      'semi join sub-select queries can only select one field',
    );
  }
  const { sql, field } = resolvePath(scope, path);
  refuseUnlike(outer, { path, field, object }, compared);
  const conditions = [aliveSql(scope), whereSql(scope, query.where, refuseNesting), `${sql} IS NOT NULL`];
  const joins = scope.joins.map((join) => join.sql).join(' ');
  const where = conditions.filter((condition) => condition !== null).join(' AND ');
  return `SELECT ${sql} FROM ${quoted(object.name)} ${alias} ${joins} WHERE ${where}`;
}

function refuseNesting(scope: QueryScope): never {
  throw soqlError(scope.text, 'IN', 'MALFORMED_QUERY', 'Nesting of semi join sub-selects is not supported');
}

/** Both sides of a semi-join have to be ids of the same kind of row. */
function refuseUnlike(scope: QueryScope, selected: ComparedField & { path: string }, compared: ComparedField): void {
  const kinds = kindsOf(compared);
  if (kindsOf(selected).some((kind) => kinds.includes(kind))) return;
  const message = `The selected field '${selected.path}' in the subquery and the left operand field in the where expression in the outer query '${compared.field.name}' should point to the same object type`;
  throw soqlError(scope.text, { token: compared.field.name, after: 'WHERE|HAVING' }, 'MALFORMED_QUERY', message);
}

/** The objects whose ids a field may hold. */
function kindsOf({ field, object }: ComparedField): readonly string[] {
  return field.type === 'id' && object !== null ? [object.name] : field.referenceTo;
}

/** The dotted path of a selected field; empty for functions and subqueries. */
export function pathOf(selected: SelectedField): string {
  if (selected.type === 'Field') return selected.field;
  return selected.type === 'FieldRelationship' ? [...selected.relationships, selected.field].join('.') : '';
}

/** ORDER BY; nulls come first unless told otherwise, whichever way the order goes. */
export function orderSql(scope: QueryScope, orderBy: QueryBase['orderBy']): string {
  if (orderBy === undefined) return '';
  const clauses = Array.isArray(orderBy) ? orderBy : [orderBy];
  return `ORDER BY ${clauses.map((clause) => orderClauseSql(scope, clause)).join(', ')}`;
}

function orderClauseSql(scope: QueryScope, clause: OrderByClause): string {
  const { sql, field } = 'fn' in clause ? functionSql(scope, clause.fn) : resolvePath(scope, clause.field);
  const grouped = 'fn' in clause && isAggregate(clause.fn.functionName);
  if (!grouped && !isSortable(field)) {
    const message = `field '${field.name}' can not be sorted in a query call`;
    throw soqlError(scope.text, { token: field.name, after: 'ORDER BY' }, 'INVALID_FIELD', message);
  }
  return `${sql} ${clause.order ?? 'ASC'} NULLS ${clause.nulls ?? 'FIRST'}`;
}

const isSortable = (field: Field) => field.sortable || field.name === 'expr';

/** LIMIT and OFFSET. */
export function limitSql(scope: QueryScope, query: QueryBase): string {
  if (query.offset !== undefined && query.offset > farthestOffset) {
    throw soqlError(
      scope.text,
      'OFFSET',
      'NUMBER_OUTSIDE_VALID_RANGE',
      `Maximum SOQL offset allowed is ${farthestOffset}`,
    );
  }
  if (query.limit === undefined && query.offset === undefined) return '';
  return `LIMIT ${query.limit ?? -1} OFFSET ${query.offset ?? 0}`;
}

/** Children are fetched parent by parent: the lookup has an index, and LIMIT then means what it says. */
const runChildren: RunChild = (outer, subquery: Subquery) => {
  const { context, text } = outer;
  const child = context.schema.childOf(outer.object, subquery.relationshipName);
  if (child === undefined) throw unknownChildRelationship(text, subquery.relationshipName);
  const scope = createScope({ context, text, object: child.object, name: subquery.sObjectAlias ?? null });
  const link = { sql: fieldSql(child.object, child.field, scope.alias) };
  const compiled = compileIn(scope, subquery, link);
  return (parentId) => {
    const rows = context.org.store.arrays(compiled.sql, [parentId, ...compiled.values]);
    return rows.length === 0 ? null : toPage(compiled, rows);
  };
};
