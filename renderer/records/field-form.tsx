import { type FormEvent, useDeferredValue, useMemo, useState } from 'react';
import type { FieldValues } from '../../shared/model/field-value.ts';
import type { ObjectDescribe } from '../../shared/model/object-describe.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { type EditField, readDrafts, startDrafts } from '../proposal/editing/edit-fields.ts';
import { toDraft } from '../proposal/editing/field-draft.ts';
import { useOrg } from '../ui/org-context.tsx';
import { Press } from '../ui/press.tsx';
import { Failed, SectionLabel } from '../ui/states.tsx';
import { FormFilter, FormInput, focusOnField } from './form-input.tsx';
import { type FirstFields, fitsText, formSections, narrowed } from './form-sections.ts';
import style from './records.module.css';

type FieldFormProps = {
  title: string;
  object: ObjectDescribe;
  operation: 'create' | 'update';
  fields: readonly EditField[];
  first?: FirstFields;
  busy: boolean;
  problem: Problem | null;
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
  const { edits, reasons } = readDrafts(fields, drafts, { operation, timeZone });
  const startOf = ({ describe, proposed }: EditField) => toDraft(proposed, describe.type, timeZone);
  const isTouched = (field: EditField) => drafts[field.describe.name] !== startOf(field);
  // What was blank already and is left alone is no mistake of an update.
  const wrong = fields.filter((field) => reasons[field.describe.name] && (operation === 'create' || isTouched(field)));
  const changed = Object.keys(edits).length;
  const all = useMemo(() => formSections(object, fields, props.first), [object, fields, props.first]);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    const form = event.currentTarget;
    const first = wrong[0];
    if (!first) {
      if (changed > 0 && !props.busy) props.onPropose(edits);
      return;
    }
    setText('');
    // The field may have been narrowed away until now.
    requestAnimationFrame(() => focusOnField(form, first.describe.name));
  };
  const focusOnFirst = (form: HTMLFormElement | null) => {
    const first = all.flatMap((section) => section.fields).find((field) => fitsText(field, text));
    if (first) focusOnField(form, first.describe.name);
  };

  return (
    <form className={style.form} onSubmit={submit} noValidate aria-label={props.title}>
      <FormFilter text={text} onText={setText} onEnter={focusOnFirst} />
      {narrowed(all, useDeferredValue(text), isTouched).map((section) => (
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
                start={startOf(field)}
                reason={tried || isTouched(field) ? (reasons[field.describe.name] ?? null) : null}
                onDraft={(draft) => setDrafts((held) => ({ ...held, [field.describe.name]: draft }))}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <div className={style.formFoot}>
        {props.problem ? <Failed problem={props.problem} /> : null}
        {tried && wrong.length > 0 ? <p role="alert">{wrongWords(wrong)}</p> : null}
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

function whyNot(changed: number, busy: boolean, wrong: boolean): string | null {
  if (busy) return 'Being proposed.';
  return changed === 0 && !wrong ? 'Nothing was filled in or changed yet.' : null;
}

function proposeWords(operation: 'create' | 'update', label: string, changed: number): string {
  if (operation === 'create') return `Propose this ${label.toLowerCase()}`;
  if (changed === 0) return 'Propose the changes';
  return changed === 1 ? 'Propose this change' : `Propose ${changed} changes`;
}

function wrongWords(wrong: readonly EditField[]): string {
  const labels = wrong.map(({ describe }) => describe.label);
  return `Look at ${labels.slice(0, 4).join(', ')}${labels.length > 4 ? ` and ${labels.length - 4} more` : ''}.`;
}
