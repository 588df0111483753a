import { nthRecordId } from '../ids/record-id.ts';
import type { Field, PicklistValue } from '../schema/field.ts';
import { auditFields } from '../schema/object-table.ts';
import { type ChildRelationship, type ObjectType, toObjectType, withFields } from '../schema/object-type.ts';
import { parseFieldLine } from '../schema/parse-field-line.ts';
import type { MetadataField, MetadataObject, OrgMetadata } from './org-metadata.ts';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The standard objects with the custom objects, fields and record types of a metadata file. */
export function applyMetadata(standard: readonly ObjectType[], metadata: OrgMetadata, changedAt: number): ObjectType[] {
  const custom = (metadata.objects ?? []).map((object, index) => customObject(object, index, changedAt));
  const objects = new Map([...standard, ...custom].map((object) => [object.name.toLowerCase(), object]));
  const wanted = [
    ...(metadata.fields ?? []),
    ...(metadata.objects ?? []).flatMap((object) =>
      (object.fields ?? []).map((field) => ({ ...field, object: object.name })),
    ),
  ];
  for (const field of wanted) addField(objects, field, changedAt);
  for (const [index, recordType] of (metadata.recordTypes ?? []).entries()) addRecordType(objects, recordType, index);
  return [...objects.values()];
}

type Objects = Map<string, ObjectType>;

function requireObject(objects: Objects, name: string): ObjectType {
  const object = objects.get(name.toLowerCase());
  if (object === undefined) throw new Error(`The metadata mentions an object there is none of: ${name}`);
  return object;
}

/** Custom key prefixes run from a00 on. */
function customObject(object: MetadataObject, index: number, changedAt: number): ObjectType {
  const { name, label, nameField } = object;
  const nameLine = nameField?.autoNumber === undefined ? 'CUN' : 'D';
  const nameNotes = nameField?.autoNumber === undefined ? 'idLookup; nameField' : 'autoNumber; idLookup; nameField';
  const made = toObjectType(
    {
      name,
      label,
      labelPlural: object.labelPlural ?? `${label}s`,
      keyPrefix: `a${base62.charAt(Math.floor(index / 62))}${base62.charAt(index % 62)}`,
      createable: true,
      updateable: true,
      deletable: true,
      mergeable: false,
      searchable: true,
      feedEnabled: false,
      scopes: ['everything', 'mine'],
      fields: [
        'Id|Record ID|id|18|D',
        'OwnerId|Owner ID|reference|18|CUD|->Group/User (Owner)',
        'IsDeleted|Deleted|boolean||D|default False',
        `Name|${nameField?.label ?? `${label} Name`}|string|80|${nameLine}|${nameNotes}`,
        ...auditFields,
      ],
      children: 'TopicAssignments=TopicAssignment.EntityId, ContentDocumentLinks=ContentDocumentLink.LinkedEntityId',
    },
    changedAt,
  );
  const format = nameField?.autoNumber;
  if (format === undefined) return made;
  return withFields(
    made,
    made.fields.map((field) => (field.name === 'Name' ? { ...field, defaultValue: format } : field)),
  );
}

function addField(objects: Objects, given: MetadataField & { object: string }, changedAt: number): void {
  const object = requireObject(objects, given.object);
  const field = customField(object, given);
  objects.set(object.name.toLowerCase(), withFields({ ...object, changedAt }, [...object.fields, field]));
  for (const target of field.referenceTo) addChild(objects, target, { object, field, given });
}

function addChild(
  objects: Objects,
  target: string,
  link: { object: ObjectType; field: Field; given: MetadataField },
): void {
  const parent = requireObject(objects, target);
  const plain = link.object.labelPlural.replace(/\W/g, '');
  const child: ChildRelationship = {
    relationshipName: `${link.given.childRelationshipName ?? plain}__r`.replace(/(__r)+$/, '__r'),
    childObject: link.object.name,
    field: link.field.name,
  };
  objects.set(parent.name.toLowerCase(), { ...parent, children: [...parent.children, child] });
}

const lengths: Readonly<Record<string, number>> = {
  string: 255,
  textarea: 255,
  email: 80,
  phone: 40,
  url: 255,
  picklist: 255,
  multipicklist: 4099,
  reference: 18,
};

