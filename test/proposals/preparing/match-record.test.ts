import { expect, test } from 'vitest';
import type { RequestedValue } from '../../../electron/actions/requested-value.ts';
import { matchRecord } from '../../../electron/proposals/preparing/match-record.ts';
import type { CallerMatch } from '../../../shared/model/caller-match.ts';
import type { FieldValues } from '../../../shared/model/field-value.ts';
import type { RecordRef } from '../../../shared/model/record-ref.ts';

const person = {
  record: { object: 'Contact', id: '003D', name: 'Dana Reyes', detail: 'Reyes Interiors' },
  certainty: 'certain' as const,
  reasons: ['number matches Phone', 'says this name'],
  accountId: '001R',
  phone: null,
  email: null,
};
const dana: CallerMatch = { state: 'matched', person, by: 'console', others: [] };
const aCase: RecordRef = { object: 'Case', id: '500A', name: '00001026', detail: null };
const quote = { utterance: 'u', start: 0, end: 4, quote: '1026' };

function match(record: RecordRef, owner: FieldValues, caller: CallerMatch = dana, heard = false) {
  const naming: Pick<RequestedValue, 'evidence'>[] = [{ evidence: heard ? quote : null }];
  return matchRecord({
    of: { recordFrom: 'caller', askers: [] },
    record,
    owner,
    caller,
    naming: naming as RequestedValue[],
  });
}

test('the caller’s own record is as certain as the caller, for the same reasons', () => {
  expect(match(person.record, {})).toEqual({ certainty: 'certain', reasons: person.reasons });
  expect(match(aCase, { ContactId: '003D', AccountId: '001R' })).toMatchObject({
    certainty: 'certain',
    reasons: ['Dana Reyes is its person', ...person.reasons],
  });
});

test('what belongs to the caller’s account is likely theirs; somebody else’s of it is looked at unless its number was given', () => {
  expect(match(aCase, { ContactId: null, AccountId: '001R' })?.certainty).toBe('likely');
  expect(match(aCase, { ContactId: '003T', AccountId: '001R' })?.certainty).toBe('unsure');
  expect(match(aCase, { ContactId: '003T', AccountId: '001R' }, dana, true)?.certainty).toBe('likely');
});

test('a record of somebody else asks for a second look, whoever gave its number', () => {
  expect(match(aCase, { ContactId: '003T', AccountId: '001X' }, dana, true)).toEqual({
    certainty: 'unsure',
    reasons: ['Dana Reyes is calling, and it is not theirs'],
  });
  expect(match({ ...aCase, object: 'Contact', id: '003T' }, { AccountId: null })?.certainty).toBe('unsure');
});

test('an unknown caller is believed as far as they gave its number; where nothing is known nothing is said', () => {
  const unknown: CallerMatch = { state: 'none', lookedFor: ['+14155550134'] };
  expect(match(aCase, {}, unknown)?.certainty).toBe('unsure');
  expect(match(aCase, {}, unknown, true)?.certainty).toBe('likely');
  expect(match(aCase, {}, { state: 'none', lookedFor: [] })).toBeNull();
});

test('what a supervisor chose is certain', () => {
  const chosen = { recordFrom: 'chosen' as const, askers: [] };
  const told = matchRecord({ of: chosen, record: aCase, owner: { ContactId: '003T' }, caller: dana, naming: [] });
  expect(told).toEqual({ certainty: 'certain', reasons: ['chosen by the supervisor'] });
});
