import { Checkbox, MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import type { FieldDescribe } from '../../../shared/model/object-describe.ts';
import { common, type EditInputProps } from './edit-input-props.ts';
import { LookupInput } from './lookup-input.tsx';

const inputTypes: Record<string, string> = {
  date: 'date',
  datetime: 'datetime-local',
  email: 'email',
  phone: 'tel',
  url: 'url',
};
const numeric = ['int', 'long', 'double', 'currency', 'percent'];

/** The input that fits a field, as the object's describe says. */
export function EditInput(props: EditInputProps) {
  const { field, draft } = props;
  if (typeof draft === 'boolean') return <Tick {...props} draft={draft} />;
  if (field.type === 'reference') return <LookupInput {...props} draft={draft} />;
  if (field.type === 'picklist') return <Choice {...props} draft={draft} />;
  if (field.type === 'multipicklist') return <Choices {...props} draft={draft} />;
  return <Words {...props} draft={draft} />;
}

type TextProps = EditInputProps & { draft: string };

function Tick(props: EditInputProps & { draft: boolean }) {
  const { withAsterisk: _, ...rest } = common(props);
  return <Checkbox {...rest} checked={props.draft} onChange={(event) => props.onDraft(event.currentTarget.checked)} />;
}

function Words(props: TextProps) {
  const { field, draft } = props;
  const type = inputTypes[field.type] ?? 'text';
  if (field.type === 'textarea') {
    return (
      <Textarea
        {...common(props)}
        autosize
        minRows={3}
        maxRows={10}
        value={draft}
        onChange={(event) => props.onDraft(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      {...common(props)}
      type={type}
      inputMode={numeric.includes(field.type) ? 'decimal' : undefined}
      autoComplete="off"
      spellCheck={field.type === 'string'}
      value={draft}
      onChange={(event) => props.onDraft(event.currentTarget.value)}
    />
  );
}

function options(field: FieldDescribe, chosen: readonly string[]) {
  const active = field.picklistValues.filter((entry) => entry.active || chosen.includes(entry.value));
  const known = new Set(active.map((entry) => entry.value));
  const unknown = chosen.filter((value) => value !== '' && !known.has(value));
  return [
    ...active.map((entry) => ({ value: entry.value, label: entry.label })),
    ...unknown.map((value) => ({ value, label: `${value} (not in the list)` })),
  ];
}

function Choice(props: TextProps) {
  return (
    <Select
      {...common(props)}
      data={options(props.field, [props.draft])}
      value={props.draft || null}
      clearable={!props.required}
      clearButtonProps={{ 'aria-label': `Clear ${props.field.label}` }}
      searchable
      placeholder="blank"
      nothingFoundMessage="No such value"
      onChange={(value) => props.onDraft(value ?? '')}
    />
  );
}

function Choices(props: TextProps) {
  const chosen = props.draft.split(';').filter((value) => value !== '');
  return (
    <MultiSelect
      {...common(props)}
      data={options(props.field, chosen)}
      clearButtonProps={{ 'aria-label': `Clear ${props.field.label}` }}
      value={chosen}
      searchable
      onChange={(values) => props.onDraft(values.join(';'))}
    />
  );
}
