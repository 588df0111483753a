import { computedSql } from './computed-fields.ts';
import { type Field, isNumber, isPolymorphic, isText } from './field.ts';
import type { ObjectType } from './object-type.ts';

const soapTypes: Partial<Record<Field['type'], string>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  int: 'xsd:int',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  address: 'urn:address',
  base64: 'xsd:base64Binary',
};

/** A field as describe shows it: the 57 keys of the real thing. */
export function describeField(object: ObjectType, field: Field): Record<string, unknown> {
  const isId = field.type === 'id' || field.type === 'reference';
  const longText = field.type === 'textarea' && field.length > 255;
  return {
    aggregatable: !(field.type === 'boolean' || field.type === 'address' || field.type === 'base64' || longText),
    aiPredictionField: false,
    autoNumber: field.autoNumber,
    byteLength: byteLength(field, isId),
    calculated: computedSql(object.name, field.name) !== undefined && object.name !== 'Topic',
    calculatedFormula: null,
    cascadeDelete: false,
    caseSensitive: field.caseSensitive,
    compoundFieldName: field.compoundFieldName === 'Name' && field.nameField ? null : field.compoundFieldName,
    controllerName: field.controllerName,
    createable: field.createable,
    custom: field.custom,
    defaultValue: field.autoNumber ? null : field.defaultValue,
    defaultValueFormula: null,
    defaultedOnCreate: field.defaultedOnCreate,
    dependentPicklist: field.controllerName !== null,
    deprecatedAndHidden: false,
    digits: field.digits,
    displayLocationInDecimal: field.name.endsWith('Latitude') || field.name.endsWith('Longitude'),
    encrypted: false,
    externalId: field.externalId,
    extraTypeInfo: field.extraTypeInfo,
    filterable: field.filterable,
    filteredLookupInfo: null,
    formulaTreatNullNumberAsZero: false,
    groupable: isGroupableField(field, longText),
    highScaleNumber: false,
    htmlFormatted: false,
    idLookup: field.idLookup,
    inlineHelpText: field.inlineHelpText,
    label: field.label,
    length: field.length,
    mask: null,
    maskType: null,
    name: field.name,
    nameField: field.nameField,
    namePointing: isPolymorphic(field),
    nillable: field.type === 'boolean' ? false : field.nillable,
    permissionable: field.nillable && (field.createable || field.updateable),
    picklistValues: field.picklist.map(({ active, defaultValue, label, validFor, value }) => ({
      active,
      defaultValue,
      label,
      validFor,
      value,
    })),
    polymorphicForeignKey: isPolymorphic(field),
    precision: field.precision,
    queryByDistance: false,
    referenceTargetField: null,
    referenceTo: field.referenceTo,
    relationshipName: field.relationshipName,
    relationshipOrder: null,
    restrictedDelete: false,
    restrictedPicklist: field.restrictedPicklist,
    scale: field.scale,
    searchPrefilterable: field.type === 'reference' && field.referenceTo.length > 0 && field.updateable,
    soapType: soapTypes[field.type] ?? 'xsd:string',
    sortable: field.sortable,
    type: field.type,
    unique: field.unique,
    updateable: field.updateable,
    writeRequiresMasterRead: false,
  };
}

function byteLength(field: Field, isId: boolean): number {
  if (isId) return 18;
  if (field.byteLimit !== null) return field.byteLimit;
  return isText(field.type) ? field.length * 3 : 0;
}

function isGroupableField(field: Field, longText: boolean): boolean {
  if (longText || !field.filterable) return false;
  if (isNumber(field.type)) return field.type === 'int';
  return !['datetime', 'address', 'combobox', 'base64'].includes(field.type);
}
