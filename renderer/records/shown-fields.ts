import type { WholeRecord } from '../../shared/contract/record-views.ts';
import type { FieldDescribe } from '../../shared/model/object-describe.ts';
import { formatValue } from '../proposal/format-value.ts';
import type { FieldSection } from './field-sections.ts';

/** How fields are narrowed. */
export type FieldFilter = { text: string; hideEmpty: boolean };

type Manner = { locale: string; timeZone: string };

/** The sections with the fields that pass, in the same order; a section without any is left out. */
export function shownFields(
  sections: readonly FieldSection[],
  filter: FieldFilter,
  of: Pick<WholeRecord, 'values' | 'lookups'>,
  manner: Manner,
): FieldSection[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const passes = (field: FieldDescribe): boolean => {
    if (filter.hideEmpty && isBlank(of, field)) return false;
    const told = textOf(field, of, manner);
    return words.every((word) => told.includes(word));
  };
  return sections
    .map(({ title, fields }) => ({ title, fields: fields.filter(passes) }))
    .filter(({ fields }) => fields.length > 0);
}

/** Whether the record says nothing in this field. */
export function isBlank({ values }: Pick<WholeRecord, 'values'>, field: FieldDescribe): boolean {
  const value = values[field.name] ?? null;
  return value === null || value === '';
}

/** What a field may be found by: its label, its API name, its type, and its value as shown and as stored. */
function textOf(field: FieldDescribe, of: Pick<WholeRecord, 'values' | 'lookups'>, manner: Manner): string {
  const value = of.values[field.name] ?? null;
  const shown = value === null || value === '' ? '' : formatValue(value, field.type, field, manner).text;
  const parts = [field.label, field.name, field.type, shown, String(value ?? ''), of.lookups[field.name]?.name ?? ''];
  return parts.join('\n').toLowerCase();
}
