import { describe, expect, test } from 'vitest';
import { type WriteFacts, writeConsequences } from '../../electron/actions/consequences.ts';
import type { ObjectDescribe, RecordTypeInfo } from '../../shared/model/object-describe.ts';
import { describedField } from '../support/described.ts';
import { sampleSnapshot, sampleValue } from '../support/sample-proposal.ts';

const support: RecordTypeInfo = {
  recordTypeId: '012000000000001AAA',
  name: 'Support',
  active: true,
  available: true,
  master: false,
  defaultRecordTypeMapping: true,
};
const sales = { ...support, recordTypeId: '012000000000002AAA', name: 'Sales', defaultRecordTypeMapping: false };

function object(name: string, rest: Partial<ObjectDescribe> = {}): ObjectDescribe {
  const named = { name, label: name, labelPlural: `${name}s`, keyPrefix: '500' };
  return { ...named, createable: true, updateable: true, deletable: true, fields: [], ...rest };
}

function told(
  given: Partial<WriteFacts> & { now?: Record<string, string | boolean>; before?: Record<string, string> },
) {
  const { now = {}, before, ...rest } = given;
  return writeConsequences({
    operation: before ? 'update' : 'create',
    describe: object('Account'),
    values: Object.entries(now).map(([field, value]) => sampleValue({ field, value, label: field, type: 'picklist' })),
    base: before ? sampleSnapshot(before) : null,
    statuses: [
      { value: 'New', closed: false, won: false, converted: false },
      { value: 'Closed', closed: true, won: false, converted: false },
      { value: 'Won', closed: true, won: true, converted: false },
      { value: 'Converted', closed: false, won: false, converted: true },
    ],
    names: new Map([
      ['005A', 'Sam Ortiz'],
      ['005B', 'Kit Moran'],
    ]),
    picklists: new Map(),
    assignmentRules: false,
    ...rest,
  });
}

describe('what a status brings with it', () => {
  test('a case is closed, reopened, or closed from the start', () => {
    const describe = object('Case');
    expect(told({ describe, before: { Status: 'New' }, now: { Status: 'Closed' } })).toEqual(['This closes the case.']);
    expect(told({ describe, before: { Status: 'Closed' }, now: { Status: 'New' } })).toEqual([
      'This reopens the case.',
    ]);
    expect(told({ describe, now: { Status: 'Closed' } })[0]).toBe('The case is closed from the start.');
    expect(told({ describe, before: { Status: 'Closed' }, now: { Status: 'Closed' } })).toEqual([]);
  });

  test('an opportunity is won or lost, and a lead is not converted by it', () => {
    const won = { describe: object('Opportunity'), before: { StageName: 'New' }, now: { StageName: 'Won' } };
    expect(told(won)).toEqual(['This closes the opportunity as won.']);
    const lead = { describe: object('Lead'), before: { Status: 'New' }, now: { Status: 'Converted' } };
    expect(told(lead)[0]).toContain('converts no lead');
  });
});

describe('who owns it', () => {
  test('is told by name, before and after', () => {
    expect(told({ before: { OwnerId: '005A' }, now: { OwnerId: '005B' } })).toEqual([
      'It passes from Sam Ortiz to Kit Moran.',
    ]);
    expect(told({ now: { OwnerId: '005C' } })).toEqual(['It belongs to 005C.']);
    expect(told({ before: { OwnerId: '005A' }, now: { OwnerId: '005A' } })).toEqual([]);
  });

  test('is the supervisor where assignment rules are off, and may be another where they are on', () => {
    const describe = object('Case');
    expect(told({ describe })).toEqual(['Assignment rules are not run: it belongs to you.']);
    expect(told({ describe, assignmentRules: true })).toEqual([
      'Assignment rules run: they may give it to somebody else.',
    ]);
    expect(told({ describe, now: { OwnerId: '005B' } })).toEqual(['It belongs to Kit Moran.']);
  });
});

describe('the record type', () => {
  const describe = object('Account', { recordTypeInfos: [support, sales] });
  const picklists = new Map([[support.recordTypeId, new Map([['Rating', ['Hot']]])]]);

  test('is the default of the user where none is given, and named where one is', () => {
    expect(told({ describe })).toEqual(['The account gets your default record type, “Support”.']);
    expect(told({ describe, now: { RecordTypeId: sales.recordTypeId } })).toEqual(['Its record type is “Sales”.']);
    expect(told({ describe, now: { RecordTypeId: '012000000000009AAA' } })[0]).toContain('not open to your');
  });

  test('says which values do not go with it', () => {
    const sentence = '“Cold” is not among the values of Rating for the record type “Support”.';
    expect(told({ describe, picklists, now: { Rating: 'Cold' } })).toContain(sentence);
    expect(told({ describe, picklists, now: { Rating: 'Hot' } })).toHaveLength(1);
    const before = { Rating: 'Hot', RecordTypeId: support.recordTypeId };
    expect(told({ describe, picklists, before, now: { Rating: 'Cold' } })).toEqual([sentence]);
    expect(told({ describe, picklists, before: { Rating: 'Hot' }, now: { Rating: 'Cold' } })).toEqual([]);
  });
});

test('what Salesforce fills in by itself is told, but not what is given', () => {
  const picklistValues = [{ value: 'Medium', label: 'Medium', active: true, defaultValue: true }];
  const usual = (name: string) => describedField(name, { type: 'picklist', defaultedOnCreate: true, picklistValues });
  const describe = object('Account', { fields: [usual('Priority'), usual('Rating')] });
  expect(told({ describe, now: { Rating: 'Hot' } })).toEqual(['Salesforce fills in Priority “Medium”.']);
  expect(told({ describe, before: {}, now: { Rating: 'Hot' } })).toEqual([]);
});

test('a public comment, and an e-mail about it, are told', () => {
  const now = { IsPublished: true, IsNotificationSelected: true };
  expect(told({ describe: object('CaseComment'), now })).toEqual([
    'It is public: the customer can see it.',
    'Salesforce sends the customer an e-mail about it.',
  ]);
});
