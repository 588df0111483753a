import type { FieldDescribe } from '../../shared/model/object-describe.ts';

/** A writable field with what a test does not care about filled in. */
export function sampleField(of: Partial<FieldDescribe> = {}): FieldDescribe {
  return {
    name: 'Field__c',
    label: 'Field',
    type: 'string',
    length: 255,
    precision: 0,
    scale: 0,
    digits: 0,
    nillable: true,
    createable: true,
    updateable: true,
    defaultedOnCreate: false,
    restrictedPicklist: false,
    externalId: false,
    unique: false,
    filterable: true,
    nameField: false,
    picklistValues: [],
    referenceTo: [],
    relationshipName: null,
    inlineHelpText: null,
    ...of,
  };
}
