/** The field types Salesforce's describe knows and the practice org uses. */
export const fieldTypes = [
  'id',
  'string',
  'boolean',
  'int',
  'double',
  'currency',
  'percent',
  'date',
  'datetime',
  'email',
  'phone',
  'url',
  'textarea',
  'picklist',
  'multipicklist',
  'combobox',
  'reference',
  'address',
  'base64',
] as const;

/** One of them. */
export type FieldType = (typeof fieldTypes)[number];

/** One choice of a picklist. */
export interface PicklistValue {
  readonly value: string;
  readonly label: string;
  readonly active: boolean;
  readonly defaultValue: boolean;
  readonly validFor: string | null;
}

/** One field of an object, with everything describe, validation and SOQL need to know of it. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly length: number;
  readonly byteLimit: number | null;
  readonly precision: number;
  readonly scale: number;
  readonly digits: number;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly nillable: boolean;
  readonly defaultedOnCreate: boolean;
  readonly defaultValue: string | number | boolean | null;
  readonly filterable: boolean;
  readonly sortable: boolean;
  readonly idLookup: boolean;
  readonly externalId: boolean;
  readonly unique: boolean;
  readonly caseSensitive: boolean;
  readonly nameField: boolean;
  readonly autoNumber: boolean;
  readonly custom: boolean;
  readonly inlineHelpText: string | null;
  readonly compoundFieldName: string | null;
  readonly extraTypeInfo: string | null;
  readonly referenceTo: readonly string[];
  readonly relationshipName: string | null;
  readonly picklist: readonly PicklistValue[];
  readonly restrictedPicklist: boolean;
  readonly controllerName: string | null;
}

const textTypes: ReadonlySet<FieldType> = new Set([
  'string',
  'email',
  'phone',
  'url',
  'textarea',
  'picklist',
  'multipicklist',
  'combobox',
]);

/** Whether values of this type are text that SOQL compares without regard to case. */
export function isText(type: FieldType): boolean {
  return textTypes.has(type);
}

/** Whether values of this type are numbers. */
export function isNumber(type: FieldType): boolean {
  return type === 'int' || type === 'double' || type === 'currency' || type === 'percent';
}

/** A lookup that may point at several kinds of object. */
export function isPolymorphic(field: Field): boolean {
  return field.referenceTo.length > 1;
}

/** Whether a create must name this field. */
export function isRequired(field: Field): boolean {
  return field.createable && !field.nillable && !field.defaultedOnCreate && field.type !== 'boolean';
}
