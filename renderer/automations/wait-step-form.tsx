import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import type { AutomationStep } from '../../shared/model/automation.ts';
import { PlaceInput } from './place-input.tsx';
import type { StepFormProps } from './step-form.tsx';

type Waiting = Extract<AutomationStep, { kind: 'wait' }>;

/** How long, or until when, a run waits. */
export function WaitStepForm({ step, variables, problems, onChange }: StepFormProps<Waiting>) {
  const { how } = step;
  const problem = problems[0]?.message;
  return (
    <>
      <NativeSelect
        label="Until"
        data={[
          { value: 'minutes', label: 'so many minutes later' },
          { value: 'time', label: 'the next time of day' },
          { value: 'date', label: 'a day or moment, such as a date of the record' },
        ]}
        value={how.until}
        onChange={(event) => {
          const until = event.currentTarget.value;
          if (until === 'minutes') onChange({ ...step, how: { until, minutes: 5 } });
          if (until === 'time') onChange({ ...step, how: { until, time: '09:00' } });
          if (until === 'date') onChange({ ...step, how: { until, date: '' } });
        }}
      />
      {how.until === 'minutes' ? (
        <NumberInput
          label="Minutes"
          min={0}
          max={129_600}
          value={how.minutes}
          error={problem}
          onChange={(value) =>
            onChange({ ...step, how: { until: 'minutes', minutes: Math.max(0, Number(value) || 0) } })
          }
        />
      ) : null}
      {how.until === 'time' ? (
        <TextInput
          label="Time of day, by the org’s clock"
          type="time"
          value={how.time}
          error={problem}
          onChange={(event) =>
            onChange({ ...step, how: { until: 'time', time: event.currentTarget.value || '09:00' } })
          }
        />
      ) : null}
      {how.until === 'date' ? (
        <PlaceInput
          label="Day or moment"
          value={how.date}
          variables={variables}
          error={problem}
          onChange={(date) => onChange({ ...step, how: { until: 'date', date } })}
        />
      ) : null}
    </>
  );
}
