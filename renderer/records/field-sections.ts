import type { FieldDescribe, ObjectDescribe } from '../../shared/model/object-describe.ts';

/** Fields that belong together, under a heading. */
export type FieldSection = { title: string; fields: FieldDescribe[] };

/** What a supervisor looks at first, for the objects that everybody has. */
const keyFields: Readonly<Record<string, readonly string[]>> = {
  Account: ['Name', 'Phone', 'Type', 'Industry', 'Website', 'OwnerId'],
  Case: ['CaseNumber', 'Subject', 'Status', 'Priority', 'ContactId', 'AccountId', 'OwnerId', 'Description'],
  Contact: ['Name', 'AccountId', 'Email', 'Phone', 'MobilePhone', 'Title', 'OwnerId'],
  Event: ['Subject', 'StartDateTime', 'EndDateTime', 'WhoId', 'WhatId', 'OwnerId'],
  Lead: ['Name', 'Company', 'Status', 'Email', 'Phone', 'LeadSource', 'OwnerId'],
  Opportunity: ['Name', 'StageName', 'Amount', 'CloseDate', 'AccountId', 'OwnerId'],
  Task: ['Subject', 'Status', 'Priority', 'ActivityDate', 'WhoId', 'WhatId', 'OwnerId'],
};

/** Of any other object: these kinds of fields tell what a record is. */
const telling = new Set(['email', 'phone', 'picklist', 'currency']);
const mostTelling = 7;

/** What Salesforce keeps for itself. */
const system = new Set([
  'Id',
  'IsDeleted',
  'MasterRecordId',
  'CreatedDate',
  'CreatedById',
  'LastModifiedDate',
  'LastModifiedById',
  'SystemModstamp',
  'LastActivityDate',
  'LastViewedDate',
  'LastReferencedDate',
  'LastCURequestDate',
  'LastCUUpdateDate',
  'JigsawContactId',
  'Jigsaw',
  'PhotoUrl',
]);

/** The fields of an object by how soon they are wanted: key fields, the rest, the org's own, the system's. */
export function fieldSections(object: Pick<ObjectDescribe, 'name' | 'fields'>): FieldSection[] {
  const key = keyOf(object);
  const rest = object.fields.filter((field) => !key.includes(field));
  const isOwn = (field: FieldDescribe) => field.name.endsWith('__c');
  return [
    { title: 'Key fields', fields: key },
    { title: 'Details', fields: rest.filter((field) => !system.has(field.name) && !isOwn(field)) },
    { title: 'Your org’s own fields', fields: rest.filter(isOwn) },
    { title: 'System', fields: rest.filter((field) => system.has(field.name)) },
  ].filter(({ fields }) => fields.length > 0);
}

function keyOf({ name, fields }: Pick<ObjectDescribe, 'name' | 'fields'>): FieldDescribe[] {
  const known = keyFields[name];
  if (known) return known.flatMap((each) => fields.find((field) => field.name === each) ?? []);
  const named = fields.filter((field) => field.nameField);
  const others = fields.filter((field) => !field.nameField && (telling.has(field.type) || field.name === 'OwnerId'));
  return [...named, ...others.slice(0, mostTelling)];
}
