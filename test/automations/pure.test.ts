import { describe, expect, test } from 'vitest';
import { askCondition } from '../../electron/automations/condition.ts';
import { fillIn, fillText, recordFieldsOf } from '../../electron/automations/places.ts';
import { fillQuery } from '../../electron/automations/soql-places.ts';
import { nextRound } from '../../electron/automations/triggers/next-time.ts';
import { outboundFacts } from '../../electron/policy/outbound-facts.ts';
import { nextTimeOfDay } from '../../electron/policy/wall-clock.ts';
import { always } from '../../shared/model/automation.ts';
import { usualOutbound } from '../../shared/model/outbound.ts';
import { fc } from '../support/properties.ts';

const facts = { record: { FirstName: 'Noor', Amount: 12.5, Phone: null }, steps: { find: { rows: [{ Id: '1' }] } } };

describe('places', () => {
  test('keep the kind of a value that stands alone, and become text among others', () => {
    expect(fillIn('{{record.Amount}}', facts).value).toBe(12.5);
    expect(fillIn('Hi {{ record.FirstName }}: {{record.Amount}}', facts).value).toBe('Hi Noor: 12.5');
  });

  test('tell what nothing is known of, and leave it blank', () => {
    expect(fillIn('{{record.Email}} {{record.Phone}}', facts)).toEqual({ value: ' ', missing: ['record.Email'] });
    expect(fillIn('{{record.constructor}}', facts)).toEqual({ value: null, missing: ['record.constructor'] });
  });

  test('never read what came in for places again', () => {
    fc.assert(
      fc.property(fc.string(), (said) => {
        expect(fillText('a {{said}} b', { said: `${said}{{record.FirstName}}`, ...facts })).toBe(
          `a ${said}{{record.FirstName}} b`,
        );
      }),
    );
  });

  test('name the fields that are read of a record, wherever they stand', () => {
    const where = { ...always, tests: [{ value: 'record.Rating', test: { test: 'is' as const, text: 'Hot' } }] };
    const steps = [
      {
        kind: 'message' as const,
        key: 'sms',
        label: 'SMS',
        via: 'x',
        to: '{{record.Phone}}',
        from: '',
        text: 'Hi {{record.Account.Name}}',
        record: null,
        waits: true,
      },
    ];
    expect(recordFieldsOf({ trigger: { kind: 'record-created', object: 'Lead', where }, steps })).toEqual([
      'Rating',
      'Phone',
      'Account.Name',
    ]);
  });
});

describe('a query', () => {
  test('takes a value as one literal, whatever is in it', () => {
    const hostile = "x' OR Name != '\\";
    expect(fillQuery('WHERE Name = {{n}} AND A = {{d}}', { n: hostile, d: '2026-11-22' })).toBe(
      "WHERE Name = 'x\\' OR Name != \\'\\\\' AND A = 2026-11-22",
    );
    expect(fillQuery("WHERE Name = '{{n}}'", { n: hostile })).toBe("WHERE Name = 'x\\' OR Name != \\'\\\\'");
    expect(fillQuery('WHERE Id IN {{ids}}', { ids: ['1', '2'] })).toBe("WHERE Id IN ('1', '2')");
  });
});

describe('a condition', () => {
  const holds = (of: Partial<typeof always>) => askCondition({ ...always, ...of }, facts);

  test('asks all of its tests, or any', () => {
    const tests = [
      { value: 'record.FirstName', test: { test: 'is' as const, text: 'noor' } },
      { value: 'record.Amount', test: { test: 'above' as const, text: '100' } },
    ];
    expect(holds({ tests })).toEqual({ holds: false, why: 'record.Amount (12.5) is not above 100.' });
    expect(holds({ tests, match: 'any' })).toMatchObject({ holds: true });
  });

  test('takes an expression over the same names, and says what is wrong with it', () => {
    expect(holds({ expression: 'record.Amount > 12.0 && record.FirstName.startsWith("N")' })).toMatchObject({
      holds: true,
    });
    expect(holds({ expression: 'contact.Amount > 1.0' })).toEqual({
      failed: 'There is nothing called “contact” to ask about.',
    });
    expect(holds({ expression: 'has(call.phone)' })).toMatchObject({ holds: false });
  });

  test('is not hung by a pattern', () => {
    const test = { test: 'matches' as const, text: '^(a+)+$' };
    const long = askCondition({ ...always, tests: [{ value: 'x', test }] }, { x: `${'a'.repeat(5000)}!` });
    expect(long).toMatchObject({ holds: false });
  });
});

describe('times', () => {
  const at = Date.parse('2026-11-22T23:30:00Z');

  test('of day are those of the zone, over the change of its clock', () => {
    expect(new Date(nextTimeOfDay(['09:00'], [], 'America/New_York', at)).toISOString()).toBe(
      '2026-11-23T14:00:00.000Z',
    );
    const spring = Date.parse('2026-03-07T20:00:00Z');
    expect(new Date(nextTimeOfDay(['09:00'], [7], 'America/New_York', spring)).toISOString()).toBe(
      '2026-03-08T13:00:00.000Z',
    );
  });

  test.each([
    ['that the clock jumps over, as much later', 'America/New_York', '02:30', '2026-03-08T05:00Z', '2026-03-08T07:30Z'],
    ['that comes twice, the first time', 'America/New_York', '01:30', '2026-11-01T04:00Z', '2026-11-01T05:30Z'],
    ['and not again the second', 'America/New_York', '01:30', '2026-11-01T05:30Z', '2026-11-02T06:30Z'],
    ['of a midnight that is not there', 'America/Santiago', '00:00', '2026-09-05T20:00Z', '2026-09-06T04:00Z'],
    ['on a day after a short one', 'America/New_York', '09:00', '2026-03-08T04:30Z', '2026-03-08T13:00Z'],
  ])('%s', (_, zone, time, from, at) => {
    expect(nextTimeOfDay([time], [], zone, Date.parse(from))).toBe(Date.parse(at));
  });

  test('of a schedule stay in step, however late it is looked at', () => {
    const when = { every: 'minutes' as const, minutes: 15 };
    expect(nextRound(when, { zone: 'UTC', from: 0, now: 16 * 60_000 })).toBe(30 * 60_000);
  });
});

describe('what policy knows of a call that goes out', () => {
  const of = {
    operation: 'call' as const,
    askers: [],
    values: [],
    current: null,
    base: { fields: { DoNotCall: true }, modifiedAt: null, modifiedBy: null, readAt: 0 },
  };

  test('is whether it is quiet, whether it is wanted, and whether there were many', () => {
    const now = Date.parse('2026-11-22T21:00:00Z');
    const place = { now, timeZone: 'UTC', settings: usualOutbound, sent: { lastHour: 60, toToday: 0 } };
    expect(outboundFacts(of, place)).toMatchObject({
      quiet_hours: true,
      do_not_call: true,
      over_limit: true,
    });
    const update = { ...of, operation: 'update' as const };
    expect(outboundFacts(update, place)).toMatchObject({
      quiet_hours: false,
      do_not_call: false,
      over_limit: false,
    });
  });
});
