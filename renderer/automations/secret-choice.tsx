import { NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { Press } from '../ui/press.tsx';
import { Failed } from '../ui/states.tsx';
import style from './automations.module.css';

type SecretChoiceProps = { value: string | null; error: string | undefined; onChange: (name: string | null) => void };

/** Which stored secret goes with a webhook. Secrets go in, and never come out. */
export function SecretChoice({ value, error, onChange }: SecretChoiceProps) {
  const { query } = useConsole();
  const names = useQuery(query.automations.secrets.list.queryOptions());
  const [adding, setAdding] = useState(false);
  const known = names.data ?? [];
  const gone = value !== null && !known.includes(value) ? [{ value, label: `${value} (not stored here)` }] : [];
  return (
    <fieldset className={style.group}>
      <legend>Secret</legend>
      <NativeSelect
        aria-label="Secret that goes with it"
        description="One that begins with whsec_ signs what is sent; any other is sent along as a bearer token."
        data={[{ value: '', label: 'None' }, ...gone, ...known.map((name) => ({ value: name, label: name }))]}
        value={value ?? ''}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value || null)}
      />
      {adding ? (
        <NewSecret
          onKept={(name) => {
            setAdding(false);
            void names.refetch();
            onChange(name);
          }}
        />
      ) : (
        <Press tone="quiet" onPress={() => setAdding(true)}>
          Store a secret
        </Press>
      )}
    </fieldset>
  );
}

function NewSecret(props: { onKept: (name: string) => void }) {
  const { query } = useConsole();
  const [name, setName] = useState('');
  const [secret, setSecret] = useState('');
  const keep = useMutation(
    query.automations.secrets.set.mutationOptions({ onSuccess: () => props.onKept(name.trim()) }),
  );
  const blank = name.trim() === '' || secret === '' ? 'Give it a name and a value.' : null;
  return (
    <div className={style.named}>
      <TextInput
        label="Its name"
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordInput
        label="The secret"
        autoComplete="off"
        value={secret}
        maxLength={4_000}
        onChange={(event) => setSecret(event.currentTarget.value)}
      />
      <Press tone="quiet" onPress={() => setSecret(newSigningSecret())}>
        Make one that signs
      </Press>
      <Press refusedBecause={blank} onPress={() => keep.mutate({ name: name.trim(), value: secret })}>
        Store
      </Press>
      {keep.error ? <Failed problem={refusalOf(keep.error)} /> : null}
    </div>
  );
}

/** As standardwebhooks.com has them: the receiver needs the same. */
function newSigningSecret(): string {
  return `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(24))))}`;
}
