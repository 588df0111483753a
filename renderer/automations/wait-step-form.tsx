import { NumberInput, TextInput } from '@mantine/core';
import type { AutomationStep } from '../../shared/model/automation.ts';
import { Choice } from './choice.tsx';
import { PlaceInput } from './place-input.tsx';
import { problemOf } from './problem-of.ts';
import type { StepFormProps } from './step-form.tsx';

type Waiting = Extract<AutomationStep, { kind: 'wait' }>;

/** How long, or until when, a run waits. */
export function WaitStepForm({ step, variables, problems, onChange }: StepFormProps<Waiting>) {
  const { how } = step;
  const problem = problemOf(problems, how.until === 'date' ? 'date' : 'how');
  return (
    <>
      <Choice
        label="Until"
        of={{
          minutes: 'so many minutes later',
          time: 'the next time of day',
          date: 'a day or moment, such as a date of the record',
        }}
        value={how.until}
        onChange={(until) => onChange({ ...step, how: newWait(until) })}
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

function newWait(until: Waiting['how']['until']): Waiting['how'] {
  if (until === 'minutes') return { until, minutes: 5 };
  return until === 'time' ? { until, time: '09:00' } : { until, date: '' };
}
