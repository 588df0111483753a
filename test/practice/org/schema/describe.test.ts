import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import describedObjects from '../facts/described-objects.json' with { type: 'json' };
import knownFields from '../facts/known-fields.json' with { type: 'json' };
import { type Json, type OrgUnderTest, openOrg } from '../support/org-under-test.ts';

const fieldKeys =
  'aggregatable, aiPredictionField, autoNumber, byteLength, calculated, calculatedFormula, cascadeDelete, caseSensitive, compoundFieldName, controllerName, createable, custom, defaultValue, defaultValueFormula, defaultedOnCreate, dependentPicklist, deprecatedAndHidden, digits, displayLocationInDecimal, encrypted, externalId, extraTypeInfo, filterable, filteredLookupInfo, formulaTreatNullNumberAsZero, groupable, highScaleNumber, htmlFormatted, idLookup, inlineHelpText, label, length, mask, maskType, name, nameField, namePointing, nillable, permissionable, picklistValues, polymorphicForeignKey, precision, queryByDistance, referenceTargetField, referenceTo, relationshipName, relationshipOrder, restrictedDelete, restrictedPicklist, scale, searchPrefilterable, soapType, sortable, type, unique, updateable, writeRequiresMasterRead'.split(
    ', ',
  );
const briefKeys =
  'activateable, associateEntityType, associateParentEntity, createable, custom, customSetting, deepCloneable, deletable, deprecatedAndHidden, feedEnabled, hasSubtypes, isInterface, isSubtype, keyPrefix, label, labelPlural, layoutable, mergeable, mruEnabled, name, queryable, replicateable, retrieveable, searchable, triggerable, undeletable, updateable, urls'.split(
    ', ',
  );
const fullKeys = [
  ...briefKeys,
  ...'actionOverrides, childRelationships, compactLayoutable, fields, listviewable, lookupLayoutable, namedLayoutInfos, networkScopeFieldName, recordTypeInfos, searchLayoutable, sobjectDescribeOption, supportedScopes, defaultImplementation, extendedBy, extendsInterfaces, implementedBy, implementsInterfaces'.split(
    ', ',
  ),
];

let under: OrgUnderTest;
beforeAll(async () => {
  under = await openOrg();
});
afterAll(() => under.org.stop());

describe('the global describe', () => {
  it('has the recorded keys, and nothing else', async () => {
    const { json } = await under.call('GET', '/sobjects');
    expect(Object.keys(json).sort()).toEqual(['encoding', 'maxBatchSize', 'sobjects']);
    expect(json.encoding).toBe('UTF-8');
    expect(json.maxBatchSize).toBe(200);
    for (const object of json.sobjects) expect(Object.keys(object).sort()).toEqual([...briefKeys].sort());
  });

  it('is not sent again when nothing changed', async () => {
    const first = await under.call('GET', '/sobjects');
    const since = first.headers.get('last-modified') ?? '';
    const again = await under.call('GET', '/sobjects', undefined, { 'If-Modified-Since': since });
    expect(again.status).toBe(304);
    expect(again.text).toBe('');
  });
});

describe.each(Object.entries(describedObjects))('the describe of %s', (name, facts) => {
  let json: Json;
  beforeAll(async () => {
    json = (await under.call('GET', `/sobjects/${name}/describe`)).json;
  });

  it('has the recorded keys', () => {
    expect(Object.keys(json).sort()).toEqual([...fullKeys].sort());
    expect(json.sobjectDescribeOption).toBe('FULL');
  });

  it('has the recorded flags and key prefix', () => {
    for (const key of [
      'keyPrefix',
      'createable',
      'updateable',
      'deletable',
      'mergeable',
      'searchable',
      'feedEnabled',
    ] as const) {
      expect({ [key]: json[key] }).toEqual({ [key]: facts[key] });
    }
  });

  it('has every recorded field in its order, and of ours only the key', () => {
    const names = json.fields.map((field: Json) => field.name).filter((one: string) => one !== 'Countersign_Key__c');
    expect(names).toEqual(facts.fields.map((field) => field.name));
  });

  it('tells of each field what was recorded of it', () => {
    for (const fact of facts.fields) {
      const field = json.fields.find((one: Json) => one.name === fact.name);
      expect(Object.keys(field).sort()).toEqual([...fieldKeys].sort());
      expect(told(field)).toEqual(wanted(fact));
    }
  });

  it('has the recorded child relationships', () => {
    const told = json.childRelationships.map((one: Json) => `${one.relationshipName}=${one.childSObject}.${one.field}`);
    expect(told).toEqual(facts.children);
  });
});

