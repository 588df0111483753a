import type { ChildRelationship, FieldDescribe, ObjectDescribe } from '../../shared/model/object-describe.ts';
import { type SoqlScope, sourceOf } from './soql-scope.ts';

/** What an org looks like, as far as a query asks. */
export type SoqlSchema = {
  objects(): Promise<readonly { name: string; label: string }[]>;
  /** Null where there is no such object. */
  describe(object: string): Promise<ObjectDescribe | null>;
};

/** The object that a path of lookups leads to from a SELECT; `several` where only the record itself knows which. */
export async function objectBehind(
  scope: SoqlScope,
  path: readonly string[],
  schema: SoqlSchema,
): Promise<ObjectDescribe | 'several' | null> {
  let at = await sourceObject(scope, schema);
  const [first] = path;
  // A query may begin a path with its object, or the name it gave it.
  const isOwn = first !== undefined && at !== null && !lookup(at, first) && namesSource(scope, first);
  for (const name of isOwn ? path.slice(1) : path) {
    const field = at && lookup(at, name);
    if (!field) return null;
    if (field.referenceTo.length > 1) return 'several';
    at = await schema.describe(field.referenceTo[0] ?? '');
  }
  return at;
}

/** The field that a path such as `Account.Name` ends at. */
export async function fieldBehind(scope: SoqlScope, path: string, schema: SoqlSchema): Promise<FieldDescribe | null> {
  const names = path.split('.');
  const object = await objectBehind(scope, names.slice(0, -1), schema);
  if (!object || object === 'several') return null;
  return object.fields.find(({ name }) => same(name, names.at(-1))) ?? null;
}

/** Records of other objects that point to those of a SELECT. */
export async function childrenOf(scope: SoqlScope, schema: SoqlSchema): Promise<readonly ChildRelationship[]> {
  return (await sourceObject(scope, schema))?.childRelationships ?? [];
}

async function sourceObject(scope: SoqlScope, schema: SoqlSchema): Promise<ObjectDescribe | null> {
  const source = sourceOf(scope);
  if (!source) return null;
  if (scope.role !== 'children' || !scope.parent) return schema.describe(source.name);
  const siblings = await childrenOf(scope.parent, schema);
  const child = siblings.find(({ relationshipName }) => same(relationshipName, source.name));
  return child ? schema.describe(child.childSObject) : null;
}

function namesSource(scope: SoqlScope, name: string): boolean {
  const source = sourceOf(scope);
  return same(source?.alias, name) || same(source?.name, name);
}

function lookup(object: ObjectDescribe, relationship: string): FieldDescribe | undefined {
  return object.fields.find(({ relationshipName }) => same(relationshipName, relationship));
}

function same(a: string | null | undefined, b: string | undefined): boolean {
  return a?.toLowerCase() === b?.toLowerCase();
}
