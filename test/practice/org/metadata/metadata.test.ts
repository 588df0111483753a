import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrgMetadata } from '../../../../electron/practice/org/metadata/org-metadata.ts';
import { type Json, type OrgUnderTest, openOrg, shapeOf, signIn } from '../support/org-under-test.ts';

const metadata: OrgMetadata = {
  objects: [
    {
      name: 'Refund__c',
      label: 'Refund',
      nameField: { label: 'Refund Number', autoNumber: 'R-{0000}' },
      fields: [
        { name: 'Amount__c', label: 'Amount', type: 'currency', precision: 10, scale: 2, required: true },
        { name: 'Case__c', label: 'Case', type: 'reference', referenceTo: 'Case', childRelationshipName: 'Refunds' },
        {
          name: 'Kind__c',
          label: 'Kind',
          type: 'picklist',
          restricted: true,
          values: [{ value: 'Full', default: true }, 'Partial'],
        },
        {
          name: 'Why__c',
          label: 'Why',
          type: 'picklist',
          controlledBy: 'Kind__c',
          values: [
            { value: 'Damaged', validFor: ['Full'] },
            { value: 'Late', validFor: ['Full', 'Partial'] },
          ],
        },
        { name: 'Tags__c', label: 'Tags', type: 'multipicklist', values: ['a', 'b', 'c'] },
      ],
    },
  ],
  fields: [
    {
      object: 'Contact',
      name: 'Loyalty__c',
      label: 'Loyalty Number',
      type: 'string',
      length: 12,
      unique: true,
      externalId: true,
    },
  ],
  recordTypes: [{ object: 'Case', name: 'Complaint', developerName: 'Complaint' }],
  validationRules: [
    {
      object: 'Case',
      name: 'no_closed_high',
      when: "Status = 'Closed' AND Priority = 'High'",
      message: 'High cases are closed by a lead.',
      field: 'Status',
    },
    { object: 'Case', name: 'subject_needed', when: 'Subject = null', message: 'A case needs a subject.' },
  ],
  duplicateRules: [
    { object: 'Contact', name: 'Same_Email', label: 'Same e-mail', fields: ['Email'], action: 'alert' },
    { object: 'Lead', name: 'Same_Phone', fields: ['Phone'], action: 'block', message: 'This lead is known.' },
  ],
  assignmentRules: [{ object: 'Case', name: 'Phone to queue', when: "Origin = 'Phone'", owner: 'Support_Queue' }],
  permissions: [
    {
      profile: 'Read Only',
      objects: { Case: { create: false, update: true, delete: false }, Lead: { read: false } },
      fields: { 'Contact.Phone': 'hidden' },
    },
  ],
  rows: [
    { object: 'Account', name: 'acme', values: { Name: 'Acme' } },
    { object: 'Contact', values: { LastName: 'Wile', AccountId: '@acme', Email: 'wile@acme.example' } },
  ],
};

let under: OrgUnderTest;
beforeAll(async () => {
  under = await openOrg({ empty: true, metadata });
});
afterAll(() => under.org.stop());

