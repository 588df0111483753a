import type { FieldFunctionExpression, FieldType, Query } from '@jetstreamapp/soql-parser-js';
import type { SoqlCell, SoqlColumn } from '../../../shared/contract/soql-contract.ts';
import { assertNever } from '../../../shared/model/assert-never.ts';
import type { ObjectDescribe } from '../../../shared/model/object-describe.ts';
import { fieldOf } from '../records/describe.ts';
import type { Row } from './query.ts';
import { byName, parentAt, recordOf, toCell } from './run-query-cells.ts';
import type { ReadingQuery } from './run-query-parse.ts';

/** A column, and how its cell is read from a record. */
export type ColumnPlan = { column: SoqlColumn; read(record: Row): SoqlCell };

/** The describe of an object; null where it cannot be had, and the query goes on without. */
export type Describing = (object: string) => Promise<ObjectDescribe | null>;

const gathering = ['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX', 'GROUPING'];
const compounds = ['address', 'location'];

/** Whether its rows are no records but gather several. */
export function isAggregate(of: Query): boolean {
  const gathers = (field: FieldType) =>
    field.type === 'FieldFunctionExpression' && gathering.includes(field.functionName.toUpperCase());
  return of.groupBy !== undefined || (of.fields ?? []).some(gathers);
}

/** `SELECT COUNT() FROM …` answers a number and no rows. */
export function isCount(of: Query): boolean {
  const [only, more] = of.fields ?? [];
  if (only?.type !== 'FieldFunctionExpression' || more) return false;
  return only.functionName.toUpperCase() === 'COUNT' && only.parameters.length === 0;
}

/** Every column of a query's result, in its order. */
export async function planColumns(query: ReadingQuery, describe: Describing): Promise<ColumnPlan[]> {
  const { parsed } = query;
  const root = await describe(query.object);
  const aggregate = isAggregate(parsed);
  const idIsThere = selectsId(parsed, root);
  const plan: Planning = {
    root,
    describe,
    aggregate,
    rowHindrance: rowHindrance(aggregate, idIsThere, root),
    unnamed: 0,
  };
  const columns: ColumnPlan[] = [];
  for (const field of parsed.fields ?? []) columns.push(...(await plansOf(plan, field)));
  return columns;
}

/** Whether each row says which record it is. */
export function selectsId(of: Query, root: ObjectDescribe | null): boolean {
  if (isAggregate(of)) return false;
  return (of.fields ?? []).some((field) => {
    if (field.type === 'Field') return field.field.toLowerCase() === 'id';
    return isFields(field) && field.parameters[0] !== 'CUSTOM' && root !== null;
  });
}

type Planning = {
  root: ObjectDescribe | null;
  describe: Describing;
  aggregate: boolean;
  /** Why no cell of the result can be edited. */
  rowHindrance: string | null;
  /** Expressions without a name so far: Salesforce counts them, `expr0`, `expr1`… */
  unnamed: number;
};

function rowHindrance(aggregate: boolean, idIsThere: boolean, root: ObjectDescribe | null): string | null {
  if (aggregate) return 'A row of an aggregate is no record.';
  if (!idIsThere) return 'Add Id to the query: without it a row does not say which record it is.';
  if (root && !root.updateable) return `Your Salesforce user may not change a ${root.label.toLowerCase()}.`;
  return root ? null : 'What this object looks like could not be read.';
}

async function plansOf(plan: Planning, field: FieldType): Promise<ColumnPlan[]> {
  switch (field.type) {
    case 'Field':
      return [await pathPlan(plan, [], field.field, field.alias)];
    case 'FieldRelationship':
      return [await pathPlan(plan, field.relationships, field.field, 'alias' in field ? field.alias : undefined)];
    case 'FieldFunctionExpression':
      return isFields(field) ? allFields(plan, field) : [await functionPlan(plan, field)];
    case 'FieldSubquery': {
      const { relationshipName } = field.subquery;
      const hindrance = 'These are records of another object; query that object to edit them.';
      return [
        plainPlan({ path: relationshipName, type: 'children', notEditable: hindrance }, byName(relationshipName)),
      ];
    }
    case 'FieldTypeof': {
      const names = [...new Set(field.conditions.flatMap(({ fieldList }) => fieldList))];
      return Promise.all(names.map((name) => pathPlan(plan, [field.field], name)));
    }
    default:
      return assertNever(field);
  }
}