interface FieldFact {
  name: string;
  label: string;
  type: string;
  length?: string;
  flags: string;
  values?: string[];
  restricted?: boolean;
  idLookup?: boolean;
  nameField?: boolean;
  autoNumber?: boolean;
  'not filterable'?: boolean;
  'not sortable'?: boolean;
  referenceTo?: string[];
  relationshipName?: string | null;
}

function told(field: Json) {
  return {
    name: field.name,
    label: field.label,
    type: field.type,
    size: sizeOf(field),
    createable: field.createable,
    updateable: field.updateable,
    nillable: field.nillable,
    defaultedOnCreate: field.defaultedOnCreate,
    restricted: field.restrictedPicklist,
    values: field.picklistValues.map((one: Json) => (one.defaultValue ? `${one.value}*` : one.value)),
    filterable: field.filterable,
    autoNumber: field.autoNumber,
    soapType: field.soapType,
  };
}

function sizeOf(field: Json): string {
  if (field.type === 'int') return `digits ${field.digits}`;
  if (['double', 'currency', 'percent'].includes(field.type)) return `${field.precision},${field.scale}`;
  return field.length === 0 ? '' : String(field.length);
}

const soapTypes: Record<string, string> = {
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
};

function wanted(fact: FieldFact) {
  return {
    name: fact.name,
    label: fact.label,
    type: fact.type,
    size: fact.length ?? '',
    createable: fact.flags.includes('C'),
    updateable: fact.flags.includes('U'),
    nillable: fact.flags.includes('N') && fact.type !== 'boolean',
    defaultedOnCreate: fact.flags.includes('D'),
    restricted: fact.restricted === true,
    values: fact.values ?? [],
    filterable: fact['not filterable'] !== true && fact.type !== 'address',
    autoNumber: fact.autoNumber === true,
    soapType: soapTypes[fact.type] ?? 'xsd:string',
  };
}

const kinds: Record<string, string[]> = {
  boolean: ['boolean'],
  number: ['int', 'double', 'currency', 'percent'],
  date: ['date', 'datetime'],
};

describe.each(Object.entries(knownFields))('the fields of %s', (name, facts) => {
  it('are the known ones, of the known kind and nullability', async () => {
    const { json } = await under.call('GET', `/sobjects/${name}/describe`);
    const byName = new Map<string, Json>(json.fields.map((field: Json) => [field.name, field]));
    for (const fact of facts) {
      const field = byName.get(fact.name);
      expect(field, `${name}.${fact.name}`).toBeDefined();
      if (fact.kind !== 'text') expect(kinds[fact.kind], `${name}.${fact.name}`).toContain(field.type);
      else expect(['boolean', 'int', 'date', 'datetime'], `${name}.${fact.name}`).not.toContain(field.type);
    }
  });
});

describe('our own key', () => {
  it.each(['Account', 'Contact', 'Lead', 'Case', 'Task'])(
    'is on %s: unique, external, without case',
    async (object) => {
      const { json } = await under.call('GET', `/sobjects/${object}/describe`);
      const key = json.fields.find((field: Json) => field.name === 'Countersign_Key__c');
      expect(key).toMatchObject({
        label: 'Countersign Key',
        type: 'string',
        custom: true,
        unique: true,
        externalId: true,
        idLookup: true,
        caseSensitive: false,
        createable: true,
        updateable: true,
        nillable: true,
      });
      expect(key.length).toBeGreaterThanOrEqual(36);
    },
  );

  it('is not in an org that starts empty', async () => {
    const empty = await openOrg({ empty: true });
    const { json } = await empty.call('GET', '/sobjects/Case/describe');
    expect(json.fields.map((field: Json) => field.name)).not.toContain('Countersign_Key__c');
    expect((await empty.query('SELECT COUNT() FROM Contact')).totalSize).toBe(0);
    await empty.org.stop();
  });
});
