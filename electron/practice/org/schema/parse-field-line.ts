import { type Field, type FieldType, fieldTypes, type PicklistValue } from './field.ts';

const types: ReadonlySet<string> = new Set(fieldTypes);

function isFieldType(text: string): text is FieldType {
  return types.has(text);
}

/** Reads one `name|label|type|length|flags|notes` line of an object table. */
export function parseFieldLine(line: string): Field {
  const [name = '', label = '', type = '', length = '', flags = '', notes = ''] = line.split('|');
  if (!isFieldType(type)) throw new Error(`unknown field type in: ${line}`);
  const note = readNotes(notes);
  const size = readLength(type, length);
  return {
    name,
    label,
    type,
    ...size,
    byteLimit: note.byteLimit,
    createable: flags.includes('C'),
    updateable: flags.includes('U'),
    nillable: flags.includes('N'),
    defaultedOnCreate: flags.includes('D'),
    defaultValue: readDefault(type, note.default),
    filterable: note.filterable && type !== 'address' && type !== 'base64',
    sortable: note.sortable && type !== 'address' && type !== 'base64' && type !== 'multipicklist',
    idLookup: note.words.has('idLookup') || type === 'id',
    externalId: note.words.has('externalId'),
    unique: note.words.has('unique'),
    caseSensitive: note.words.has('case sensitive'),
    nameField: note.words.has('nameField') || (name === 'Name' && note.words.has('personname')),
    autoNumber: note.words.has('autoNumber'),
    custom: name.endsWith('__c'),
    inlineHelpText: null,
    compoundFieldName: note.partOf,
    extraTypeInfo: note.extraTypeInfo,
    referenceTo: note.referenceTo,
    relationshipName: note.relationshipName,
    picklist: note.values,
    restrictedPicklist: note.words.has('restricted'),
    controllerName: null,
  };
}

interface Notes {
  words: Set<string>;
  byteLimit: number | null;
  default: string | null;
  filterable: boolean;
  sortable: boolean;
  partOf: string | null;
  extraTypeInfo: string | null;
  referenceTo: string[];
  relationshipName: string | null;
  values: PicklistValue[];
}

const extraTypes: ReadonlySet<string> = new Set(['personname', 'switchablepersonname', 'plaintextarea', 'imageurl']);

function readNotes(notes: string): Notes {
  const parts = notes.split('; ').filter((part) => part !== '');
  const words = new Set(parts);
  const after = (prefix: string) => parts.find((part) => part.startsWith(prefix))?.slice(prefix.length) ?? null;
  const lookup = /^([^ ]+)(?: \((\w+)\))?$/.exec(after('->')?.replace(/\/\.\.\.\(many\)/, '') ?? '');
  const bytes = after('byte limit ');
  return {
    words,
    byteLimit: bytes === null ? null : Number(bytes),
    default: after('default '),
    filterable: !words.has('not filterable'),
    sortable: !words.has('not sortable'),
    partOf: after('part of '),
    extraTypeInfo: parts.find((part) => extraTypes.has(part)) ?? null,
    referenceTo: lookup?.[1]?.split('/') ?? [],
    relationshipName: lookup?.[2] ?? null,
    values: (after('values: ') ?? '').split(' ¦ ').flatMap(toPicklistValue),
  };
}

function toPicklistValue(text: string): PicklistValue[] {
  if (text === '') return [];
  const value = text.replace(/\*$/, '');
  return [{ value, label: value, active: true, defaultValue: value !== text, validFor: null }];
}

function readLength(type: FieldType, text: string) {
  const none = { length: 0, precision: 0, scale: 0, digits: 0 };
  if (type === 'int') return { ...none, digits: Number(text.replace('digits ', '') || 8) };
  if (text.includes(',')) {
    const [precision = 18, scale = 0] = text.split(',').map(Number);
    return { ...none, precision, scale };
  }
  return { ...none, length: Number(text || 0) };
}

function readDefault(type: FieldType, text: string | null): string | boolean | null {
  if (type === 'boolean') return text === 'True';
  return text === null ? null : text.replace(/^'|'$/g, '');
}
