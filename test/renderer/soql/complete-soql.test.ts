import { describe, expect, it } from 'vitest';
import { completeSoql } from '../../../renderer/soql/complete-soql.ts';
import type { SoqlSchema } from '../../../renderer/soql/soql-schema.ts';
import type { FieldDescribe, ObjectDescribe } from '../../../shared/model/object-describe.ts';
import { sampleField } from '../../support/renderer-samples.ts';

function choices(...values: string[]): Pick<FieldDescribe, 'picklistValues'> {
  const entry = (value: string) => ({ value, label: `${value} label`, active: value !== 'Old', defaultValue: false });
  return { picklistValues: values.map(entry) };
}

function object(name: string, fields: FieldDescribe[], rest: Partial<ObjectDescribe> = {}): ObjectDescribe {
  const may = { createable: true, updateable: true, deletable: true };
  return { name, label: name, labelPlural: `${name}s`, keyPrefix: null, ...may, fields, ...rest };
}

function lookup(name: string, relationshipName: string, ...referenceTo: string[]): FieldDescribe {
  return sampleField(name, 'reference', { relationshipName, referenceTo });
}

const child = { field: 'x', cascadeDelete: false, deprecatedAndHidden: false };
const objects = [
  object('Account', [sampleField('Id', 'id'), sampleField('Name', 'string'), lookup('OwnerId', 'Owner', 'User')], {
    childRelationships: [
      { ...child, childSObject: 'Contact', relationshipName: 'Contacts' },
      { ...child, childSObject: 'Secret', relationshipName: null },
    ],
  }),
  object('Contact', [
    sampleField('Id', 'id'),
    sampleField('Email', 'email'),
    lookup('AccountId', 'Account', 'Account'),
    sampleField('LeadSource', 'picklist', choices('Web', "Rock 'n' roll", 'Old')),
    sampleField('Topics', 'multipicklist', choices('A')),
    sampleField('DoNotCall', 'boolean'),
    sampleField('CreatedDate', 'datetime'),
    sampleField('Age', 'double'),
  ]),
  object('Task', [lookup('WhoId', 'Who', 'Contact', 'Lead')]),
  object('User', [sampleField('Username', 'string')]),
];

const schema: SoqlSchema = {
  objects: async () => objects.map(({ name, label }) => ({ name, label: `${label} object` })),
  describe: async (name) => objects.find((each) => each.name.toLowerCase() === name.toLowerCase()) ?? null,
};

/** What is offered at the bar. */
async function offered(marked: string) {
  const at = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { from, options } = await completeSoql(text, at, schema);
  return { instead: text.slice(from, at), labels: options.map(({ label }) => label), options };
}

const labels = async (marked: string) => (await offered(marked)).labels;

describe('after FROM', () => {
  it('objects of the org are offered with their labels', async () => {
    const { instead, options } = await offered('SELECT Id FROM Ac|');
    expect(instead).toBe('Ac');
    expect(options).toContainEqual({ label: 'Account', kind: 'object', detail: 'Account object' });
  });

  it('child relationships of the object around are offered in a query of children', async () => {
    expect(await labels('SELECT Id, (SELECT Id FROM |) FROM Account')).toEqual(['Contacts']);
  });

  it('objects are offered in a query that filters', async () => {
    expect(await labels('SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM |)')).toContain('Contact');
  });

  it('what may follow the object is offered behind it', async () => {
    expect(await labels('SELECT Id FROM Account |')).toEqual(
      expect.arrayContaining(['WHERE', 'ORDER BY', 'GROUP BY', 'LIMIT']),
    );
    expect(await labels('SELECT Id FROM Account ORDER |')).toEqual(['BY']);
  });
});

