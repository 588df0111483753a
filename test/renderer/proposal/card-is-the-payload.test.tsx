// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FieldValue, FieldValues } from '../../../shared/model/field-value.ts';
import { canonicalPayload, type Payload, toPayload } from '../../../shared/model/payload.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { hostileText } from '../../support/hostile-text.ts';
import { payloadOnCard } from '../../support/payload-on-card.ts';
import { fc } from '../../support/properties.ts';
import { readCard } from '../../support/read-card.ts';
import { sampleProposal, sampleValue } from '../../support/renderer-samples.ts';
import { closeWindow, furnishBrowser, openWindow, pretendedState } from '../../support/renderer-window.tsx';

beforeAll(furnishBrowser);
afterAll(() => {
  closeWindow();
  cleanup();
});

const id = fc.constantFrom('003000000000001AAA', '00Q000000000002AAA', '500000000000003AAA');
/** Long enough to be folded, and to be compared word by word. */
const longText = fc
  .tuple(hostileText, fc.integer({ min: 20, max: 120 }), hostileText)
  .map(([start, times, end]) => `${start} ${'and so on it goes, '.repeat(times)}${end}`);
const anyText = fc.oneof({ weight: 5, arbitrary: hostileText }, { weight: 1, arbitrary: longText });

/** Values as they may stand in a field of a type. */
const valuesOf: Readonly<Record<string, fc.Arbitrary<FieldValue>>> = {
  string: anyText,
  textarea: anyText,
  email: anyText,
  phone: anyText,
  url: anyText,
  combobox: hostileText,
  picklist: hostileText,
  multipicklist: fc.array(hostileText, { maxLength: 3 }).map((texts) => texts.join(';')),
  boolean: fc.boolean(),
  int: fc.integer(),
  double: fc.double({ noNaN: true, noDefaultInfinity: true }),
  currency: fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
  percent: fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 100 }),
  date: fc.oneof(fc.constantFrom('2026-11-21', '1999-02-28'), hostileText),
  datetime: fc.oneof(fc.constantFrom('2026-11-21T22:05:30.000+0000', '2026-03-08T10:30:59.123Z'), hostileText),
  reference: id,
  base64: fc.constantFrom(`sha256:${'a'.repeat(64)}`, `sha256:${'b'.repeat(64)}`),
};

type Drawn = { type: string; value: FieldValue; base: FieldValue; current: FieldValue; display: string | null };

const drawn: fc.Arbitrary<Drawn> = fc.constantFrom(...Object.keys(valuesOf)).chain((type) => {
  const some = fc.oneof(
    { weight: 6, arbitrary: valuesOf[type] ?? anyText },
    { weight: 1, arbitrary: fc.constantFrom(null, '') },
  );
  return fc
    .tuple(some, some, some, fc.integer({ min: 0, max: 5 }), fc.option(hostileText))
    .map(([value, other, third, how, display]) => {
      const alike = typeof value === 'string' ? `${value.slice(0, 5)}other ${value.slice(5)}` : other;
      const base = [value, null, other, alike, other, other][how] ?? null;
      return { type, value, base, current: how === 4 ? third : base, display };
    });
});

const operations = ['create', 'update', 'update', 'delete', 'read'] as const;

function snapshot(fields: FieldValues) {
  return { fields, modifiedAt: '2026-01-01T00:00:00.000Z', modifiedBy: 'Lee', readAt: 0 };
}

const proposals: fc.Arbitrary<Proposal> = fc
  .record({
    operation: fc.constantFrom(...operations),
    fields: fc.array(drawn, { minLength: 1, maxLength: 8 }),
    changed: fc.boolean(),
    name: hostileText,
    record: id,
    flags: fc.record({ saveAnyway: fc.boolean(), assignmentRules: fc.boolean() }),
  })
  .map(({ operation, fields, changed, name, record, flags }) => {
    const named = fields.map((each, index) => ({ ...each, field: `Field_${index}__c` }));
    const isNew = operation === 'create' || operation === 'read';
    const at = (of: 'base' | 'current') => snapshot(Object.fromEntries(named.map((each) => [each.field, each[of]])));
    return sampleProposal({
      operation,
      record: isNew ? null : { object: 'Contact', id: record, name, detail: name },
      values: named.map(({ field, value, type, display }) => sampleValue(field, value, { type, display })),
      base: isNew ? null : at('base'),
      current: !isNew && changed ? at('current') : null,
      ...flags,
    });
  });

let count = 0;
let change: ReturnType<typeof openWindow>['change'] | null = null;

/** Shows a proposal in the window, which stays open from one to the next, and unfolds all of it. */
async function shown(drawnProposal: Proposal): Promise<{ of: Proposal; card: HTMLElement }> {
  count += 1;
  const of = { ...drawnProposal, reference: `P-${count}`, revision: count };
  if (!change) change = openWindow(pretendedState([of])).change;
  else act(() => change?.((held) => void held.proposals.set(of.id, of)));
  const card = (await screen.findByText(of.reference)).closest('article');
  if (!card) throw new Error('the reference is on no card');
  for (const each of within(card).queryAllByRole('button', { name: /^Show all/ })) fireEvent.click(each);
  return { of, card };
}

function sameWrite(of: Proposal, card: HTMLElement): Payload {
  const read = payloadOnCard(readCard(card), of);
  expect(canonicalPayload(read)).toBe(canonicalPayload(toPayload(of)));
  return read;
}

test('what a card shows, read back from its elements, is what is hashed and sent', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(proposals, async (each) => {
      const { of, card } = await shown(each);
      sameWrite(of, card);
    }),
    { numRuns: 40 },
  );
});

test('a text of a megabyte is shown in part, and whole when asked', async () => {
  const text = `${`${'line of words\r\n'.repeat(7_000)}\u200b`.repeat(10)}END`;
  expect(text.length).toBeGreaterThan(1024 * 1024);
  const values = [sampleValue('Description', text, { type: 'textarea' })];
  const { of, card } = await shown(sampleProposal({ operation: 'create', record: null, base: null, values }));
  expect(sameWrite(of, card).fields.Description).toBe(text);
});
