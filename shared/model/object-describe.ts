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
  /** The parent cannot be deleted as long as one is there. */
  restrictedDelete: z.boolean().nullish(),
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

/** What Salesforce keeps beside a record for itself: nobody misses it. */
const beside = /(History|Feed|Share|ChangeEvent|Tag|Insight|CleanInfo)$/;

/** What people would miss first. */
const missed = [
  'Contact',
  'Opportunity',
  'Case',
  'CaseComment',
  'Task',
  'Event',
  'EmailMessage',
  'ContentDocumentLink',
];

/** Records that Salesforce deletes together with one of this object; those that would be missed most come first. */
export function deletedWithParent(of: Pick<ObjectDescribe, 'childRelationships'>): ChildRelationship[] {
  return childrenOf(of)
    .filter((child) => child.cascadeDelete && !beside.test(child.childSObject))
    .sort((a, b) => missedAt(a) - missedAt(b));
}

/** Records without whose leaving Salesforce deletes none of this object. */
export function keepsParent(of: Pick<ObjectDescribe, 'name' | 'childRelationships'>): ChildRelationship[] {
  // No describe tells that cases keep their account and contact.
  const keeps = ({ childSObject, field }: ChildRelationship) =>
    childSObject === 'Case' && field === `${of.name}Id` && ['Account', 'Contact'].includes(of.name);
  return childrenOf(of).filter((child) => child.restrictedDelete || keeps(child));
}

function childrenOf({ childRelationships = [] }: Pick<ObjectDescribe, 'childRelationships'>): ChildRelationship[] {
  return childRelationships.filter((child) => !child.deprecatedAndHidden);
}

function missedAt({ childSObject }: ChildRelationship): number {
  const at = missed.indexOf(childSObject);
  if (at !== -1) return at;
  return childSObject.endsWith('__c') ? missed.length : missed.length + 1;
}
