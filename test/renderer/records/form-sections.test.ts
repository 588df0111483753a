import { expect, test } from 'vitest';
import type { EditField } from '../../../renderer/proposal/editing/edit-fields.ts';
import { formSections, narrowed } from '../../../renderer/records/form-sections.ts';
import { sampleField } from '../../support/renderer-samples.ts';

const line = (name: string, label = name): EditField => ({
  describe: sampleField(name, 'string', { label }),
  proposed: null,
  display: null,
  told: null,
  proposal: null,
});
const fields = [line('Fax'), line('LastName', 'Last Name'), line('Phone')];
const names = (of: ReturnType<typeof formSections>) =>
  of.map(({ title, fields: each }) => [title, each.map(({ describe }) => describe.name)]);

test('required fields come before all others', () => {
  const first = { title: 'Required', passes: ({ describe }: EditField) => describe.name === 'LastName' };
  expect(names(formSections({ name: 'Contact' }, fields, first))).toEqual([
    ['Required', ['LastName']],
    ['Key fields', ['Phone']],
    ['Details', ['Fax']],
  ]);
});

test('typing narrows by label and API name; what was changed stays in view', () => {
  const all = formSections({ name: 'Contact' }, fields);
  expect(names(narrowed(all, ' last n', () => false))).toEqual([['Details', ['LastName']]]);
  expect(names(narrowed(all, 'phone', ({ describe }) => describe.name === 'Fax'))).toEqual([
    ['Key fields', ['Phone']],
    ['Details', ['Fax']],
  ]);
});
