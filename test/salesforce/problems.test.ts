import { describe, expect, it } from 'vitest';
import { FAULT_TABLE } from '../../electron/salesforce/fault-table.ts';
import { faultsOfRow } from '../../electron/salesforce/faults.ts';
import { NoAnswerError } from '../../electron/salesforce/no-answer-error.ts';
import { problemOfAnswer, problemOfFailure, problemOfFaults } from '../../electron/salesforce/problems.ts';
import { describedField, describedObject } from '../support/described.ts';

const contact = describedObject('Contact', [
  describedField('LastName', { label: 'Last Name' }),
  describedField('Email', { label: 'Email', type: 'email' }),
  describedField('MailingCity', { label: 'Mailing City' }),
  describedField('CleanStatus', { label: 'Clean Status' }),
  describedField('AccountId', { label: 'Account ID' }),
]);

function problemOf(status: number, ...faults: [code: string, message: string, fields?: string[]][]) {
  const body = faults.map(([errorCode, message, fields]) => ({ errorCode, message, ...(fields ? { fields } : {}) }));
  return problemOfAnswer({ status, headers: {}, body }, contact);
}

/** Message texts as real orgs send them. */
const REFUSALS: [status: number, code: string, message: string, fields: string[] | undefined, sentence: string][] = [
  [
    400,
    'REQUIRED_FIELD_MISSING',
    'Required fields are missing: [LastName]',
    ['LastName'],
    'Salesforce needs the last name to be filled in.',
  ],
  [
    400,
    'REQUIRED_FIELD_MISSING',
    'Required fields are missing: [LastName, Email]',
    undefined,
    'Salesforce needs the last name and email to be filled in.',
  ],
  [
    400,
    'INVALID_FIELD',
    "No such column 'foo' on sobject of type Bar",
    undefined,
    'There is no field called foo, or your Salesforce user may not see it.',
  ],
  [
    400,
    'INVALID_FIELD_FOR_INSERT_UPDATE',
    'Unable to create/update fields: MailingCity. Please check…',
    ['MailingCity'],
    'Your Salesforce user may not write the mailing city.',
  ],
  [
    400,
    'INVALID_TYPE',
    "^\nERROR at Row:1:Column:21\nsObject type 'XYZZY' is not supported.",
    undefined,
    'There is no object of that name in this org, or your Salesforce user may not see it.',
  ],
  [
    400,
    'MALFORMED_QUERY',
    "SELECT\n^\nunexpected token: 'FORM'",
    undefined,
    "Salesforce cannot read this query: unexpected token: 'FORM'",
  ],
  [
    400,
    'MALFORMED_ID',
    'Account ID: id value of incorrect type: 006B0000001',
    ['AccountId'],
    'The account ID is not the id of a fitting record.',
  ],
  [404, 'INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', [], 'This contact does not exist (any more).'],
  [
    400,
    'INVALID_CROSS_REFERENCE_KEY',
    "Account ID: this ID value isn't valid for the user: 012",
    ['AccountId'],
    'The account ID does not exist, or your Salesforce user may not use it.',
  ],
  [404, 'NOT_FOUND', 'The requested resource does not exist', undefined, 'Salesforce does not have this contact.'],
  [404, 'ENTITY_IS_DELETED', 'entity is deleted', [], 'This contact was deleted in Salesforce.'],
  [
    400,
    'ENTITY_IS_LOCKED',
    'the entity is locked for editing',
    [],
    'This contact is locked in Salesforce, by an approval for example.',
  ],
  [
    400,
    'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    'Partners need  a city.',
    ['MailingCity'],
    'A rule of your Salesforce org refused it: “Partners need a city.”',
  ],
  [
    400,
    'STRING_TOO_LONG',
    'Mailing City: data value too large: xxxx (max length=40)',
    ['MailingCity'],
    'The mailing city is too long: 40 characters at most.',
  ],
  [
    400,
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    'Clean Status: bad value for restricted picklist field: abc',
    ['CleanStatus'],
    'Salesforce refused the clean status: “abc” is not one of its choices.',
  ],
  [
    400,
    'INVALID_EMAIL_ADDRESS',
    'Email: invalid email address: nope',
    ['Email'],
    'Salesforce refused the email: it is not a valid address.',
  ],
  [
    400,
    'NUMBER_OUTSIDE_VALID_RANGE',
    'Size: value outside of valid range on numeric field: 1e30',
    ['Size__c'],
    'Salesforce refused the Size__c: it is too large or too small.',
  ],
  [
    400,
    'JSON_PARSER_ERROR',
    'Cannot deserialize instance of date from VALUE_STRING value "31/12" at [line:1, column:9]',
    undefined,
    'Salesforce cannot read the value “31/12” in the form its field needs.',
  ],
  [
    400,
    'DUPLICATES_DETECTED',
    'Use one of these records?',
    undefined,
    'Salesforce already has a contact like this one: “Use one of these records?”',
  ],
  [
    400,
    'DUPLICATE_VALUE',
    'duplicate value found: Email duplicates value on record with id: 003',
    [],
    'Another contact already has the same value.',
  ],
  [
    400,
    'CANNOT_UPDATE_CONVERTED_LEAD',
    'cannot reference converted lead',
    [],
    'This lead was converted. A converted lead cannot be changed; choose its contact or account.',
  ],
  [
    400,
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    'CaseTrigger: execution of BeforeInsert',
    [],
    'An automation of your Salesforce org refused it: “CaseTrigger: execution of BeforeInsert”',
  ],
  [
    400,
    'UNABLE_TO_LOCK_ROW',
    'unable to obtain exclusive access to this record or 1 records: 003',
    [],
    'Somebody else is saving this contact right now. Nothing was written; it can be tried again.',
  ],
  [
    403,
    'INSUFFICIENT_ACCESS_OR_READONLY',
    'insufficient access rights on object id',
    [],
    'Your Salesforce user may not do this to this contact. An admin can grant the right.',
  ],
  [
    400,
    'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
    'insufficient access rights on cross-reference id: 001',
    [],
    'Your Salesforce user may not use the related record.',
  ],
  [
    403,
    'REQUEST_LIMIT_EXCEEDED',
    'TotalRequests Limit exceeded.',
    undefined,
    'Your Salesforce org has used up its API requests of the last 24 hours. Nothing was written.',
  ],
  [
    403,
    'REQUEST_LIMIT_EXCEEDED',
    'ConcurrentRequests (Concurrent API Requests) Limit exceeded.',
    undefined,
    'Too many slow requests are running in your Salesforce org. Nothing was written; it is tried again shortly.',
  ],
  [
    403,
    'API_DISABLED_FOR_ORG',
    'The REST API is not enabled for this Organization.',
    undefined,
    'The API is switched off for this Salesforce org or user.',
  ],
  [
    401,
    'INVALID_SESSION_ID',
    'Session expired or invalid',
    undefined,
    'The Salesforce session has ended. Log in again.',
  ],
  [503, 'SERVER_UNAVAILABLE', 'The server is down', undefined, 'Salesforce is not available right now.'],
  [400, 'STORAGE_LIMIT_EXCEEDED', 'storage limit exceeded', undefined, 'Your Salesforce org has no storage left.'],
  [
    412,
    'ENTITY_FAILED_IFLASTMODIFIED_ON_UPDATE',
    'Entity was modified',
    undefined,
    'This contact was changed in the meantime. Nothing was written.',
  ],
  [400, 'SOMETHING_NEW', 'what nobody knows yet', undefined, 'Salesforce refused it: “what nobody knows yet”'],
];

