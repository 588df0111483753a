import { NativeSelect } from '@mantine/core';
import type { AutomationStep } from '../../shared/model/automation.ts';
import { useActions } from '../settings/actions/use-actions.ts';
import { NamedValues } from './named-values.tsx';
import { ObjectField, useFieldNames } from './object-field.tsx';
import { PlaceInput } from './place-input.tsx';
import { problemOf } from './problem-of.ts';
import type { StepFormProps } from './step-form.tsx';

type ActionStep = Extract<AutomationStep, { kind: 'action' }>;

/** Which action of the catalogue, on which record, with which values. */
export function ActionStepForm({ step, org, variables, problems, onChange }: StepFormProps<ActionStep>) {
  const actions = useActions().data ?? [];
  const wrong = (field: string) => problemOf(problems, field);
  const action = actions.find((each) => each.action.key === step.action)?.action;
  const ofAny = action?.object === '*';
  const fields = useFieldNames(org, ofAny ? step.object : (action?.object ?? null));
  return (
    <>
      <NativeSelect
        label="Action"
        data={[
          ...(action ? [] : [{ value: step.action, label: step.action }]),
          ...actions.map(({ action }) => ({ value: action.key, label: action.label })),
        ]}
        value={step.action}
        error={wrong('action')}
        onChange={(event) => onChange({ ...step, action: event.currentTarget.value })}
      />
      {ofAny || step.object !== null ? (
        <ObjectField
          org={org}
          value={step.object ?? ''}
          error={wrong('object')}
          onChange={(object) => onChange({ ...step, object: object || null })}
        />
      ) : null}
      <PlaceInput
        label="Record"
        description="Its id, where the action changes one, or hangs on one. Blank otherwise."
        value={step.record ?? ''}
        variables={variables}
        error={wrong('record')}
        onChange={(record) => onChange({ ...step, record: record === '' ? null : record })}
      />
      <NamedValues
        label="Values"
        nameLabel="Field"
        values={step.values.map(({ field, value }) => ({ name: field, value }))}
        variables={variables}
        offered={fields}
        problemOf={(field) => wrong(`values.${field}`)}
        onChange={(values) => onChange({ ...step, values: values.map(({ name, value }) => ({ field: name, value })) })}
      />
    </>
  );
}