describe('in SELECT', () => {
  it.each([
    'SELECT | FROM Contact',
    'SELECT Id, | FROM Contact',
    'select Id,\n  em| from contact',
    'SELECT c.| FROM Contact c',
    'SELECT Contact.| FROM Contact',
    'SELECT COUNT(|) FROM Contact',
  ])('fields of the object are offered: %s', async (query) => {
    expect(await labels(query)).toEqual(expect.arrayContaining(['Id', 'Email', 'AccountId']));
  });

  it('lookups lead on to the record behind them', async () => {
    expect((await offered('SELECT Acc| FROM Contact')).options).toContainEqual({
      label: 'Account',
      kind: 'relationship',
      detail: 'Account',
      apply: 'Account.',
    });
    const { instead, labels: behind } = await offered('SELECT Account.Na| FROM Contact');
    expect({ instead, behind }).toEqual({ instead: 'Na', behind: ['Id', 'Name', 'OwnerId', 'Owner'] });
    expect(await labels('SELECT Account.Owner.| FROM Contact')).toEqual(['Username']);
    expect(await labels('SELECT Who.| FROM Task')).toContain('Name');
    expect(await labels('SELECT Nowhere.| FROM Contact')).toEqual([]);
  });

  it('fields of the children are offered in a query of children', async () => {
    expect(await labels('SELECT Id, (SELECT | FROM Contacts) FROM Account')).toContain('Email');
  });

  it('functions and FROM are offered where they may stand', async () => {
    expect(await labels('SELECT | FROM Contact')).toContain('COUNT()');
    expect(await labels('SELECT Id | ')).toEqual(['FROM']);
    expect(await labels('SELECT FIELDS(|) FROM Contact')).toEqual(['ALL', 'STANDARD', 'CUSTOM']);
    expect(await labels('|')).toEqual(['SELECT']);
  });

  it('no field is offered of an object that is not known', async () => {
    expect(await labels('SELECT | FROM Nowhere')).not.toContain('Id');
    expect(await labels('SELECT Account.| ')).toEqual([]);
  });
});

describe('in a condition', () => {
  it.each(['WHERE |', 'WHERE Id != null AND |', 'WHERE NOT (|', 'HAVING MAX(|'])(
    'fields are offered: %s',
    async (end) => {
      expect(await labels(`SELECT Id FROM Contact ${end}`)).toContain('Email');
    },
  );

  it('operators are those of the field', async () => {
    expect(await labels('SELECT Id FROM Contact WHERE Email |')).toContain('LIKE');
    expect(await labels('SELECT Id FROM Contact WHERE Age |')).toContain('>=');
    expect(await labels('SELECT Id FROM Contact WHERE Topics |')).toContain('INCLUDES');
  });

  it('values of a picklist are offered with quotes, and within them', async () => {
    expect(await labels('SELECT Id FROM Contact WHERE LeadSource = |')).toEqual([
      "'Web'",
      "'Rock \\'n\\' roll'",
      'null',
    ]);
    expect(await labels("SELECT Id FROM Contact WHERE LeadSource IN ('Web', |)")).toContain("'Web'");
    const open = await offered("SELECT Id FROM Contact WHERE LeadSource = 'W|");
    expect(open.instead).toBe('W');
    expect(open.options[0]).toEqual({ label: 'Web', kind: 'value', detail: 'Web label', apply: "Web'" });
    const closed = await offered("SELECT Id FROM Contact WHERE LeadSource = 'R|'");
    expect(closed.options[1]).toMatchObject({ apply: "Rock \\'n\\' roll" });
    expect(await labels("SELECT Id FROM Account WHERE Name = 'W|'")).toEqual([]);
  });

  it('values of a field behind a lookup are its own', async () => {
    const query = "SELECT Id FROM Task WHERE Id IN (SELECT Id FROM Contact WHERE Contact.LeadSource = '|')";
    expect(await labels(query)).toEqual(['Web', "Rock 'n' roll"]);
  });

  it('dates by name are offered for dates, and true and false for ticks', async () => {
    expect(await labels('SELECT Id FROM Contact WHERE CreatedDate > L|')).toEqual(
      expect.arrayContaining(['TODAY', 'LAST_WEEK', 'LAST_N_DAYS', 'N_DAYS_AGO']),
    );
    expect(await labels('SELECT Id FROM Contact WHERE DoNotCall = |')).toEqual(['true', 'false']);
  });

  it('what joins conditions is offered behind a value', async () => {
    for (const query of [
      "Email = 'x' |",
      "LeadSource IN ('a', 'b') |",
      '(Age > 5) |',
      'CreatedDate = LAST_N_DAYS:5 |',
    ]) {
      expect(await labels(`SELECT Id FROM Contact WHERE ${query}`)).toEqual(
        expect.arrayContaining(['AND', 'OR', 'ORDER BY', 'LIMIT']),
      );
    }
  });
});

it('fields, directions and blanks are offered in ORDER BY', async () => {
  expect(await labels('SELECT Id FROM Contact ORDER BY |')).toContain('Email');
  expect(await labels('SELECT Id FROM Contact ORDER BY Email, Account.|')).toContain('Name');
  expect(await labels('SELECT Id FROM Contact ORDER BY Email |')).toContain('NULLS LAST');
});

it('nothing is offered within a number', async () => {
  expect(await labels('SELECT Id FROM Contact LIMIT 1|')).toEqual([]);
});
