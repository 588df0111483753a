import { expect, test } from 'vitest';
import { guardFields, refuseByRecord } from '../../electron/actions/record-guards.ts';
import { sampleSnapshot } from '../support/sample-proposal.ts';

test('a converted lead is refused in words, before anything is sent', () => {
  expect(guardFields('Lead')).toEqual(['IsConverted']);
  expect(refuseByRecord('Lead', sampleSnapshot({ IsConverted: true }))?.message).toContain('was converted');
});

test('a lead that is not converted, or another object, is let through', () => {
  expect(refuseByRecord('Lead', sampleSnapshot({ IsConverted: false }))).toBeNull();
  expect(refuseByRecord('Contact', sampleSnapshot({ IsConverted: true }))).toBeNull();
  expect(refuseByRecord('Lead', null)).toBeNull();
});
