import { expect, it } from 'vitest';
import { builtInActions } from '../../../electron/actions/built-in/built-in-actions.ts';
import { repairsOfAction, repairsOfInput } from '../../../electron/console/corrections/suggest-repairs.ts';
import type { FieldValue } from '../../../shared/model/field-value.ts';

const createCase = builtInActions.find(({ key }) => key === 'create_case') ?? null;

function repair(edits: [before: FieldValue, after: FieldValue][], decided = edits.length, field = 'Priority') {
  const of = { field, decided, edits: edits.map(([before, after]) => ({ before, after })) };
  return repairsOfInput('retell', createCase, of)[0];
}

it('makes an input fixed that is nearly always edited to the same', () => {
  expect(
    repair([
      ['Low', 'High'],
      ['Medium', 'High'],
      ['Low', 'High'],
    ]),
  ).toMatchObject({
    kind: 'fix',
    here: { input: 'priority', fixed: 'High' },
    where: 'custom function create_case: take priority out of parameters.properties',
  });
});

it('fixes nothing that is mostly right as it was asked', () => {
  expect(
    repair(
      [
        ['Low', 'High'],
        ['Medium', 'High'],
        ['Low', 'High'],
      ],
      30,
    )?.kind,
  ).toBe('describe');
});

it.each([
  [
    [
      ['made up', null],
      ['x', ''],
    ],
    'Leave it out unless the caller says it.',
  ],
  [
    [
      ['+14155550134', '(415) 555-0134 1'],
      ['14155550135', '1-415-555-0135'],
    ],
    'Write it as “1-415-555-0135”.',
  ],
  [
    [
      ['broken', 'Lamp is broken'],
      ['refund', 'Refund for lamp'],
    ],
    'Such as “Lamp is broken”, not “broken”.',
  ],
] as [[FieldValue, FieldValue][], string][])(
  'describes the input by what the edits %j have in common',
  (edits, hint) => {
    const found = repair(edits, 9, 'Subject');
    if (hint.startsWith('Write'))
      expect(repair(edits.slice(1).concat(edits.slice(1)), 9, 'Subject')?.here?.description).toContain(hint);
    else expect(found?.here?.description).toContain(hint);
  },
);

it('requires what people filled in', () => {
  expect(
    repair(
      [
        [null, 'High'],
        ['', 'Low'],
      ],
      9,
    ),
  ).toMatchObject({ kind: 'require', here: { required: true } });
});

it('makes no pattern of one edit, and none of an input that the catalogue has not', () => {
  expect(repair([['Low', 'High']])).toBeUndefined();
  expect(
    repair(
      [
        ['a', 'b'],
        ['a', 'b'],
      ],
      2,
      'Nothing__c',
    ),
  ).toBeUndefined();
});

it('looks up what was about the wrong record, and identifies who was not', () => {
  const reasons = [
    { preset: 'wrong-record' as const, count: 3 },
    { preset: 'identity-check' as const, count: 2 },
    { preset: 'other' as const, count: 9 },
  ];
  expect(repairsOfAction('voiceflow', createCase, reasons)).toMatchObject([
    { kind: 'lookup', here: null, where: expect.stringContaining('before the step create_case') },
    { kind: 'verify', here: { input: null, description: expect.stringContaining('identified') } },
  ]);
});
