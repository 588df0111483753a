import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { common, type EditInputProps } from './edit-input-props.ts';
import { useLookupChoices } from './use-lookup-choices.ts';

const typingPauseMs = 250;

/** Finds a record by name and keeps its id. */
export function LookupInput(props: EditInputProps & { draft: string }) {
  const { field, draft, display } = props;
  const [text, setText] = useState(display ?? '');
  const [name, setName] = useState(display);
  const [sought] = useDebouncedValue(text.trim(), typingPauseMs);
  // What is chosen already is not sought: a form of many lookups would ask the org as many times.
  const found = useLookupChoices(field, sought === (name ?? draft) ? null : sought);
  // The chosen one keeps its words: others for it would be put in the place of what is being typed.
  const chosen = draft ? [{ value: draft, label: name ?? draft }] : [];
  const records = found
    .filter((record) => record.id !== draft)
    .map((record) => ({
      value: record.id,
      label: record.detail ? `${record.name} · ${record.detail}` : record.name,
    }));
  return (
    <Select
      {...common(props)}
      data={[...chosen, ...records]}
      value={draft || null}
      searchable
      clearable={!props.required}
      clearButtonProps={{ 'aria-label': `Clear ${field.label}` }}
      searchValue={text}
      onSearchChange={setText}
      // The org has searched already; what it found is not filtered a second time.
      filter={({ options }) => options}
      nothingFoundMessage={sought ? 'Nothing in the org fits' : 'Type a name'}
      placeholder="Type a name"
      onChange={(value, option) => {
        setName(option?.label ?? null);
        props.onDraft(value ?? '');
      }}
    />
  );
}
