import { SegmentedControl, TextInput } from '@mantine/core';
import type { AutomationVariable } from '../../shared/contract/automations-contract.ts';
import type { AutomationCondition, FieldTest } from '../../shared/model/automation.ts';
import { Press } from '../ui/press.tsx';
import { testWords } from '../ui/test-words.ts';
import style from './automations.module.css';
import { Choice } from './choice.tsx';
import { noTest } from './new-step.ts';
import { PlaceInput } from './place-input.tsx';

type ConditionFormProps = {
  where: AutomationCondition;
  variables: readonly AutomationVariable[];
  error?: string;
  onChange: (where: AutomationCondition) => void;
};

/** When something goes on: questions about values, and an expression for who wants one. */
export function ConditionForm({ where, variables, error, onChange }: ConditionFormProps) {
  const change = (index: number, test: FieldTest | null) => {
    const rest = where.tests.map((each, at) => (at === index ? test : each)).filter((each) => each !== null);
    onChange({ ...where, tests: rest });
  };
  return (
    <div className={style.condition}>
      {where.tests.length > 1 ? (
        <SegmentedControl
          aria-label="How many have to hold"
          data={[
            { value: 'all', label: 'All of these' },
            { value: 'any', label: 'Any of these' },
          ]}
          value={where.match}
          onChange={(match) => onChange({ ...where, match: match === 'any' ? 'any' : 'all' })}
        />
      ) : null}
      {where.tests.map((test, index) => (
        <TestRow
          // biome-ignore lint/suspicious/noArrayIndexKey: questions have no name of their own, and the same may stand twice
          key={index}
          of={test}
          number={index + 1}
          variables={variables}
          onChange={(next) => change(index, next)}
        />
      ))}
      <div className={style.row}>
        <Press tone="quiet" onPress={() => onChange({ ...where, tests: [...where.tests, noTest] })}>
          Add a question
        </Press>
        {where.expression === null ? (
          <Press tone="quiet" onPress={() => onChange({ ...where, expression: '' })}>
            Add an expression
          </Press>
        ) : null}
      </div>
      {where.expression === null ? null : (
        <div className={style.place}>
          <TextInput
            className={style.placeText}
            label="And this expression holds (CEL)"
            placeholder='record.Amount > 1000.0 && call.sentiment == "negative"'
            value={where.expression}
            spellCheck={false}
            maxLength={2_000}
            onChange={(event) => onChange({ ...where, expression: event.currentTarget.value })}
          />
          <Press tone="quiet" label="Remove the expression" onPress={() => onChange({ ...where, expression: null })}>
            Remove
          </Press>
        </div>
      )}
      {error ? <p className={style.fault}>{error}</p> : null}
    </div>
  );
}

type TestRowProps = {
  of: FieldTest;
  number: number;
  variables: readonly AutomationVariable[];
  onChange: (test: FieldTest | null) => void;
};

function TestRow({ of, number, variables, onChange }: TestRowProps) {
  const takesText = of.test.test !== 'blank' && of.test.test !== 'not-blank';
  return (
    <fieldset className={style.test} aria-label={`Question ${number}`}>
      <PlaceInput
        label="Value"
        value={of.value}
        variables={variables}
        bare
        onChange={(value) => onChange({ ...of, value })}
      />
      <Choice
        label="Asked"
        of={testWords}
        value={of.test.test}
        onChange={(test) => onChange({ ...of, test: { ...of.test, test } })}
      />
      {takesText ? (
        <TextInput
          label="Than, or what"
          value={of.test.text}
          maxLength={200}
          onChange={(event) => onChange({ ...of, test: { ...of.test, text: event.currentTarget.value } })}
        />
      ) : null}
      <Press tone="quiet" label={`Remove question ${number}`} onPress={() => onChange(null)}>
        Remove
      </Press>
    </fieldset>
  );
}
