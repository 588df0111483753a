import { NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import type { SensitiveSettings } from '../../../shared/model/deciding.ts';
import { Press } from '../../ui/press.tsx';
import { careWords } from './care-words.ts';
import style from './deciding.module.css';

type Entry = SensitiveSettings['fields'][number];
type SensitiveFieldsProps = { fields: readonly Entry[]; onChange: (fields: Entry[]) => void };

const cares = ['two-steps', 'two-people'] as const;

/** Objects and fields that are sensitive in this company. */
export function SensitiveFields({ fields, onChange }: SensitiveFieldsProps) {
  return (
    <div className={style.fields}>
      <h4>Objects and fields of your own</h4>
      {fields.length > 0 ? (
        <ul className={style.list}>
          {fields.map((each, at) => (
            <li key={`${each.object}.${each.field}`} className={style.row}>
              <span className={style.name}>{entryWords(each)}</span>
              <span className={style.end}>
                {careWords[each.care]}
                <Press label={`Remove ${entryWords(each)}`} onPress={() => onChange(fields.toSpliced(at, 1))}>
                  Remove
                </Press>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <AddEntry
        onAdd={(entry) => onChange([...fields.filter((each) => entryWords(each) !== entryWords(entry)), entry])}
      />
    </div>
  );
}

function AddEntry(props: { onAdd: (entry: Entry) => void }) {
  const [entry, setEntry] = useState<Entry>({ object: '', field: '', care: 'two-steps' });
  const [tried, setTried] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const lacking = entry.object.trim() === '' && entry.field.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(lacking);
    first.current?.focus();
    if (lacking) return;
    props.onAdd({ ...entry, object: entry.object.trim(), field: entry.field.trim() });
    setEntry({ object: '', field: '', care: entry.care });
  };
  return (
    <form className={style.add} onSubmit={submit} noValidate aria-label="Add an object or a field">
      <TextInput
        ref={first}
        label="Object"
        placeholder="any"
        maxLength={80}
        spellCheck={false}
        value={entry.object}
        error={tried && lacking ? 'Name an object, a field, or both.' : null}
        onChange={(event) => setEntry({ ...entry, object: event.currentTarget.value })}
      />
      <TextInput
        label="Field"
        placeholder="any"
        maxLength={80}
        spellCheck={false}
        value={entry.field}
        onChange={(event) => setEntry({ ...entry, field: event.currentTarget.value })}
      />
      <NativeSelect
        label="Takes"
        value={entry.care}
        data={cares.map((value) => ({ value, label: careWords[value] }))}
        onChange={(event) =>
          setEntry({ ...entry, care: cares.find((each) => each === event.currentTarget.value) ?? 'two-steps' })
        }
      />
      <Press type="submit">Add</Press>
    </form>
  );
}

function entryWords({ object, field }: Entry): string {
  if (field === '') return `${object}, any field`;
  return object === '' ? `${field} of any object` : `${object}.${field}`;
}