describe('custom objects and fields', () => {
  it('are described, written and queried like any other', async () => {
    const one = await under.create('Case', { Subject: 'refund me' });
    const { status, json } = await under.call('POST', '/sobjects/Refund__c', {
      Amount__c: 12.345,
      Case__c: one,
      Tags__c: 'a;c',
    });
    expect(status).toBe(201);
    expect(json.id).toMatch(/^a00/);
    const { records } = await under.query(
      "SELECT Name, Amount__c, Kind__c, Case__r.Subject FROM Refund__c WHERE Tags__c INCLUDES ('c')",
    );
    expect(records[0]).toMatchObject({
      Name: 'R-0001',
      Amount__c: 12.35,
      Kind__c: 'Full',
      Case__r: { Subject: 'refund me' },
    });
    const parent = await under.query('SELECT (SELECT Name FROM Refunds__r) FROM Case');
    expect(parent.records[0].Refunds__r.records[0].Name).toBe('R-0001');
  });

  it('tell their dependent values as a bitmap', async () => {
    const { json } = await under.call('GET', '/sobjects/Refund__c/describe');
    const why = json.fields.find((field: Json) => field.name === 'Why__c');
    expect(why).toMatchObject({ dependentPicklist: true, controllerName: 'Kind__c' });
    expect(why.picklistValues.map((value: Json) => Buffer.from(value.validFor, 'base64')[0])).toEqual([
      0b1000_0000, 0b1100_0000,
    ]);
  });

  it('refuse what they forbid', async () => {
    const { json } = await under.call('POST', '/sobjects/Refund__c', { Kind__c: 'None' });
    expect(json.map((one: Json) => one.errorCode).sort()).toEqual([
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      'REQUIRED_FIELD_MISSING',
    ]);
  });

  it('serve as keys for upserts', async () => {
    expect((await under.call('PATCH', '/sobjects/Contact/Loyalty__c/L-1', { LastName: 'Loyal' })).status).toBe(201);
    expect((await under.call('PATCH', '/sobjects/Contact/Loyalty__c/L-1', { FirstName: 'Very' })).status).toBe(200);
  });

  it('come with record types', async () => {
    const { records } = await under.query("SELECT Id FROM RecordType WHERE DeveloperName = 'Complaint'");
    const id = await under.create('Case', { Subject: 'typed', RecordTypeId: records[0].Id });
    expect((await under.query(`SELECT RecordType.Name FROM Case WHERE Id = '${id}'`)).records[0].RecordType.Name).toBe(
      'Complaint',
    );
    const { json } = await under.call('POST', '/sobjects/Case', { Subject: 'x', RecordTypeId: '012Cs0000099999' });
    expect(json[0]).toEqual({
      message: "Record Type ID: this ID value isn't valid for the user: 012Cs0000099999",
      errorCode: 'INVALID_CROSS_REFERENCE_KEY',
      fields: ['RecordTypeId'],
    });
    const described = (await under.call('GET', '/sobjects/Case/describe')).json.recordTypeInfos;
    expect(described.map((one: Json) => one.developerName)).toEqual(['Complaint', 'Master']);
  });
});

