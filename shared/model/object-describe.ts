import { z } from 'zod';

/** One entry of a picklist: what people read, and the API name that is written. */
export const picklistValue = z.object({
  label: z.string(),
  value: z.string(),
  active: z.boolean(),
  defaultValue: z.boolean(),
});

/** What the console uses of a field's describe. */
export const fieldDescribe = z.object({
  name: z.string(),
  label: z.string(),
  /** Salesforce's field type: string, email, phone, picklist, date, datetime, currency, reference… */
  type: z.string(),
  /** Characters; 0 where the type has none. */
  length: z.number(),
  precision: z.number(),
  scale: z.number(),
  digits: z.number(),
  nillable: z.boolean(),
  createable: z.boolean(),
  updateable: z.boolean(),
  defaultedOnCreate: z.boolean(),
  restrictedPicklist: z.boolean(),
  externalId: z.boolean(),
  unique: z.boolean(),
  filterable: z.boolean(),
  nameField: z.boolean(),
  picklistValues: z.array(picklistValue),
  referenceTo: z.array(z.string()),
  relationshipName: z.string().nullable(),
  inlineHelpText: z.string().nullable(),
});
export type FieldDescribe = z.infer<typeof fieldDescribe>;

/** Records of another object that point to this one. */
export const childRelationship = z.object({
  childSObject: z.string(),
  field: z.string(),
  cascadeDelete: z.boolean(),
  deprecatedAndHidden: z.boolean(),
  /** What a child query calls them; null where none can be made. */
  relationshipName: z.string().nullish(),
});
export type ChildRelationship = z.infer<typeof childRelationship>;

/** A record type, as our user may use it. */
export const recordTypeInfo = z.object({
  recordTypeId: z.string(),
  name: z.string(),
  active: z.boolean(),
  available: z.boolean(),
  /** Stands for records without one. */
  master: z.boolean(),
  /** What a new record gets that names none. */
  defaultRecordTypeMapping: z.boolean(),
});
export type RecordTypeInfo = z.infer<typeof recordTypeInfo>;

/** What the console uses of an object's describe. */
export const objectDescribe = z.object({
  name: z.string(),
  label: z.string(),
  labelPlural: z.string(),
  keyPrefix: z.string().nullable(),
  createable: z.boolean(),
  updateable: z.boolean(),
  deletable: z.boolean(),
  fields: z.array(fieldDescribe),
  childRelationships: z.array(childRelationship).optional(),
  recordTypeInfos: z.array(recordTypeInfo).optional(),
});
export type ObjectDescribe = z.infer<typeof objectDescribe>;

/** Whether the field must be filled for a create to be accepted. */
export function isRequiredOnCreate(field: FieldDescribe): boolean {
  return field.createable && !field.nillable && !field.defaultedOnCreate && field.type !== 'boolean';
}

/** Records that Salesforce deletes together with one of this object. */
export function deletedWithParent(of: Pick<ObjectDescribe, 'childRelationships'>): ChildRelationship[] {
  return (of.childRelationships ?? []).filter((child) => child.cascadeDelete && !child.deprecatedAndHidden);
}
