import { describe, expect, test } from 'vitest';
import { type FoundPerson, matchCaller } from '../../electron/calls/match-caller.ts';

function person(name: string, ...matched: [field: string, how: 'exact' | 'close'][]): FoundPerson {
  return {
    record: { object: 'Contact', id: `003${name}`, name, detail: 'Acme' },
    accountId: null,
    phone: null,
    email: null,
    matched: matched.map(([field, how]) => ({ field, label: field, how })),
  };
}

const facts = { phone: '+14155550134', name: 'Dana Reyes', email: null };

describe('who is calling', () => {
  test('is certain where number and name agree', () => {
    const match = matchCaller(facts, [person('Dana Reyes', ['MobilePhone', 'exact'], ['Name', 'exact'])]);
    expect(match).toMatchObject({ state: 'matched', by: 'console', person: { certainty: 'certain' } });
  });

  test('is likely by a number alone, and says why', () => {
    const match = matchCaller({ ...facts, name: null }, [person('Dana Reyes', ['MobilePhone', 'exact'])]);
    expect(match).toMatchObject({
      state: 'matched',
      person: { certainty: 'likely', reasons: ['number matches MobilePhone'] },
    });
  });

  test('is not taken for the owner of the number who says another name', () => {
    const match = matchCaller({ ...facts, name: 'Tom Baker' }, [person('Dana Reyes', ['Phone', 'exact'])]);
    expect(match).toMatchObject({ state: 'several', candidates: [{ certainty: 'unsure' }] });
  });

  test('is open between two of the same name', () => {
    const match = matchCaller({ phone: null, name: 'Maria Alvarez', email: null }, [
      person('Maria Alvarez', ['Name', 'exact']),
      {
        ...person('Maria Alvarez', ['Name', 'exact']),
        record: { object: 'Contact', id: '003two', name: 'Maria Alvarez', detail: 'Other' },
      },
    ]);
    expect(match).toMatchObject({ state: 'several' });
    expect(match.state === 'several' && match.candidates).toHaveLength(2);
  });

  test('is settled by the number between two of the same name', () => {
    const match = matchCaller(facts, [
      person('A', ['Name', 'exact']),
      person('B', ['Name', 'exact'], ['Phone', 'exact']),
    ]);
    expect(match).toMatchObject({
      state: 'matched',
      person: { record: { name: 'B' } },
      others: [{ record: { name: 'A' } }],
    });
  });

  test('is the one contact of an account that has the same number, and open where the account is another’s', () => {
    const dana = { ...person('Dana Reyes', ['Phone', 'exact']), accountId: '001Reyes' };
    const account = (id: string): FoundPerson => ({
      ...person('Reyes Interiors', ['Phone', 'exact']),
      record: { object: 'Account', id, name: 'Reyes Interiors', detail: null },
      accountId: id,
    });
    const byNumber = { ...facts, name: null };
    expect(matchCaller(byNumber, [account('001Reyes'), dana])).toMatchObject({
      state: 'matched',
      person: { record: { name: 'Dana Reyes' }, certainty: 'likely' },
      others: [{ record: { object: 'Account' } }],
    });
    expect(matchCaller(byNumber, [account('001Other'), dana])).toMatchObject({ state: 'several' });
    const tom = { ...dana, record: { ...dana.record, id: '003tom' } };
    expect(matchCaller(byNumber, [account('001Reyes'), dana, tom])).toMatchObject({ state: 'several' });
  });

  test('is nobody known where nothing fits, and says what was looked for', () => {
    expect(matchCaller(facts, [])).toEqual({ state: 'none', lookedFor: ['+14155550134', 'Dana Reyes'] });
  });
});
