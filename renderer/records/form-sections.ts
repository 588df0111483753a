import type { ObjectDescribe } from '../../shared/model/object-describe.ts';
import type { EditField } from '../proposal/editing/edit-fields.ts';
import { fieldSections } from './field-sections.ts';

/** Inputs that belong together, under a heading. */
export type FormSection = { title: string; fields: EditField[] };

/** What comes before all other fields. */
export type FirstFields = { title: string; passes: (field: EditField) => boolean };

/** The fields of a form in their sections. */
export function formSections(
  object: Pick<ObjectDescribe, 'name'>,
  fields: readonly EditField[],
  first?: FirstFields,
): FormSection[] {
  const byName = new Map(fields.map((field) => [field.describe.name, field]));
  const before = first ? fields.filter(first.passes) : [];
  const rest = fields.filter((field) => !before.includes(field)).map(({ describe }) => describe);
  const sections = fieldSections({ name: object.name, fields: rest }).map((section) => ({
    title: section.title,
    fields: section.fields.flatMap(({ name }) => byName.get(name) ?? []),
  }));
  return first && before.length > 0 ? [{ title: first.title, fields: before }, ...sections] : sections;
}

/** Whether a field is meant by what was typed. */
export function fitsText({ describe }: EditField, text: string): boolean {
  return `${describe.label}\n${describe.name}`.toLowerCase().includes(text.trim().toLowerCase());
}

/** The sections narrowed by typing. What was changed stays in view: nothing is proposed that cannot be seen. */
export function narrowed(
  sections: readonly FormSection[],
  text: string,
  isTouched: (field: EditField) => boolean,
): FormSection[] {
  return sections
    .map(({ title, fields }) => ({
      title,
      fields: fields.filter((field) => fitsText(field, text) || isTouched(field)),
    }))
    .filter(({ fields }) => fields.length > 0);
}