describe('validation rules', () => {
  it('refuse with their own words, all that fire at once, and undo the write', async () => {
    const { status, json } = await under.call('POST', '/sobjects/Case', { Status: 'Closed', Priority: 'High' });
    expect(status).toBe(400);
    expect(json).toEqual([
      {
        message: 'High cases are closed by a lead.',
        errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
        fields: ['Status'],
      },
      { message: 'A case needs a subject.', errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', fields: [] },
    ]);
    expect((await under.query("SELECT Id FROM Case WHERE Priority = 'High'")).totalSize).toBe(0);
  });
});

describe('duplicate rules', () => {
  it('alert with the key as Salesforce misspells it, and yield to the header', async () => {
    const twin = { LastName: 'Twin', Email: 'wile@acme.example' };
    const { status, json } = await under.call('POST', '/sobjects/Contact', twin);
    expect([status, json[0].errorCode, json[0].message]).toEqual([
      400,
      'DUPLICATES_DETECTED',
      'Use one of these records?',
    ]);
    const { duplicateResut } = json[0];
    expect(shapeOf(duplicateResut)).toEqual({
      allowSave: 'boolean',
      duplicateRule: 'string',
      duplicateRuleEntityType: 'string',
      errorMessage: 'string',
      matchResults: 'array',
    });
    expect(shapeOf(duplicateResut.matchResults[0])).toEqual({
      entityType: 'string',
      errors: 'array',
      matchEngine: 'string',
      matchRecords: 'array',
      rule: 'string',
      size: 'number',
      success: 'boolean',
    });
    expect(shapeOf(duplicateResut.matchResults[0].matchRecords[0])).toEqual({
      additionalInformation: 'array',
      fieldDiffs: 'array',
      matchConfidence: 'number',
      record: 'object',
    });
    expect(Object.keys(duplicateResut.matchResults[0].matchRecords[0].record)).toEqual(['attributes', 'Id']);
    expect(
      (await under.call('POST', '/sobjects/Contact', twin, { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' }))
        .status,
    ).toBe(201);
  });

  it('look at an edit only when it changes what they compare', async () => {
    const ids = ['a', 'b'].map((name) => under.create('Lead', { LastName: name, Company: 'c', Phone: name }));
    const [, second] = await Promise.all(ids);
    const edit = (values: Json) => under.call('PATCH', `/sobjects/Lead/${second}`, values);
    expect((await edit({ Phone: 'a' })).json[0].errorCode).toBe('DUPLICATES_DETECTED');
    expect((await edit({ Phone: 'c' })).status).toBe(204);
    const twin = await under.create('Contact', { LastName: 'Twin', Email: 'edit@acme.example' });
    const save = { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' };
    await under.call('POST', '/sobjects/Contact', { LastName: 'Twin', Email: 'edit@acme.example' }, save);
    expect((await under.call('PATCH', `/sobjects/Contact/${twin}`, { Title: 'x' })).status).toBe(204);
  });

  it('block whatever the header says', async () => {
    await under.create('Lead', { LastName: 'a', Company: 'b', Phone: '1' });
    const again = await under.call(
      'POST',
      '/sobjects/Lead',
      { LastName: 'a', Company: 'b', Phone: '1' },
      { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' },
    );
    expect(again.json[0]).toMatchObject({ message: 'This lead is known.', duplicateResut: { allowSave: false } });
  });

  it('are plain errors inside collections', async () => {
    const { json } = await under.call('POST', '/composite/sobjects', {
      records: [{ attributes: { type: 'Contact' }, LastName: 'x', Email: 'wile@acme.example' }],
    });
    expect(json[0].errors).toEqual([
      { statusCode: 'DUPLICATES_DETECTED', message: 'Use one of these records?', fields: [] },
    ]);
  });
});

describe('assignment rules', () => {
  const ownerOf = async (headers: Record<string, string>) => {
    const { json } = await under.call('POST', '/sobjects/Case', { Subject: 'assigned', Origin: 'Phone' }, headers);
    return (await under.query(`SELECT Owner.Name, Owner.Type FROM Case WHERE Id = '${json.id}'`)).records[0].Owner;
  };

  it('run unless told not to', async () => {
    expect(await ownerOf({})).toMatchObject({ attributes: { type: 'Group' }, Name: 'Support Queue', Type: 'Group' });
    expect(await ownerOf({ 'Sforce-Auto-Assign': 'FALSE' })).toMatchObject({ Name: 'Sam Ortiz', Type: 'User' });
  });
});

describe('permissions and rows', () => {
  it('go over what the profile may anyway, and leave the rest', async () => {
    const { access_token } = await signIn(under.org, 'robin.patel@practice.example');
    const headers = { Authorization: `Bearer ${access_token}` };
    expect((await under.call('GET', '/sobjects/Lead', undefined, headers)).status).toBe(404);
    expect((await under.call('GET', '/sobjects/Case/describe', undefined, headers)).json).toMatchObject({
      createable: false,
      updateable: true,
      deletable: false,
    });
    expect((await under.call('GET', '/sobjects/Contact/describe', undefined, headers)).json).toMatchObject({
      createable: false,
    });
  });

  it('are there from the start', async () => {
    expect(
      (await under.query("SELECT Account.Name FROM Contact WHERE LastName = 'Wile'")).records[0].Account.Name,
    ).toBe('Acme');
  });
});

describe('a metadata file that is wrong', () => {
  it('is refused with the place of the mistake', async () => {
    const wrong = { objects: [{ name: 'Refund', label: 'x' }] };
    await expect(openOrg({ metadata: wrong })).rejects.toThrow(
      'objects.0.name: the name of a custom object ends in __c',
    );
    await expect(
      openOrg({ metadata: { fields: [{ object: 'Nobody', name: 'A__c', label: 'A', type: 'string' }] } }),
    ).rejects.toThrow('Nobody');
  });
});
