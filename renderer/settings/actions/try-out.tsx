import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import { type Action, anyObject } from '../../../shared/model/action.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { Note } from '../../ui/note.tsx';
import { useOrg } from '../../ui/org-context.tsx';
import { Press } from '../../ui/press.tsx';
import { Failed } from '../../ui/states.tsx';
import style from './actions.module.css';

/** Asks for the action as an agent would, on the practice org; it waits in Approvals like any other. */
export function TryOut(props: { of: Action }) {
  const { of } = props;
  const { query } = useConsole();
  const org = useOrg();
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const tried = useMutation(query.actions.tryOut.mutationOptions());
  const names = inputNames(of);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = Object.entries(values).filter(([, value]) => value.trim() !== '');
    tried.mutate({ key: of.key, inputs: Object.fromEntries(given) });
  };
  return (
    <details className={style.more}>
      <summary>Try it on the practice org</summary>
      <form className={style.form} onSubmit={submit} noValidate aria-label={`Try ${of.label}`}>
        {names.map((name) => (
          <TextInput
            key={name}
            label={name}
            value={values[name] ?? ''}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setValues((held) => ({ ...held, [name]: value }));
            }}
          />
        ))}
        <div className={style.presses}>
          <Press type="submit" refusedBecause={whyNot(org?.environment, tried.isPending)}>
            Propose it
          </Press>
        </div>
      </form>
      {tried.error ? <Failed problem={refusalOf(tried.error)} /> : null}
      {tried.data ? (
        <Note tone="green">
          {tried.data.reference} waits in <Link to="/approvals">Approvals</Link>.
        </Note>
      ) : null}
    </details>
  );
}

function whyNot(environment: string | undefined, isPending: boolean): string | null {
  if (environment !== 'practice') return 'This console is connected to a real org.';
  return isPending ? 'Being proposed.' : null;
}

function inputNames(of: Action): string[] {
  const collected = of.inputs.filter(({ from }) => from.mode === 'collected' || from.mode === 'defaulted');
  const anyOf = of.object === anyObject && of.operation !== 'read' ? ['object', 'fields'] : [];
  const record = of.record === 'given' || of.record === 'found' ? ['record_id'] : [];
  return [...anyOf, ...record, ...(of.find?.by ?? []).map(({ name }) => name), ...collected.map(({ name }) => name)];
}
