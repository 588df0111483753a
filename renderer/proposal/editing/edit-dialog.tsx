import { Modal, UnstyledButton } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useMemo, useState } from 'react';
import type { FieldValues } from '../../../shared/model/field-value.ts';
import type { ObjectDescribe } from '../../../shared/model/object-describe.ts';
import type { Proposal, ProposedValue } from '../../../shared/model/proposal.ts';
import { refusalOf } from '../../client/refusal.ts';
import { EvidenceLine } from '../../transcript/evidence-line.tsx';
import { Note } from '../../ui/note.tsx';
import { useOrg } from '../../ui/org-context.tsx';
import { Press } from '../../ui/press.tsx';
import { Failed, Skeleton } from '../../ui/states.tsx';
import { RefusalNote } from '../parts/refusal-note.tsx';
import { MarkView } from '../parts/support-view.tsx';
import { ValueView } from '../parts/value-view.tsx';
import style from '../proposal-card.module.css';
import { type EditField, editFields, readDrafts, startDrafts, touchedFields } from './edit-fields.ts';
import { EditInput } from './edit-input.tsx';
import { type Draft, isRequired, toDraft } from './field-draft.ts';
import { useDescribe } from './use-describe.ts';

type EditDialogProps = {
  /** The proposal as it is now; the form keeps to the one it was opened on. */
  of: Proposal;
  /** Why the last approval was not sent. */
  hindrance: string | null;
  onApprove: (of: Proposal, edits: FieldValues) => void;
  onClose: () => void;
};

/** Edit, then approve: a form as the object's describe says, which refuses what cannot be sent. */
export function EditDialog(props: EditDialogProps) {
  const { describe, error } = useDescribe(props.of.object);
  const [opened, setOpened] = useState(props.of);
  const [touched, setTouched] = useState(false);
  // What was refused is read anew when it is taken up again: until somebody types, the form goes along.
  const changed = basisOf(props.of) !== basisOf(opened);
  if (props.of !== opened && !(touched && changed)) setOpened(props.of);
  const moved = touched && changed;
  const startAgain = () => {
    setTouched(false);
    setOpened(props.of);
  };
  return (
    <Modal opened onClose={props.onClose} title={`Edit: ${opened.actionLabel}`} size={560}>
      {moved ? (
        <Note tone="amber" actions={<Press onPress={startAgain}>Start again from the proposal as it is now</Press>}>
          This proposal changed while you were editing. It can only be approved as it is now.
        </Note>
      ) : null}
      {error ? <Failed problem={refusalOf(error)} /> : null}
      {describe ? (
        <EditForm
          key={basisOf(opened)}
          {...props}
          of={opened}
          object={describe}
          moved={moved}
          onTouch={() => setTouched(true)}
        />
      ) : null}
      {describe || error ? null : <Skeleton of="the object's fields" />}
    </Modal>
  );
}

/** What an edit builds on; another reading of the same record with the same values is no change. */
function basisOf(of: Proposal): string {
  const values = of.values.map(({ field, value, invalid }) => [field, value, invalid]);
  const isOpen = of.status.state === 'waiting' || of.status.state === 'failed';
  return JSON.stringify([isOpen, of.record?.id, values, (of.current ?? of.base)?.fields]);
}

type EditFormProps = EditDialogProps & { object: ObjectDescribe; moved: boolean; onTouch: () => void };