/** A field of the object or of a parent. Aggregates answer flat: the last name is the key. */
async function pathPlan(
  plan: Planning,
  relationships: readonly string[],
  name: string,
  alias?: string,
): Promise<ColumnPlan> {
  const { object, names } = await parentOf(plan, relationships);
  const field = object ? fieldOf(object, name) : undefined;
  const told = { label: field?.label ?? null, type: field?.type ?? null, refersTo: refersTo(field, object) };
  if (plan.aggregate) {
    const path = alias ?? [...names, field?.name ?? name].join('.');
    return plainPlan({ ...told, path, notEditable: plan.rowHindrance }, byName(alias ?? name));
  }
  const column: SoqlColumn = {
    ...told,
    path: [...names, field?.name ?? name].join('.'),
    field: relationships.length === 0 ? (field?.name ?? null) : null,
    notEditable: plan.rowHindrance ?? fieldHindrance(field, names),
  };
  const parent = parentAt(relationships);
  const read = byName(field?.name ?? name);
  const isName = field ? field.nameField : relationships.length > 0 && name.toLowerCase() === 'name';
  return {
    column,
    read(row) {
      const of = parent(row);
      const cell = of ? toCell(read(of)) : null;
      const record = isName && of ? recordOf(of) : null;
      return record && typeof cell === 'string' ? { name: cell, ...record } : cell;
    },
  };
}

function refersTo(field: ReturnType<typeof fieldOf>, object: ObjectDescribe | null): string | null {
  if (field?.type === 'id') return object?.name ?? null;
  const [only, other] = field?.referenceTo ?? [];
  return only && !other ? only : null;
}

function fieldHindrance(field: ReturnType<typeof fieldOf>, relationships: readonly string[]): string | null {
  if (relationships.length > 0)
    return `It belongs to the record behind ${relationships.join('.')}; open that to edit it.`;
  if (!field) return 'This field is not known.';
  if (compounds.includes(field.type)) return 'It is put together from other fields; edit those.';
  return field.updateable ? null : 'Salesforce sets it, or your user may not change it.';
}

/** Where some lookups lead, and what they are really called: a query may write names in any case. */
async function parentOf(
  plan: Planning,
  relationships: readonly string[],
): Promise<{ object: ObjectDescribe | null; names: string[] }> {
  let at = plan.root;
  const names: string[] = [];
  for (const name of relationships) {
    const lookup = at?.fields.find((field) => field.relationshipName?.toLowerCase() === name.toLowerCase());
    const [target, other] = lookup?.referenceTo ?? [];
    names.push(lookup?.relationshipName ?? name);
    // Where several objects may stand there, only the record itself knows.
    at = target && !other ? await plan.describe(target) : null;
  }
  return { object: at, names };
}

async function functionPlan(plan: Planning, call: FieldFunctionExpression): Promise<ColumnPlan> {
  const name = call.functionName.toUpperCase();
  const [of] = call.parameters;
  const path = typeof of === 'string' ? of.split('.') : [];
  const field = path.at(-1);
  const isOfField = ['TOLABEL', 'FORMAT', 'CONVERTCURRENCY'].includes(name) && !plan.aggregate && field !== undefined;
  const shown = {
    path: call.alias ?? call.rawValue ?? name,
    notEditable: plan.rowHindrance ?? 'It is computed by the query.',
  };
  const type = await resultType(plan, name, path);
  if (isOfField) {
    const parent = parentAt(path.slice(0, -1));
    const read = byName(call.alias ?? field);
    return plainPlan({ ...shown, type }, (record) => {
      const holder = call.alias ? record : parent(record);
      return holder ? read(holder) : null;
    });
  }
  return plainPlan({ ...shown, type }, byName(call.alias ?? `expr${plan.unnamed++}`));
}

async function resultType(plan: Planning, name: string, path: readonly string[]): Promise<string | null> {
  if (['COUNT', 'COUNT_DISTINCT', 'GROUPING'].includes(name)) return 'int';
  if (['SUM', 'AVG', 'DISTANCE'].includes(name)) return 'double';
  if (!['MIN', 'MAX', 'CONVERTCURRENCY'].includes(name)) return null;
  const { object } = await parentOf(plan, path.slice(0, -1));
  return (object && fieldOf(object, path.at(-1) ?? '')?.type) ?? null;
}

function isFields(field: FieldType): field is FieldFunctionExpression {
  return field.type === 'FieldFunctionExpression' && field.functionName.toUpperCase() === 'FIELDS';
}

/** FIELDS(ALL), FIELDS(STANDARD) and FIELDS(CUSTOM) stand for the fields our user may see. */
function allFields(plan: Planning, { parameters }: FieldFunctionExpression): Promise<ColumnPlan[]> {
  const which = String(parameters[0]).toUpperCase();
  const fields = (plan.root?.fields ?? []).filter(
    ({ name }) => which === 'ALL' || name.endsWith('__c') === (which === 'CUSTOM'),
  );
  return Promise.all(fields.map(({ name }) => pathPlan(plan, [], name)));
}

function plainPlan(
  of: Pick<SoqlColumn, 'path' | 'notEditable'> & Partial<SoqlColumn>,
  read: (record: Row) => unknown,
): ColumnPlan {
  return {
    column: { label: null, type: null, field: null, refersTo: null, ...of },
    read: (record) => toCell(read(record)),
  };
}
