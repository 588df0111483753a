import { Checkbox, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { PersonFound } from '../../../shared/model/retention.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { Note } from '../../ui/note.tsx';
import { Press } from '../../ui/press.tsx';
import { Failed } from '../../ui/states.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { countWords } from './count-words.ts';
import style from './retention.module.css';

/** Finds everything that is kept of a person, says how much it is, and erases it. */
export function ErasePerson(props: { onErased: () => void }) {
  const { query } = useConsole();
  const [text, setText] = useState('');
  const find = useMutation(query.retention.findPerson.mutationOptions());
  const erase = useMutation(
    query.retention.erasePerson.mutationOptions({
      onSuccess: () => {
        find.reset();
        setText('');
        props.onErased();
      },
    }),
  );
  const identifiers = text
    .split(/[,;\n]/)
    .map((each) => each.trim())
    .filter(Boolean);
  const ask = (those: string[]) => {
    erase.reset();
    find.mutate({ identifiers: those });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (identifiers.length > 0 && !identifiers.some(isTooShort)) ask(identifiers);
  };
  const add = (identifier: string) => {
    const longer = [...identifiers, identifier];
    setText(longer.join(', '));
    ask(longer);
  };
  const erased = erase.data && countWords(erase.data);
  return (
    <section className={style.group} aria-labelledby="person-title">
      <h2 id="person-title">Everything of one person</h2>
      <p className={style.quiet}>
        Asked for by the person it is about. Give their record’s id, phone number or email address; several with commas.
        Salesforce and the platforms keep what they have.
      </p>
      <form className={style.find} onSubmit={submit}>
        <TextInput
          className={style.field}
          label="Record, phone or email"
          placeholder="+1 415 555 0134, dana@reyes.example"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            find.reset();
          }}
        />
        <Press
          type="submit"
          refusedBecause={
            identifiers.some(isTooShort) || identifiers.length === 0 ? 'Say whom, in five characters or more.' : null
          }
        >
          Find
        </Press>
      </form>
      {find.error ? <Failed problem={refusalOf(find.error)} /> : null}
      {find.data ? (
        <FoundPerson
          found={find.data}
          erasing={erase.isPending}
          onAdd={add}
          onErase={() => erase.mutate({ identifiers })}
        />
      ) : null}
      {erase.error ? <Failed problem={refusalOf(erase.error)} /> : null}
      {erase.isSuccess ? (
        <output>
          <Note tone="green">{erased ? `Erased: ${erased}.` : 'There was nothing to erase.'}</Note>
        </output>
      ) : null}
    </section>
  );
}

type FoundProps = { found: PersonFound; erasing: boolean; onAdd: (identifier: string) => void; onErase: () => void };

function FoundPerson({ found, erasing, onAdd, onErase }: FoundProps) {
  const [sure, setSure] = useState(false);
  const told = countWords(found.counts);
  if (!told) return <Note tone="quiet">Nothing is kept of this person.</Note>;
  return (
    <div className={style.found}>
      <p>Kept of this person: {told}.</p>
      {found.also.length > 0 ? (
        <div className={style.also}>
          <span className={style.quiet}>The same calls also name</span>
          {found.also.map(({ identifier, label }) => (
            <Press
              key={identifier}
              tone="quiet"
              label={`Look for ${identifier} (${label}) too`}
              onPress={() => onAdd(identifier)}
            >
              + <VisibleText text={`${identifier} (${label})`} />
            </Press>
          ))}
        </div>
      ) : null}
      {found.open.length > 0 ? (
        <Note tone="amber">
          Nothing can be erased yet: {found.open.slice(0, 5).join(' ')}
          {found.open.length > 5 ? ` And ${found.open.length - 5} more.` : ''}
        </Note>
      ) : (
        <>
          <Checkbox
            label="I know that it cannot be brought back"
            checked={sure}
            onChange={(event) => setSure(event.currentTarget.checked)}
          />
          <div className={style.actions}>
            <Press tone="danger" refusedBecause={eraseRefusal(sure, erasing)} onPress={onErase}>
              Erase everything of this person
            </Press>
          </div>
        </>
      )}
    </div>
  );
}

function isTooShort(identifier: string): boolean {
  return identifier.length < 5;
}

function eraseRefusal(sure: boolean, erasing: boolean): string | null {
  if (erasing) return 'It is being erased.';
  return sure ? null : 'Say that you know first.';
}
