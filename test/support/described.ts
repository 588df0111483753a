import type { FieldDescribe, ObjectDescribe } from '../../shared/model/object-describe.ts';

/** A field's describe with everything usual, but for what is given. */
export function describedField(name: string, given: Partial<FieldDescribe> = {}): FieldDescribe {
  return {
    name,
    label: name,
    type: 'string',
    length: 80,
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
    ...given,
  };
}

/** An object's describe with these fields. */
export function describedObject(name: string, fields: FieldDescribe[]): ObjectDescribe {
  return {
    name,
    label: name,
    labelPlural: `${name}s`,
    keyPrefix: null,
    createable: true,
    updateable: true,
    deletable: true,
    fields,
  };
}
