import type { SQLInputValue } from 'node:sqlite';
import type { Org } from '../org.ts';
import { fieldSql } from '../rows/read-row.ts';
import { type Field, isPolymorphic } from '../schema/field.ts';
import { findField, type ObjectType } from '../schema/object-type.ts';
import { parseFieldLine } from '../schema/parse-field-line.ts';
import type { Schema } from '../schema/schema.ts';
import { quoted } from '../store/store.ts';
import { soqlError, unknownColumn, unknownRelationship } from './soql-error.ts';

/** Who asks a query, and how. */
export interface QueryContext {
  readonly org: Org;
  /** The org as the asking user sees it. */
  readonly schema: Schema;
  readonly userId: string;
  readonly timeZone: string;
  readonly version: string;
  readonly withDeleted: boolean;
  readonly batchSize: number;
}

/** A query being turned into SQL: its text, its object, the joins its paths need. */
export interface QueryScope {
  readonly context: QueryContext;
  readonly text: string;
  readonly object: ObjectType;
  readonly alias: string;
  /** The alias of the query itself (`FROM Case c`). */
  readonly name: string | null;
  readonly joins: Join[];
  readonly values: SQLInputValue[];
}

interface Join {
  readonly path: string;
  readonly alias: string;
  readonly object: ObjectType;
  readonly sql: string;
}

/** A field path resolved to SQL. */
interface ResolvedField {
  readonly sql: string;
  readonly field: Field;
  readonly object: ObjectType | null;
  readonly alias: string;
}

/** Where a lookup path leads: a joined object, or several possible ones. */
export type ResolvedParent =
  | { kind: 'one'; alias: string; object: ObjectType; lookup: Field }
  | { kind: 'several'; idSql: string; targets: readonly ObjectType[]; lookup: Field };

const deepestPath = 5;

/** Opens the scope of a query over one object. */
export function createScope(options: {
  context: QueryContext;
  text: string;
  object: ObjectType;
  name: string | null;
  alias?: string;
  values?: SQLInputValue[];
}): QueryScope {
  return { ...options, alias: options.alias ?? 't0', joins: [], values: options.values ?? [] };
}

/** Resolves `Account.Owner.Name` (or `c.Subject` where c is the query's alias). */
export function resolvePath(scope: QueryScope, path: string): ResolvedField {
  const names = withoutPrefix(scope, path.split('.'));
  const last = names.at(-1) ?? '';
  const parent = resolveParent(scope, names.slice(0, -1));
  if (parent === null) return fieldOf(scope, scope.object, scope.alias, last);
  if (parent.kind === 'one') return fieldOf(scope, parent.object, parent.alias, last);
  return nameFieldOfSeveral(scope, parent, last);
}

/** Follows lookups by relationship name; null for no lookup at all. */
export function resolveParent(scope: QueryScope, relationships: readonly string[]): ResolvedParent | null {
  if (relationships.length > deepestPath) {
    throw soqlError(scope.text, relationships.join('.'), 'INVALID_FIELD', 'Too many relationships in field path.');
  }
  let here: { object: ObjectType; alias: string } = { object: scope.object, alias: scope.alias };
  let reached: ResolvedParent | null = null;
  for (const [index, name] of relationships.entries()) {
    const lookup = here.object.byRelationship.get(name.toLowerCase());
    if (lookup === undefined) throw unknownRelationship(scope.text, name);
    const idSql = fieldSql(here.object, lookup, here.alias);
    const targets = lookup.referenceTo.flatMap((target) => scope.context.schema.find(target) ?? []);
    const [target] = targets;
    if (isPolymorphic(lookup)) {
      reached = { kind: 'several', idSql, targets, lookup };
      if (index < relationships.length - 1) return throughSeveral(scope, reached, relationships.slice(index + 1));
      return reached;
    }
    if (target === undefined) throw unknownRelationship(scope.text, name);
    const alias = join(scope, relationships.slice(0, index + 1).join('.'), target, idSql);
    here = { object: target, alias };
    reached = { kind: 'one', ...here, lookup };
  }
  return reached;
}

