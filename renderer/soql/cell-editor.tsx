import { Popover } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type FieldValue, sameFieldValue } from '../../shared/model/field-value.ts';
import type { FieldDescribe } from '../../shared/model/object-describe.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { EditInput } from '../proposal/editing/edit-input.tsx';
import { isRequired, readDraft, toDraft } from '../proposal/editing/field-draft.ts';
import { Press } from '../ui/press.tsx';
import { Failed } from '../ui/states.tsx';
import style from './soql.module.css';

type CellEditorProps = {
  field: FieldDescribe;
  value: FieldValue;
  timeZone: string;
  /** Why what was proposed last was not taken. */
  problem: Problem | null;
  busy: boolean;
  onPropose: (value: FieldValue) => void;
  onClose: () => void;
  /** The place it opens at. */
  children: ReactNode;
};

/** The editor of one cell, as its field wants it. It writes nothing: what comes of it is a proposal. */
export function CellEditor(props: CellEditorProps) {
  return (
    <Popover
      opened
      onChange={(opened) => !opened && props.onClose()}
      position="bottom-start"
      width={320}
      trapFocus
      returnFocus
      closeOnClickOutside={false}
      withRoles={false}
    >
      <Popover.Target>{props.children}</Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={`Edit ${props.field.label}`}>
        <EditorForm {...props} />
      </Popover.Dropdown>
    </Popover>
  );
}

function EditorForm(props: CellEditorProps) {
  const { field, value, timeZone } = props;
  const [draft, setDraft] = useState(() => toDraft(value, field.type, timeZone));
  const [tried, setTried] = useState(false);
  const read = readDraft(draft, field, { operation: 'update', timeZone });
  // An untouched input is the value itself: no round trip through text may change it.
  const untouched = draft === toDraft(value, field.type, timeZone) || (read.ok && sameFieldValue(read.value, value));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (untouched) props.onClose();
    else if (read.ok && !props.busy) props.onPropose(read.value);
  };
  return (
    <form className={style.cellEditor} onSubmit={submit} noValidate>
      <EditInput
        field={field}
        draft={draft}
        display={null}
        required={isRequired(field, 'update')}
        error={tried && !read.ok && !untouched ? read.reason : null}
        autofocus
        onDraft={setDraft}
      />
      {props.problem ? <Failed problem={props.problem} /> : null}
      <div className={style.presses}>
        <Press type="submit" tone="primary" refusedBecause={props.busy ? 'Sent, waiting for the console.' : null}>
          {untouched ? 'Leave as it is' : 'Propose this'}
        </Press>
        <Press onPress={props.onClose}>Cancel</Press>
      </div>
      <p className={style.quiet}>Nothing is written until you approve the proposal.</p>
    </form>
  );
}
