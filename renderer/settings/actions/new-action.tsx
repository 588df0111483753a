import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Action } from '../../../shared/model/action.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { Press } from '../../ui/press.tsx';
import { Failed } from '../../ui/states.tsx';
import style from './actions.module.css';
import { useActions, useCatalogueChanges } from './use-actions.ts';

const people = new Set(['Contact', 'Lead', 'Account']);

/** Makes an action of one's own: what it is called, the object it is about, and whether it creates or updates. */
export function NewAction(props: { onMade: (key: string) => void; onClose: () => void }) {
  const { query } = useConsole();
  const objects = useQuery(query.actions.objects.queryOptions());
  const { save } = useCatalogueChanges();
  const known = useActions().data ?? [];
  const [taken, setTaken] = useState<string | null>(null);
  const [label, setLabel] = useState('');
  const [description, setDescription] = useState('');
  const [object, setObject] = useState('');
  const [operation, setOperation] = useState<'create' | 'update'>('create');
  const able = (objects.data ?? []).filter((each) => (operation === 'create' ? each.createable : each.updateable));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const made = toAction({ label, description, object, operation });
    const same = known.find(({ action }) => action.key === made.key)?.action ?? null;
    setTaken(same?.label ?? null);
    // Saved all the same, it would take the place of the other with all its inputs.
    if (same) return save.reset();
    save.mutate(made, {
      onSuccess: () => {
        props.onMade(made.key);
        props.onClose();
      },
    });
  };
  const failed = save.error ?? objects.error;
  return (
    <form className={style.form} onSubmit={submit} noValidate aria-label="New action">
      <TextInput
        label="Label"
        required
        value={label}
        error={taken === null ? null : `There is “${taken}” already. Choose another label, or change that one.`}
        onChange={(event) => {
          setTaken(null);
          setLabel(event.currentTarget.value);
        }}
      />
      <TextInput
        label="Description for the LLM"
        required
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <NativeSelect
        label="It"
        data={[
          { value: 'create', label: 'creates a record' },
          { value: 'update', label: 'updates a record' },
        ]}
        value={operation}
        onChange={(event) => setOperation(event.currentTarget.value === 'update' ? 'update' : 'create')}
      />
      <NativeSelect
        label="Object"
        data={[
          { value: '', label: 'Choose' },
          ...able.map((each) => ({ value: each.name, label: `${each.label} (${each.name})` })),
        ]}
        value={object}
        onChange={(event) => setObject(event.currentTarget.value)}
      />
      {failed ? <Failed problem={refusalOf(failed)} /> : null}
      <div className={style.presses}>
        <Press type="submit" tone="primary">
          Make it
        </Press>
        <Press onPress={props.onClose}>Cancel</Press>
      </div>
    </form>
  );
}

type Made = { label: string; description: string; object: string; operation: 'create' | 'update' };

function toAction({ label, description, object, operation }: Made): Action {
  const key = label
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  const common = { key, label: label.trim(), description: description.trim(), object, find: null, inputs: [] };
  if (operation === 'create') {
    return { ...common, operation, writeClass: 'keyed-create', record: 'none', deprecated: false };
  }
  const record = people.has(object) ? 'caller' : 'given';
  return { ...common, operation, writeClass: 'absolute-update', record, deprecated: false };
}
