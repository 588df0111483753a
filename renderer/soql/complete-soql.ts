import type { FieldDescribe } from '../../shared/model/object-describe.ts';
import { conditionPlace } from './condition-place.ts';
import { childrenOf, fieldBehind, objectBehind, type SoqlSchema } from './soql-schema.ts';
import { isWord, placeIn, type SoqlPlaceIn, type SoqlScope } from './soql-scope.ts';
import { isClosed, type SoqlToken } from './soql-tokens.ts';
import { aggregates, countedDates, dateFunctions, dateLiterals, fieldFunctions } from './soql-words.ts';

/** Something that may stand at a place. */
export type SoqlOption = {
  label: string;
  kind: 'object' | 'field' | 'relationship' | 'value' | 'keyword' | 'function' | 'date';
  detail?: string;
  /** What is written, where that is not the label. */
  apply?: string;
};

/** What may stand at a place, instead of what stands between `from` and it. */
export type SoqlCompletion = { from: number; options: SoqlOption[] };

/** Offers what fits at a place of a query. */
export async function completeSoql(text: string, at: number, schema: SoqlSchema): Promise<SoqlCompletion> {
  const place = placeIn(text, at);
  const { writing } = place;
  if (writing?.kind === 'number') return { from: at, options: [] };
  if (writing?.kind === 'string') return inText(place, writing, schema);
  const typed = writing?.text ?? '';
  const from = (writing?.from ?? at) + typed.lastIndexOf('.') + 1;
  return { from, options: await optionsFor(place, typed.split('.').slice(0, -1), schema) };
}

type Path = readonly string[];

async function optionsFor(place: SoqlPlaceIn, path: Path, schema: SoqlSchema): Promise<SoqlOption[]> {
  const { clause, before } = place;
  const last = before.at(-1);
  const begins = before.length === 0 || last?.kind === 'comma';
  if (isWord(last, 'ORDER') || isWord(last, 'GROUP')) return keywords('BY');
  switch (clause) {
    case '':
      return keywords('SELECT');
    case 'SELECT':
      return inSelect(place, path, schema);
    case 'FROM':
      return before.length === 0 ? sources(place.scope, schema) : keywords(...afterFrom(place.scope));
    case 'WHERE':
    case 'HAVING':
      return inCondition(place, path, schema);
    case 'GROUP BY':
      if (!begins && last?.kind !== 'open') return keywords('HAVING', 'ORDER BY', 'LIMIT');
      return [...(await fieldsAt(place.scope, path, schema)), ...(path.length > 0 ? [] : dateCalls())];
    case 'ORDER BY':
      if (!begins && last?.kind !== 'open')
        return keywords('ASC', 'DESC', 'NULLS FIRST', 'NULLS LAST', 'LIMIT', 'OFFSET');
      return fieldsAt(place.scope, path, schema);
    case 'LIMIT':
      return last ? keywords('OFFSET') : [];
    case 'WITH':
      return keywords('USER_MODE', 'SYSTEM_MODE', 'SECURITY_ENFORCED');
    case 'USING SCOPE':
      return keywords('mine', 'everything', 'team', 'queue_owned');
    default:
      return [];
  }
}

async function inSelect({ scope, before }: SoqlPlaceIn, path: Path, schema: SoqlSchema): Promise<SoqlOption[]> {
  const last = before.at(-1);
  if (isWord(before.at(-2), 'FIELDS') && last?.kind === 'open') return keywords('ALL', 'STANDARD', 'CUSTOM');
  const begins = last === undefined || last.kind === 'comma' || last.kind === 'open';
  if (!begins)
    return keywords(
      'FROM',
      ...(before.some((token) => isWord(token, 'TYPEOF')) ? ['WHEN', 'THEN', 'ELSE', 'END'] : []),
    );
  const fields = await fieldsAt(scope, path, schema);
  if (path.length > 0) return fields;
  if (last?.kind === 'open') return before.at(-2)?.kind === 'word' ? fields : keywords('SELECT');
  return [
    ...fields,
    ...[...aggregates, ...fieldFunctions].map(({ name, does }) => called(name, does)),
    ...(scope.role === 'query' ? keywords('TYPEOF') : []),
  ];
}

async function inCondition({ scope, before }: SoqlPlaceIn, path: Path, schema: SoqlSchema): Promise<SoqlOption[]> {
  const { next, field, within } = conditionPlace(before);
  if (next === 'joint') return keywords('AND', 'OR', ...afterWhere(scope));
  const known = field ? await fieldBehind(scope, field, schema) : null;
  if (next === 'operator') return operators(known);
  if (next === 'value') return values(known);
  const fields = await fieldsAt(scope, path, schema);
  return path.length > 0 || within ? fields : [...fields, ...keywords('NOT'), ...dateCalls()];
}

