import { TextInput, UnstyledButton } from '@mantine/core';
import { type FormEvent, type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import type { FieldValues } from '../../shared/model/field-value.ts';
import type { ObjectDescribe } from '../../shared/model/object-describe.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { type EditField, readDrafts, startDrafts } from '../proposal/edit-fields.ts';
import { EditInput } from '../proposal/edit-input.tsx';
import { type Draft, isRequired, toDraft } from '../proposal/field-draft.ts';
import { SearchIcon } from '../ui/icons.tsx';
import { useOrg } from '../ui/org-context.tsx';
import { Press } from '../ui/press.tsx';
import { Failed, SectionLabel } from '../ui/states.tsx';
import { fieldSections } from './field-sections.ts';
import style from './records.module.css';

type FieldFormProps = {
  title: string;
  object: ObjectDescribe;
  operation: 'create' | 'update';
  fields: readonly EditField[];
  /** Which section of fields comes before the others. */
  first?: { title: string; passes: (field: EditField) => boolean };
  busy: boolean;
  problem: Problem | null;
  /** Above the fields. */
  children?: ReactNode;
  onPropose: (values: FieldValues) => void;
  onClose: () => void;
};

/** Fields as inputs, as the describe says; what was changed becomes a proposal. */
export function FieldForm(props: FieldFormProps) {
  const { fields, operation, object } = props;
  const timeZone = useOrg()?.timeZone ?? 'UTC';
  const [drafts, setDrafts] = useState(() => startDrafts(fields, timeZone));
  const [tried, setTried] = useState(false);
  const [text, setText] = useState('');
  const sought = useDeferredValue(text.trim().toLowerCase());
  const { edits, reasons } = readDrafts(fields, drafts, { operation, timeZone });
  const touched = (field: EditField) =>
    drafts[field.describe.name] !== toDraft(field.proposed, field.describe.type, timeZone);
  // An untouched blank that was blank before is no mistake of an update.
  const wrong = fields.filter((field) => reasons[field.describe.name] && (operation === 'create' || touched(field)));
  const changed = Object.keys(edits).length;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    const first = wrong[0];
    if (first) {
      setText('');
      const form = event.currentTarget;
      // The field may have been narrowed away until now.
      requestAnimationFrame(() => form.querySelector<HTMLElement>(`[name="${first.describe.name}"]`)?.focus());
    } else if (changed > 0 && !props.busy) props.onPropose(edits);
  };

  const sections = useSections(props, sought, touched);
  return (
    <form className={style.form} onSubmit={submit} noValidate aria-label={props.title}>
      {props.children}
      <div className={style.filter}>
        <TextInput
          className={style.filterText}
          type="search"
          aria-label="Narrow the fields by label or API name"
          placeholder="Narrow the fields"
          leftSection={<SearchIcon size={14} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      {sections.map((section) => (
        <fieldset key={section.title} className={style.formSection}>
          <legend className="sr-only">{section.title}</legend>
          <SectionLabel count={section.fields.length}>{section.title}</SectionLabel>
          <div className={style.inputs}>
            {section.fields.map((field) => (
              <FormInput
                key={field.describe.name}
                field={field}
                operation={operation}
                draft={drafts[field.describe.name] ?? ''}
                start={toDraft(field.proposed, field.describe.type, timeZone)}
                reason={tried || touched(field) ? (reasons[field.describe.name] ?? null) : null}
                onDraft={(draft) => setDrafts((held) => ({ ...held, [field.describe.name]: draft }))}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <div className={style.formFoot}>
        {props.problem ? <Failed problem={props.problem} /> : null}
        {tried && wrong.length > 0 ? (
          <p role="alert">{wrongWords(wrong.map(({ describe }) => describe.label))}</p>
        ) : null}
        <div className={style.formPresses}>
          <Press type="submit" tone="primary" refusedBecause={whyNot(changed, props.busy, wrong.length > 0)}>
            {proposeWords(operation, object.label, changed)}
          </Press>
          <Press onPress={props.onClose}>Cancel</Press>
          <span className={style.formMeta}>Nothing is sent before it is approved.</span>
        </div>
      </div>
    </form>
  );
}

function useSections(
  { object, fields, first }: FieldFormProps,
  sought: string,
  touched: (field: EditField) => boolean,
): { title: string; fields: EditField[] }[] {
  const all = useMemo(() => {
    const byName = new Map(fields.map((field) => [field.describe.name, field]));
    const before = first ? fields.filter(first.passes) : [];
    const rest = fields.filter((field) => !before.includes(field)).map(({ describe }) => describe);
    const sections = fieldSections({ name: object.name, fields: rest }).map((section) => ({
      title: section.title,
      fields: section.fields.flatMap(({ name }) => byName.get(name) ?? []),
    }));
    return first && before.length > 0 ? [{ title: first.title, fields: before }, ...sections] : sections;
  }, [object, fields, first]);
  const fits = ({ describe }: EditField) => `${describe.label}\n${describe.name}`.toLowerCase().includes(sought);
  // What was changed stays in view: nothing is proposed that cannot be seen.
  return all
    .map((section) => ({ ...section, fields: section.fields.filter((field) => fits(field) || touched(field)) }))
    .filter((section) => section.fields.length > 0);
}

type FormInputProps = {
  field: EditField;
  operation: 'create' | 'update';
  draft: Draft;
  start: Draft;
  reason: string | null;
  onDraft: (draft: Draft) => void;
};

function FormInput(props: FormInputProps) {
  const { field, draft, start } = props;
  const { describe } = field;
  return (
    <div
      className={style.input}
      data-wide={describe.type === 'textarea' || undefined}
      data-touched={draft !== start || undefined}
    >
      <EditInput
        field={describe}
        draft={draft}
        display={field.display}
        required={isRequired(describe, props.operation) && describe.type !== 'boolean'}
        error={props.reason}
        autofocus={false}
        onDraft={props.onDraft}
      />
      {draft !== start && props.operation === 'update' ? (
        <UnstyledButton
          className={style.putBack}
          onClick={() => props.onDraft(start)}
          aria-label={`Put ${describe.label} back`}
        >
          Put back
        </UnstyledButton>
      ) : null}
    </div>
  );
}

function whyNot(changed: number, busy: boolean, wrong: boolean): string | null {
  if (busy) return 'Being proposed.';
  return changed === 0 && !wrong ? 'Nothing was filled in or changed yet.' : null;
}

function proposeWords(operation: 'create' | 'update', label: string, changed: number): string {
  if (operation === 'create') return `Propose this ${label.toLowerCase()}`;
  if (changed === 0) return 'Propose the changes';
  return changed === 1 ? 'Propose this change' : `Propose ${changed} changes`;
}

function wrongWords(labels: readonly string[]): string {
  return `Look at ${labels.slice(0, 4).join(', ')}${labels.length > 4 ? ` and ${labels.length - 4} more` : ''}.`;
}
