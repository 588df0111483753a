import { TextInput, UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { EditField } from '../proposal/editing/edit-fields.ts';
import { EditInput } from '../proposal/editing/edit-input.tsx';
import { type Draft, isRequired } from '../proposal/editing/field-draft.ts';
import { SearchIcon } from '../ui/icons.tsx';
import style from './records.module.css';

type FormInputProps = {
  field: EditField;
  operation: 'create' | 'update';
  draft: Draft;
  start: Draft;
  reason: string | null;
  onDraft: (draft: Draft) => void;
};

/** One input of a form; what was changed can be put back. */
export function FormInput(props: FormInputProps) {
  const { field, draft, start } = props;
  const { describe } = field;
  return (
    <div
      className={style.input}
      data-field={describe.name}
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
          aria-label={`Put back ${describe.label}`}
        >
          Put back
        </UnstyledButton>
      ) : null}
    </div>
  );
}

/** Gives an input of a form the focus, by its field. */
export function focusOnField(form: HTMLFormElement | null, field: string): void {
  const place = form?.querySelector(`[data-field="${CSS.escape(field)}"]`);
  place?.querySelector<HTMLElement>('input:not([type="hidden"]), textarea')?.focus();
}

type FormFilterProps = {
  text: string;
  onText: (text: string) => void;
  onEnter: (form: HTMLFormElement | null) => void;
};

/** Narrows a form. Enter goes on to the first field that fits: it is not yet time to propose. */
export function FormFilter(props: FormFilterProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    props.onEnter(event.currentTarget.form);
  };
  return (
    <div className={style.filter}>
      <TextInput
        ref={field}
        className={style.filterText}
        type="search"
        aria-label="Narrow the fields by label or API name"
        placeholder="Narrow the fields"
        leftSection={<SearchIcon size={14} />}
        value={props.text}
        onChange={(event) => props.onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
