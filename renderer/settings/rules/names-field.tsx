import { TextInput } from '@mantine/core';
import { useState } from 'react';

type NamesFieldProps = {
  label: string;
  example: string;
  value: readonly string[];
  onChange: (names: string[]) => void;
};

/** Names, with commas between them. What is typed stays as it is typed. */
export function NamesField({ label, example, value, onChange }: NamesFieldProps) {
  const [text, setText] = useState(value.join(', '));
  const shown = toNames(text).join() === value.join() ? text : value.join(', ');
  return (
    <TextInput
      label={label}
      placeholder={`Any, or such as ${example}`}
      spellCheck={false}
      value={shown}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange(toNames(event.currentTarget.value));
      }}
    />
  );
}

function toNames(text: string): string[] {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
