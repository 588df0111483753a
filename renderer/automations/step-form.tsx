import { NumberInput, Switch, TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { AutomationVariable, DraftProblem, Sender } from '../../shared/contract/automations-contract.ts';
import type { AutomationStep } from '../../shared/model/automation.ts';
import { ActionStepForm } from './action-step-form.tsx';
import style from './automations.module.css';
import { Choice } from './choice.tsx';
import { ConditionForm } from './condition-form.tsx';
import { PlaceInput } from './place-input.tsx';
import { problemOf } from './problem-of.ts';
import { SendStepForm } from './send-step-form.tsx';
import { WaitStepForm } from './wait-step-form.tsx';

export type StepFormProps<Step extends AutomationStep = AutomationStep> = {
  step: Step;
  org: string;
  variables: readonly AutomationVariable[];
  senders: readonly Sender[];
  problems: readonly DraftProblem[];
  autoFocus?: boolean;
  onChange: (step: AutomationStep) => void;
};

/** The parts of a step to fill in. */
export function StepForm(props: StepFormProps) {
  const { step, autoFocus, onChange } = props;
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (autoFocus) first.current?.select();
  }, [autoFocus]);
  return (
    <div className={style.form}>
      <TextInput
        ref={first}
        label="Name of the step"
        error={problemOf(props.problems, 'label')}
        value={step.label}
        maxLength={120}
        onChange={(event) => onChange({ ...step, label: event.currentTarget.value })}
      />
      <StepParts {...props} />
      {'waits' in step ? (
        <Switch
          label="Goes on only once it was approved and done"
          checked={step.waits}
          onChange={(event) => onChange({ ...step, waits: event.currentTarget.checked })}
        />
      ) : null}
    </div>
  );
}

function StepParts(props: StepFormProps) {
  const { step, variables, problems, onChange } = props;
  const wrong = (field: string) => problemOf(problems, field);
  switch (step.kind) {
    case 'look-up':
      return (
        <>
          <PlaceInput
            label="Query (SOQL)"
            description="Values in its places are quoted, and never become part of the query."
            lines={2}
            value={step.soql}
            variables={variables}
            error={wrong('soql')}
            onChange={(soql) => onChange({ ...step, soql })}
          />
          <NumberInput
            label="Records at most"
            min={1}
            max={200}
            allowDecimal={false}
            value={step.most}
            onChange={(value) => onChange({ ...step, most: Math.min(200, Math.max(1, Number(value) || 1)) })}
          />
        </>
      );
    case 'action':
      return <ActionStepForm {...props} step={step} />;
    case 'condition':
      return (
        <>
          <ConditionForm
            where={step.where}
            variables={variables}
            error={wrong('where')}
            onChange={(where) => onChange({ ...step, where })}
          />
          <Choice
            label="Otherwise"
            of={{ end: 'the run ends', 'skip-next': 'the next step is skipped' }}
            value={step.otherwise}
            onChange={(otherwise) => onChange({ ...step, otherwise })}
          />
        </>
      );
    case 'wait':
      return <WaitStepForm {...props} step={step} />;
    default:
      return <SendStepForm {...props} step={step} />;
  }
}