/** Within quotes: what the field before them may hold. */
async function inText(place: SoqlPlaceIn, writing: SoqlToken, schema: SoqlSchema): Promise<SoqlCompletion> {
  const from = writing.from + 1;
  const { next, field } = conditionPlace(place.before);
  const known = next === 'value' && field ? await fieldBehind(place.scope, field, schema) : null;
  const end = isClosed(writing) ? '' : "'";
  const options = picklist(known).map(({ label, value }): SoqlOption => {
    const written = escaped(value);
    return { label: value, kind: 'value', detail: label === value ? undefined : label, apply: written + end };
  });
  return { from, options };
}

async function sources(scope: SoqlScope, schema: SoqlSchema): Promise<SoqlOption[]> {
  if (scope.role === 'children' && scope.parent) {
    const children = await childrenOf(scope.parent, schema);
    return children.flatMap(({ relationshipName: label, childSObject: detail, deprecatedAndHidden }) =>
      label && !deprecatedAndHidden ? [{ label, kind: 'relationship' as const, detail }] : [],
    );
  }
  const objects = await schema.objects();
  return objects.map(({ name, label }) => ({
    label: name,
    kind: 'object',
    detail: label === name ? undefined : label,
  }));
}

/** Fields of the object at the end of a path, and what leads on from there. */
async function fieldsAt(scope: SoqlScope, path: Path, schema: SoqlSchema): Promise<SoqlOption[]> {
  const at = await objectBehind(scope, path, schema);
  if (at === 'several') return nameFields.map((name) => ({ label: name, kind: 'field' as const }));
  if (!at) return [];
  return at.fields.filter(({ name }) => !name.includes('.')).flatMap(fieldOptions);
}

function fieldOptions(field: FieldDescribe): SoqlOption[] {
  const option: SoqlOption = { label: field.name, kind: 'field', detail: `${field.label}, ${field.type}` };
  if (!field.relationshipName) return [option];
  const target = field.referenceTo.length === 1 ? field.referenceTo[0] : 'several objects';
  return [
    option,
    { label: field.relationshipName, kind: 'relationship', detail: target, apply: `${field.relationshipName}.` },
  ];
}

// Of a lookup to several objects, a query may ask what every one of them has.
const nameFields = ['Id', 'Name', 'Type', 'FirstName', 'LastName', 'Email', 'Phone', 'Title', 'Username', 'IsActive'];

const ordered = ['=', '!=', '<', '<=', '>', '>='];

function operators(field: FieldDescribe | null): SoqlOption[] {
  if (field?.type === 'multipicklist') return keywords('INCLUDES', 'EXCLUDES', '=', '!=');
  if (field?.type === 'boolean') return keywords('=', '!=');
  const isText = !field || !/^(date|datetime|int|long|double|currency|percent)$/.test(field.type);
  return keywords(...(isText ? ['=', '!=', 'LIKE', 'IN', 'NOT IN'] : [...ordered, 'IN', 'NOT IN']));
}

function values(field: FieldDescribe | null): SoqlOption[] {
  const nothing = keywords('null');
  if (field?.type === 'boolean') return keywords('true', 'false');
  if (field?.type === 'date' || field?.type === 'datetime') {
    return [
      ...dateLiterals.map((label): SoqlOption => ({ label, kind: 'date' })),
      ...countedDates.map(
        (label): SoqlOption => ({ label, kind: 'date', detail: 'then a number', apply: `${label}:` }),
      ),
      ...nothing,
    ];
  }
  const entries = picklist(field).map(({ label, value }): SoqlOption => {
    return { label: `'${escaped(value)}'`, kind: 'value', detail: label === value ? undefined : label };
  });
  return [...entries, ...nothing];
}

function picklist(field: FieldDescribe | null) {
  return (field?.picklistValues ?? []).filter(({ active }) => active);
}

function escaped(value: string): string {
  return value.replace(/[\\']/g, (character) => `\\${character}`);
}

function afterFrom(scope: SoqlScope): string[] {
  return ['WHERE', ...afterWhere(scope)];
}

function afterWhere({ role }: SoqlScope): string[] {
  if (role === 'filter') return [];
  const all = ['ORDER BY', 'LIMIT'];
  return role === 'children' ? all : ['GROUP BY', ...all, 'OFFSET', 'WITH'];
}

function dateCalls(): SoqlOption[] {
  return dateFunctions.map((name) => called(name, 'of a date'));
}

function called(name: string, does: string): SoqlOption {
  return { label: `${name}()`, kind: 'function', detail: does, apply: `${name}(` };
}

function keywords(...words: string[]): SoqlOption[] {
  return words.map((label) => ({ label, kind: 'keyword' }));
}