describe('a refusal of Salesforce', () => {
  it.each(REFUSALS)('%i %s is told in plain words', (status, code, message, fields, sentence) => {
    expect(problemOf(status, [code, message, fields])).toMatchObject({ code, message: sentence });
  });

  it('has a sentence for every code of the table', () => {
    for (const [code, meaning] of Object.entries(FAULT_TABLE)) {
      const bare = { code, message: '', fields: [], duplicates: null };
      const told = meaning.sentence(bare, { labels: [], object: 'contact', status: 400 });
      expect(told, code).toMatch(/^[A-Z].{15,}/);
    }
  });

  it('tells several errors at once, each at its field', () => {
    const problem = problemOf(
      400,
      ['REQUIRED_FIELD_MISSING', 'Required fields are missing: [LastName]', ['LastName']],
      ['INVALID_EMAIL_ADDRESS', 'Email: invalid email address: x', ['Email']],
    );
    expect(problem).toEqual({
      kind: 'invalid-input',
      message:
        'Salesforce needs the last name to be filled in. Salesforce refused the email: it is not a valid address.',
      next: 'edit',
      code: 'REQUIRED_FIELD_MISSING',
      fields: [
        { field: 'LastName', label: 'Last Name', message: 'Salesforce needs the last name to be filled in.' },
        { field: 'Email', label: 'Email', message: 'Salesforce refused the email: it is not a valid address.' },
      ],
    });
  });

  it('is read in a row of a collection too, where its code has another name', () => {
    const faults = faultsOfRow([{ statusCode: 'INVALID_EMAIL_ADDRESS', message: 'Email: invalid', fields: ['Email'] }]);
    expect(problemOfFaults(faults, 200, contact).message).toBe(
      'Salesforce refused the email: it is not a valid address.',
    );
  });

  it('names the records a duplicate rule found, under the key Salesforce misspells', () => {
    const record = { attributes: { type: 'Contact' }, Id: '003000000000001' };
    const duplicateResut = { allowSave: true, matchResults: [{ matchRecords: [{ record }] }] };
    const faults = faultsOfRow([{ errorCode: 'DUPLICATES_DETECTED', message: 'Use one?', duplicateResut }]);
    expect(faults[0]?.duplicates).toEqual({
      allowSave: true,
      records: [{ object: 'Contact', id: '003000000000001' }],
    });
    const ref = { object: 'Contact', id: '003000000000001AAA', name: '003000000000001AAA', detail: null };
    expect(problemOfFaults(faults, 400, null).duplicates).toEqual({
      allowSave: true,
      matches: [{ record: ref, url: '', fields: [] }],
    });
  });

  it('never repeats a session id, an address or a novel', () => {
    const message = `see https://acme.my.salesforce.com/x?sid=00D5e000000abcd!AQEAQ.secret_1 00D5e000000abcd!AQEAQ.secret_1 ${'x'.repeat(2000)}`;
    const problem = problemOf(400, ['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message, []]);
    expect(JSON.stringify(problem)).not.toMatch(/secret_1|https:/);
    expect(problem.message.length).toBeLessThan(400);
  });
});

describe('an answer that is not Salesforce’s', () => {
  it.each([
    [300, undefined, 'conflict', 'MULTIPLE_CHOICES'],
    [401, undefined, 'not-connected', 'INVALID_SESSION_ID'],
    [412, undefined, 'conflict', 'ENTITY_FAILED_IFLASTMODIFIED_ON_UPDATE'],
    [500, undefined, 'upstream', 'HTTP_500'],
    [200, undefined, 'upstream', 'HTTP_200'],
    [502, { error: 'bad gateway' }, 'upstream', 'HTTP_502'],
  ])('%i is told by its status', (status, body, kind, code) => {
    expect(problemOfAnswer({ status, headers: {}, body })).toMatchObject({ kind, code });
  });
});

describe('no answer at all', () => {
  it('tells unreachable, late and broken off apart', () => {
    expect(problemOfFailure(new NoAnswerError({ mayHaveArrived: false, timedOut: false }))).toMatchObject({
      kind: 'not-connected',
      next: 'retry',
    });
    expect(problemOfFailure(new NoAnswerError({ mayHaveArrived: true, timedOut: true })).message).toMatch(/in time/);
    expect(problemOfFailure(new NoAnswerError({ mayHaveArrived: true, timedOut: false })).message).toMatch(/broke/);
    expect(problemOfFailure(new TypeError('x')).kind).toBe('internal');
  });
});