function EditForm(props: EditFormProps) {
  const { of, object } = props;
  const timeZone = useOrg()?.timeZone ?? 'UTC';
  const context = { operation: of.operation, timeZone };
  const fields = useMemo(() => editFields(of, object), [of, object]);
  const [drafts, setDrafts] = useState(() => startDrafts(fields, timeZone));
  const [tried, setTried] = useState(false);
  const { edits, reasons } = readDrafts(fields, drafts, context);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    const first = Object.keys(reasons)[0];
    if (first !== undefined) return focusOn(event.currentTarget, first);
    if (whyNotSend(of, props.moved) === null) props.onApprove(of, edits);
  };

  // A change that cannot be sent yet is a change all the same.
  const changed = touchedFields(fields, drafts, timeZone).some((name) => name in edits || name in reasons);
  return (
    <form className={style.form} onSubmit={submit} onKeyDown={enterIn} noValidate>
      {fields.map((field, index) => (
        <FormField
          key={field.describe.name}
          of={of}
          field={field}
          draft={drafts[field.describe.name] ?? ''}
          reason={tried || drafts[field.describe.name] !== '' ? (reasons[field.describe.name] ?? null) : null}
          autofocus={index === 0}
          onDraft={(draft) => {
            props.onTouch();
            setDrafts((held) => ({ ...held, [field.describe.name]: draft }));
          }}
        />
      ))}
      <RefusalNote of={of} hindrance={props.hindrance} />
      <div className={style.formFoot}>
        <Press type="submit" tone="primary" hint="Ctrl ↵" refusedBecause={whyNotSend(of, props.moved)}>
          {changed ? 'Approve with these changes' : 'Approve unchanged'}
        </Press>
        <Press onPress={props.onClose}>Cancel</Press>
      </div>
    </form>
  );
}

/** With Ctrl it approves from any field; by itself, in a list of choices, it takes a choice and never approves. */
function enterIn(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== 'Enter') return;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    event.currentTarget.requestSubmit();
  } else if (event.target instanceof HTMLElement && event.target.getAttribute('role') === 'combobox') {
    event.preventDefault();
  }
}

function whyNotSend(of: Proposal, moved: boolean): string | null {
  if (moved) return 'Start again from the proposal as it is now.';
  return of.readiness.state === 'preparing' ? 'The record is still being read.' : null;
}

type FormFieldProps = {
  of: Proposal;
  field: EditField;
  draft: Draft;
  reason: string | null;
  autofocus: boolean;
  onDraft: (draft: Draft) => void;
};

function FormField(props: FormFieldProps) {
  const { of, field, draft } = props;
  const { describe } = field;
  const timeZone = useOrg()?.timeZone ?? 'UTC';
  const start = toDraft(field.proposed, describe.type, timeZone);
  const touched = draft !== start;
  return (
    <div className={style.formField}>
      <EditInput
        field={describe}
        draft={draft}
        display={field.display}
        required={isRequired(describe, of.operation)}
        error={props.reason ?? (touched ? null : field.told)}
        autofocus={props.autofocus}
        onDraft={props.onDraft}
      />
      {field.proposal ? <Support value={field.proposal} /> : null}
      <div className={style.formMeta}>
        {touched ? (
          <span>
            Proposed:{' '}
            <ValueView
              place={{ object: of.object, field: describe.name, type: describe.type }}
              value={field.proposed}
              display={field.display}
            />{' '}
            <UnstyledButton className={style.putBack} onClick={() => props.onDraft(start)}>
              Put back
            </UnstyledButton>
          </span>
        ) : null}
        {describe.type === 'textarea' && typeof draft === 'string' && describe.length > 0 ? (
          <span>
            {draft.length} of {describe.length}
          </span>
        ) : null}
      </div>
    </div>
  );
}

/** What was said for the proposed value: whoever changes it should see the words they change it against. */
function Support(props: { value: ProposedValue }) {
  const { evidence, origin, resolvedFrom, alternatives, marks = [] } = props.value;
  const others = alternatives.flatMap((other) => other.evidence ?? []);
  const remark = resolvedFrom ? `from “${resolvedFrom}”` : null;
  return (
    <>
      {evidence ? <EvidenceLine evidence={evidence} remark={remark} /> : null}
      {others.map((other) => (
        <EvidenceLine key={`${other.utterance} ${other.start} ${other.end}`} evidence={other} />
      ))}
      {marks.map((mark) => (
        <MarkView key={mark.kind} of={props.value} mark={mark} />
      ))}
      {!evidence && others.length === 0 && marks.length === 0 && origin === 'said' ? (
        <div className={style.quietSupport}>Never said in the call</div>
      ) : null}
    </>
  );
}

function focusOn(form: HTMLFormElement, name: string): void {
  form.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)?.focus();
}