function customField(object: ObjectType, given: MetadataField): Field {
  const isAutoNumber = given.type === 'autonumber';
  const plain = parseFieldLine(`${given.name}|${given.label}|${isAutoNumber ? 'string' : given.type}||`);
  const isNumber = plain.type === 'double' || plain.type === 'currency' || plain.type === 'percent';
  const choosesDefault = (given.values ?? []).some((one) => typeof one !== 'string' && one.default === true);
  const hasDefault = given.defaultValue !== undefined || plain.type === 'boolean' || isAutoNumber || choosesDefault;
  return {
    ...plain,
    length: given.length ?? (isAutoNumber ? 30 : (lengths[given.type] ?? 0)),
    precision: isNumber ? (given.precision ?? 18) : 0,
    scale: isNumber ? (given.scale ?? 2) : 0,
    digits: plain.type === 'int' ? (given.precision ?? 9) : 0,
    createable: !isAutoNumber,
    updateable: !isAutoNumber,
    nillable: given.required !== true && plain.type !== 'boolean',
    defaultedOnCreate: hasDefault,
    defaultValue: given.defaultValue ?? (plain.type === 'boolean' ? false : null),
    idLookup: given.externalId === true || given.unique === true,
    externalId: given.externalId === true,
    unique: given.unique === true,
    caseSensitive: given.caseSensitive === true,
    autoNumber: isAutoNumber,
    custom: true,
    inlineHelpText: given.help ?? null,
    filterable: !(plain.type === 'textarea' && (given.length ?? 255) > 255),
    sortable: plain.type !== 'multipicklist' && !(plain.type === 'textarea' && (given.length ?? 255) > 255),
    referenceTo: given.referenceTo === undefined ? [] : [given.referenceTo].flat(),
    relationshipName: plain.type === 'reference' ? relationshipName(given) : null,
    picklist: picklistOf(object, given),
    restrictedPicklist: given.restricted === true,
    controllerName: given.controlledBy ?? null,
  };
}

function relationshipName(given: MetadataField): string {
  return given.relationshipName ?? given.name.replace(/__c$/, '__r');
}

function picklistOf(object: ObjectType, given: MetadataField): PicklistValue[] {
  const controller = object.fields.find((field) => field.name === given.controlledBy);
  return (given.values ?? []).map((one) => {
    const value = typeof one === 'string' ? { value: one } : one;
    const validFor =
      controller === undefined ? null : validForBits(controller, 'validFor' in value ? value.validFor : undefined);
    return {
      value: value.value,
      label: 'label' in value ? (value.label ?? value.value) : value.value,
      active: true,
      defaultValue: 'default' in value ? value.default === true : false,
      validFor,
    };
  });
}

/** Bit i, most significant first, says whether the value goes with the controller's i-th value. */
function validForBits(controller: Field, allowed: readonly string[] | undefined): string {
  const choices = controller.type === 'boolean' ? ['false', 'true'] : controller.picklist.map((one) => one.value);
  const bytes = Buffer.alloc(Math.ceil(choices.length / 8));
  for (const [index, choice] of choices.entries()) {
    if (allowed !== undefined && !allowed.includes(choice)) continue;
    const at = Math.floor(index / 8);
    bytes[at] = (bytes[at] ?? 0) | (128 >> (index % 8));
  }
  return bytes.toString('base64');
}

/** Record type ids follow from their place in the file, so that they stay the same over restarts. */
export function recordTypeId(index: number): string {
  return nthRecordId('012', 500 + index);
}

function addRecordType(
  objects: Objects,
  recordType: NonNullable<OrgMetadata['recordTypes']>[number],
  index: number,
): void {
  const object = requireObject(objects, recordType.object);
  const lookup = parseFieldLine('RecordTypeId|Record Type ID|reference|18|CUN|->RecordType (RecordType)');
  const fields = object.byName.has('recordtypeid') ? object.fields : [...object.fields, lookup];
  const { name, developerName, picklists } = recordType;
  const recordTypes = [...object.recordTypes, { id: recordTypeId(index), name, developerName, picklists }];
  objects.set(object.name.toLowerCase(), withFields({ ...object, recordTypes }, fields));
}
