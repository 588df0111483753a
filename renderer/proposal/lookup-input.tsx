import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useConsole } from '../client/console-context.tsx';
import { useOrg } from '../ui/org-context.tsx';
import { common, type EditInputProps } from './edit-input-props.ts';

const typingPauseMs = 250;

/** Finds a record by name and keeps its id. */
export function LookupInput(props: EditInputProps & { draft: string }) {
  const { field, draft, display } = props;
  const { query } = useConsole();
  const [text, setText] = useState(display ?? '');
  const [name, setName] = useState(display);
  const [sought] = useDebouncedValue(text.trim(), typingPauseMs);
  const object = field.referenceTo[0] ?? '';
  const org = useOrg()?.id;
  const found = useQuery(
    query.records.lookup.queryOptions({
      input: { object, text: sought, org },
      enabled: sought !== '' && object !== '',
    }),
  );
  const records = (found.data ?? []).map((record) => ({
    value: record.id,
    label: record.detail ? `${record.name} · ${record.detail}` : record.name,
  }));
  const chosen = draft && !records.some((each) => each.value === draft) ? [{ value: draft, label: name ?? draft }] : [];
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
