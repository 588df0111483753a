import { NumberInput, Switch, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import type { ActionView } from '../../../shared/contract/action-views.ts';
import { isAccessToken } from '../../../shared/model/access-token.ts';
import { type Action, type ActionInput, anyObject } from '../../../shared/model/action.ts';
import { refusalOf } from '../../client/refusal.ts';
import { useDescribe } from '../../proposal/editing/use-describe.ts';
import { Note } from '../../ui/note.tsx';
import { Press } from '../../ui/press.tsx';
import { Failed } from '../../ui/states.tsx';
import style from './actions.module.css';
import { InputEditor } from './input-editor.tsx';
import { ToolCopy } from './tool-copy.tsx';
import { TryOut } from './try-out.tsx';
import { useCatalogueChanges } from './use-actions.ts';

/** Objects that an org may have assignment rules for. */
const assigned = ['Case', 'Lead', anyObject];

/** One action: its words, its inputs and where they go, what the org says of it, and how a platform is told of it. */
export function ActionEditor(props: {
  of: ActionView;
  /** As it is filled in; it is kept while another action is looked at. */
  draft: Action;
  onDraft: (draft: Action | null) => void;
}) {
  const { draft, onDraft } = props;
  const { action: shown, builtIn, edited, flags, checked } = props.of;
  const [removing, askToRemove] = useState(false);
  const { save, reset } = useCatalogueChanges();
  const token = isAccessToken(shown);
  const change = (part: Partial<Action>) => onDraft({ ...draft, ...part });
  const onSuccess = () => onDraft(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(draft, { onSuccess });
  };
  const setBack = () => reset.mutate({ key: shown.key }, { onSuccess });
  const isUnchanged = JSON.stringify(draft) === JSON.stringify(shown);
  const failed = save.error ?? reset.error;
  return (
    <div className={style.editor}>
      <form className={style.form} onSubmit={submit} noValidate aria-label={`Edit ${shown.label}`}>
        {checked ? null : <Note tone="amber">Salesforce cannot be asked now: fields are not checked.</Note>}
        {flags.map(({ input, message }) => (
          <Note key={`${input} ${message}`} tone="red">
            {input ? `${input}: ` : ''}
            {message}
          </Note>
        ))}
        <TextInput
          label="Label"
          required
          value={draft.label}
          onChange={(event) => change({ label: event.currentTarget.value })}
        />
        <Textarea
          label="Description for the LLM"
          required
          autosize
          minRows={2}
          value={draft.description}
          onChange={(event) => change({ description: event.currentTarget.value })}
        />
        {shown.off === undefined ? (
          <Switch
            label="Offered to agents"
            description="Off, it stays here struck through and cannot be asked for."
            checked={!draft.deprecated}
            onChange={(event) => change({ deprecated: !event.currentTarget.checked })}
          />
        ) : (
          <Switch
            label="Switched on"
            description="Off, no agent is told of it, and whoever asks for it is refused."
            checked={!draft.off}
            onChange={(event) => change({ off: !event.currentTarget.checked })}
          />
        )}
        {token ? (
          <Note tone="amber">
            Whoever is given an access token writes to Salesforce without Countersign until it is revoked. It is issued
            by an app of its own: <Link to="/settings/orgs">Settings, Orgs</Link>, Access tokens for agents.
          </Note>
        ) : null}
        {draft.operation === 'create' && assigned.includes(draft.object) ? (
          <Switch
            label="Assignment rules choose the owner"
            description="Off, what it creates belongs to the supervisor who approved it."
            checked={draft.assignmentRules === true}
            onChange={(event) => change({ assignmentRules: event.currentTarget.checked })}
          />
        ) : null}
        <NumberInput
          label="Ends undecided after, hours"
          description="Empty: as it is set under Deciding. Nothing is approved by it."
          min={0.25}
          max={24 * 365}
          allowNegative={false}
          value={draft.expiresAfterHours ?? ''}
          onChange={(value) =>
            change({ expiresAfterHours: typeof value === 'number' && value > 0 ? value : undefined })
          }
        />
        {draft.object === anyObject || token ? null : (
          <Inputs draft={draft} onChange={(inputs) => change({ inputs })} />
        )}
        {failed ? <Failed problem={refusalOf(failed)} /> : null}
        <div className={style.presses}>
          <Press type="submit" tone="primary" refusedBecause={isUnchanged ? 'Nothing was changed.' : null}>
            Save
          </Press>
          {edited ? (
            <Press tone="quiet" onPress={() => askToRemove(true)}>
              {builtIn ? 'Set back to how it came' : 'Remove'}
            </Press>
          ) : null}
        </div>
        {removing ? (
          <fieldset className={style.inputs}>
            <legend>{builtIn ? `Set ${shown.label} back?` : `Remove ${shown.label}?`}</legend>
            <p>
              {builtIn
                ? 'What you changed of it is gone. Proposals that were made with it stay.'
                : 'Agents can no longer ask for it. Proposals that were made with it stay.'}
            </p>
            <div className={style.presses}>
              <Press tone="danger" onPress={setBack}>
                {builtIn ? 'Set it back' : 'Remove it'}
              </Press>
              <Press onPress={() => askToRemove(false)}>Keep it</Press>
            </div>
          </fieldset>
        ) : null}
      </form>
      <ToolCopy of={shown} />
      {token ? null : <TryOut of={shown} />}
    </div>
  );
}

function Inputs(props: { draft: Action; onChange: (inputs: ActionInput[]) => void }) {
  const { draft, onChange } = props;
  const { describe } = useDescribe(draft.object);
  const writable = (describe?.fields ?? []).filter(({ createable, updateable }) =>
    draft.operation === 'create' ? createable : updateable,
  );
  const add = () => {
    const free = writable.find(({ name }) => !draft.inputs.some(({ field }) => field === name));
    if (free) onChange([...draft.inputs, newInput(free.name)]);
  };
  return (
    <fieldset className={style.inputs}>
      <legend>Inputs, written to {describe?.label ?? draft.object}</legend>
      {draft.inputs.map((input, at) => (
        <InputEditor
          // The place is what stays the same while its name is typed.
          // biome-ignore lint/suspicious/noArrayIndexKey: inputs are only ever changed in place, added last or removed
          key={at}
          of={input}
          fields={writable}
          onChange={(changed) => onChange(draft.inputs.with(at, changed))}
          onRemove={() => onChange(draft.inputs.toSpliced(at, 1))}
        />
      ))}
      <Press onPress={add}>Add an input</Press>
    </fieldset>
  );
}

function newInput(field: string): ActionInput {
  const name = field
    .replace(/__c$/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
  return { name, field, description: '', required: false, from: { mode: 'collected' }, onlyForStrangers: false };
}
