import type { Field } from './field.ts';
import type { ObjectTable } from './object-table.ts';
import { parseFieldLine } from './parse-field-line.ts';

/** How another object points at this one. */
export interface ChildRelationship {
  readonly relationshipName: string | null;
  readonly childObject: string;
  readonly field: string;
}

/** A record type of an object, besides the master one. */
interface RecordTypeInfo {
  readonly id: string;
  readonly name: string;
  readonly developerName: string;
  /** The values its records may have of a picklist; all of those that are not named. */
  readonly picklists?: Readonly<Record<string, readonly string[]>>;
}

/** An object of the org, ready for look-up without regard to case. */
export interface ObjectType extends Omit<ObjectTable, 'fields' | 'children'> {
  readonly custom: boolean;
  readonly fields: readonly Field[];
  readonly children: readonly ChildRelationship[];
  readonly byName: ReadonlyMap<string, Field>;
  /** Lookups by relationship name (`Account`, `Who`), lower case. */
  readonly byRelationship: ReadonlyMap<string, Field>;
  readonly recordTypes: readonly RecordTypeInfo[];
  /** When its metadata last changed, for conditional describes. */
  readonly changedAt: number;
}

/** Builds an object from its written table. */
export function toObjectType(table: ObjectTable, changedAt: number): ObjectType {
  return withFields(
    {
      ...table,
      custom: table.name.endsWith('__c'),
      children: readChildren(table.children),
      recordTypes: [],
      changedAt,
    },
    table.fields.map(parseFieldLine),
  );
}

/** The same object with other fields; its indexes are rebuilt. */
export function withFields(
  object: Omit<ObjectType, 'fields' | 'byName' | 'byRelationship'>,
  fields: readonly Field[],
): ObjectType {
  const lookups = fields.filter((field) => field.relationshipName !== null);
  return {
    ...object,
    fields,
    byName: new Map(fields.map((field) => [field.name.toLowerCase(), field])),
    byRelationship: new Map(lookups.map((field) => [field.relationshipName?.toLowerCase() ?? '', field])),
  };
}

/** A field by name, whatever its case. */
export function findField(object: ObjectType, name: string): Field | undefined {
  return object.byName.get(name.toLowerCase());
}

/** The field that names a record of this object. */
export function nameFieldOf(object: ObjectType): Field | undefined {
  return object.fields.find((field) => field.nameField);
}

function readChildren(text: string): ChildRelationship[] {
  return text.split(', ').flatMap((part) => {
    const match = /^(\w+)=(\w+)\.(\w+)$/.exec(part);
    if (match?.[1] === undefined || match[2] === undefined || match[3] === undefined) return [];
    return [{ relationshipName: match[1], childObject: match[2], field: match[3] }];
  });
}
