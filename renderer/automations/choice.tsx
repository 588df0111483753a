import { NativeSelect } from '@mantine/core';

type ChoiceProps<Value extends string> = {
  label: string;
  /** Each value with what it is called. */
  of: Readonly<Record<Value, string>>;
  value: Value;
  onChange: (value: Value) => void;
};

/** One of a few values. */
export function Choice<Value extends string>({ label, of, value, onChange }: ChoiceProps<Value>) {
  const values = Object.keys(of).filter((key): key is Value => key in of);
  return (
    <NativeSelect
      label={label}
      data={values.map((each) => ({ value: each, label: of[each] }))}
      value={value}
      onChange={(event) => {
        const chosen = values.find((each) => each === event.currentTarget.value);
        if (chosen !== undefined) onChange(chosen);
      }}
    />
  );
}
