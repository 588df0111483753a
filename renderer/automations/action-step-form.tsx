import { NativeSelect, TextInput } from '@mantine/core';
import type { AutomationStep } from '../../shared/model/automation.ts';
import { useActions } from '../settings/actions/use-actions.ts';
import { NamedValues } from './named-values.tsx';
import { PlaceInput } from './place-input.tsx';
import type { StepFormProps } from './step-form.tsx';

type ActionStep = Extract<AutomationStep, { kind: 'action' }>;

/** Which action of the catalogue, on which record, with which values. */
export function ActionStepForm({ step, variables, problems, onChange }: StepFormProps<ActionStep>) {
  const actions = useActions().data ?? [];
  const problemOf = (field: string) => problems.find((each) => each.field === field)?.message;
  const known = actions.some(({ action }) => action.key === step.action);
  return (
    <>
      <NativeSelect
        label="Action"
        data={[
          ...(known ? [] : [{ value: step.action, label: step.action }]),
          ...actions.map(({ action }) => ({ value: action.key, label: action.label })),
        ]}
        value={step.action}
        error={problemOf('action')}
        onChange={(event) => onChange({ ...step, action: event.currentTarget.value })}
      />
      {/_object$/.test(step.action) || step.object !== null ? (
        <TextInput
          label="Object"
          value={step.object ?? ''}
          error={problemOf('object')}
          onChange={(event) => onChange({ ...step, object: event.currentTarget.value.trim() || null })}
        />
      ) : null}
      <PlaceInput
        label="Record"
        description="Its id, where the action changes one, or hangs on one. Blank otherwise."
        value={step.record ?? ''}
        variables={variables}
        error={problemOf('record')}
        onChange={(record) => onChange({ ...step, record: record === '' ? null : record })}
      />
      <NamedValues
        label="Values"
        nameLabel="Field"
        values={step.values.map(({ field, value }) => ({ name: field, value }))}
        variables={variables}
        problemOf={(field) => problemOf(`values.${field}`)}
        onChange={(values) => onChange({ ...step, values: values.map(({ name, value }) => ({ field: name, value })) })}
      />
    </>
  );
}
