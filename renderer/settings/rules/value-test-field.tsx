import { NativeSelect, TextInput } from '@mantine/core';
import { type ValueTest, valueTest } from '../../../shared/model/rule.ts';
import { testWords } from '../../ui/test-words.ts';
import style from './rules.module.css';

type ValueTestFieldProps = {
  label: string;
  value: ValueTest | null;
  fault: string | undefined;
  onChange: (test: ValueTest | null) => void;
};

const tests = valueTest.shape.test.options;

/** What is asked of a value. */
export function ValueTestField({ label, value, fault, onChange }: ValueTestFieldProps) {
  const choose = (chosen: string) => {
    const test = tests.find((each) => each === chosen);
    onChange(test ? { test, text: value?.text ?? '' } : null);
  };
  const takesText = value !== null && value.test !== 'blank' && value.test !== 'not-blank';
  return (
    <div className={style.pair}>
      <NativeSelect
        label={label}
        value={value?.test ?? ''}
        data={[{ value: '', label: 'Any' }, ...tests.map((test) => ({ value: test, label: testWords[test] }))]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {takesText ? (
        <TextInput
          label="Value"
          aria-label={`${label} ${testWords[value.test]}`}
          maxLength={200}
          value={value.text}
          error={fault}
          spellCheck={false}
          onChange={(event) => onChange({ ...value, text: event.currentTarget.value })}
        />
      ) : null}
    </div>
  );
}