/** `Owner.Profile.Name`: of the several kinds an owner may be, those that have the next lookup. */
function throughSeveral(
  scope: QueryScope,
  parent: Extract<ResolvedParent, { kind: 'several' }>,
  rest: readonly string[],
): ResolvedParent | null {
  const target = parent.targets.find((object) => object.byRelationship.has(rest[0]?.toLowerCase() ?? ''));
  if (target === undefined) throw unknownRelationship(scope.text, rest[0] ?? '');
  const alias = join(scope, `${parent.idSql}:${target.name}`, target, parent.idSql);
  const inner: QueryScope = { ...scope, object: target, alias };
  return resolveParent(inner, rest);
}

/** Adds a join once and gives its alias. */
function join(scope: QueryScope, path: string, object: ObjectType, idSql: string): string {
  const key = `${scope.alias}/${path.toLowerCase()}`;
  const known = scope.joins.find((other) => other.path === key);
  if (known !== undefined) return known.alias;
  const alias = `${scope.alias}j${scope.joins.length}`;
  const sql = `LEFT JOIN ${quoted(object.name)} ${alias} ON ${alias}."Id" = ${idSql}`;
  scope.joins.push({ path: key, alias, object, sql });
  return alias;
}

function withoutPrefix(scope: QueryScope, names: string[]): string[] {
  const [first] = names;
  if (names.length < 2 || first === undefined) return names;
  const isAlias = first.toLowerCase() === scope.name?.toLowerCase();
  const isObject =
    first.toLowerCase() === scope.object.name.toLowerCase() && !scope.object.byRelationship.has(first.toLowerCase());
  return isAlias || isObject ? names.slice(1) : names;
}

function fieldOf(scope: QueryScope, object: ObjectType, alias: string, name: string): ResolvedField {
  const field = findField(object, name);
  if (field === undefined) throw unknownColumn(scope.text, name, object.name);
  return { sql: fieldSql(object, field, alias), field, object, alias };
}

/** What the `Name` object lets one read of a row whose kind is not known beforehand. */
const fieldsOfName: ReadonlyMap<string, Field> = new Map(
  [
    'Id|Name ID|id|18|D',
    'Name|Name|string|255|N|nameField',
    'Type|Type|picklist|40|N',
    'FirstName|First Name|string|40|N',
    'LastName|Last Name|string|80|N',
    'Title|Title|string|128|N',
    'Email|Email|email|128|N',
    'Phone|Phone|phone|40|N',
    'Username|Username|string|80|N',
    'Alias|Alias|string|8|N',
    'IsActive|Active|boolean||N',
    'ProfileId|Profile ID|reference|18|N|->Profile (Profile)',
    'UserRoleId|Role ID|reference|18|N|->UserRole (UserRole)',
  ]
    .map(parseFieldLine)
    .map((field) => [field.name.toLowerCase(), field]),
);

/** A field of the `Name` object by name. */
export function findNameField(name: string): Field | undefined {
  return fieldsOfName.get(name.toLowerCase());
}

function nameFieldOfSeveral(
  scope: QueryScope,
  parent: Extract<ResolvedParent, { kind: 'several' }>,
  name: string,
): ResolvedField {
  const field = findNameField(name);
  if (field === undefined) throw unknownColumn(scope.text, name, 'Name');
  return { sql: severalSql(parent, field), field, object: null, alias: scope.alias };
}

/** The SQL of one field of a polymorphic parent: a branch for each kind it may be. */
export function severalSql(parent: Extract<ResolvedParent, { kind: 'several' }>, field: Field): string {
  if (field.name === 'Id') return parent.idSql;
  const branches = parent.targets.flatMap((target) => {
    const read = branchSql(parent.idSql, target, field);
    return read === null ? [] : [`WHEN '${target.keyPrefix}' THEN ${read}`];
  });
  return branches.length === 0 ? 'NULL' : `(CASE substr(${parent.idSql}, 1, 3) ${branches.join(' ')} END)`;
}

function branchSql(idSql: string, target: ObjectType, field: Field): string | null {
  if (field.name === 'Type') return `'${target.name}'`;
  const own = field.name === 'Name' ? target.fields.find((other) => other.nameField) : findField(target, field.name);
  if (own === undefined) return null;
  return `(SELECT ${fieldSql(target, own, 'p')} FROM ${quoted(target.name)} p WHERE p."Id" = ${idSql})`;
}
