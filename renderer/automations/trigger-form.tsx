import { MultiSelect, NativeSelect, NumberInput, TagsInput, TextInput } from '@mantine/core';
import type { AutomationVariable, DraftProblem } from '../../shared/contract/automations-contract.ts';
import { type Trigger, trigger as triggerShape } from '../../shared/model/automation.ts';
import { useActions } from '../settings/actions/use-actions.ts';
import style from './automations.module.css';
import { ConditionForm } from './condition-form.tsx';
import { newTrigger } from './new-step.ts';
import { PlaceInput } from './place-input.tsx';
import { triggerNames, weekdayNames } from './step-words.ts';

type TriggerFormProps = {
  trigger: Trigger;
  variables: readonly AutomationVariable[];
  problems: readonly DraftProblem[];
  onChange: (trigger: Trigger) => void;
};

const kinds = triggerShape.options.map((option) => option.shape.kind.value);

/** What starts an automation, and for which. */
export function TriggerForm({ trigger, variables, problems, onChange }: TriggerFormProps) {
  const problemOf = (field: string) => problems.find((each) => each.field === field)?.message;
  return (
    <div className={style.form}>
      <NativeSelect
        label="Starts with"
        data={kinds.map((value) => ({ value, label: triggerNames[value] }))}
        value={trigger.kind}
        onChange={(event) => {
          const kind = kinds.find((each) => each === event.currentTarget.value);
          if (kind) onChange(newTrigger(kind));
        }}
      />
      <TriggerParts trigger={trigger} variables={variables} problemOf={problemOf} onChange={onChange} />
      {'where' in trigger ? (
        <fieldset className={style.group}>
          <legend>Only where</legend>
          <ConditionForm
            where={trigger.where}
            variables={variables}
            error={problemOf('where')}
            onChange={(where) => onChange({ ...trigger, where })}
          />
        </fieldset>
      ) : null}
    </div>
  );
}

type PartsProps = Pick<TriggerFormProps, 'trigger' | 'variables' | 'onChange'> & {
  problemOf: (field: string) => string | undefined;
};

function TriggerParts({ trigger, variables, problemOf, onChange }: PartsProps) {
  const actions = useActions().data ?? [];
  switch (trigger.kind) {
    case 'record-created':
    case 'by-hand':
      return (
        <TextInput
          label="Object"
          description={trigger.kind === 'by-hand' ? 'Blank: it is started without a record.' : undefined}
          value={trigger.object ?? ''}
          error={problemOf('object')}
          onChange={(event) => {
            const object = event.currentTarget.value.trim();
            onChange(trigger.kind === 'by-hand' ? { ...trigger, object: object || null } : { ...trigger, object });
          }}
        />
      );
    case 'record-changed':
      return (
        <>
          <TextInput
            label="Object"
            value={trigger.object}
            error={problemOf('object')}
            onChange={(event) => onChange({ ...trigger, object: event.currentTarget.value.trim() })}
          />
          <TagsInput
            label="Fields"
            description="One of these got another value; with none named, any."
            value={[...trigger.fields]}
            error={problemOf('fields')}
            onChange={(fields) => onChange({ ...trigger, fields })}
          />
        </>
      );
    case 'call':
      return (
        <NativeSelect
          label="When it"
          data={[
            { value: 'started', label: 'started' },
            { value: 'ended', label: 'ended' },
            { value: 'analysed', label: 'was analysed' },
          ]}
          value={trigger.moment}
          onChange={(event) => {
            const moment = (['started', 'ended', 'analysed'] as const).find(
              (each) => each === event.currentTarget.value,
            );
            if (moment) onChange({ ...trigger, moment });
          }}
        />
      );
    case 'proposal-written':
      return (
        <MultiSelect
          label="Actions"
          description="With none named, any. Never one of an automation itself."
          data={actions.map(({ action }) => ({ value: action.key, label: action.label }))}
          value={[...trigger.actions]}
          onChange={(chosen) => onChange({ ...trigger, actions: chosen })}
        />
      );
    case 'promise-broken':
      return (
        <NumberInput
          label="Minutes overdue"
          min={0}
          max={43_200}
          value={trigger.afterMinutes}
          onChange={(value) => onChange({ ...trigger, afterMinutes: Number(value) || 0 })}
        />
      );
    case 'schedule':
      return <ScheduleParts trigger={trigger} variables={variables} problemOf={problemOf} onChange={onChange} />;
    default:
      return null;
  }
}

type ScheduleProps = PartsProps & { trigger: Extract<Trigger, { kind: 'schedule' }> };

function ScheduleParts({ trigger, variables, problemOf, onChange }: ScheduleProps) {
  const { when } = trigger;
  const every = when.every === 'minutes' ? ({ every: 'minutes', minutes: when.minutes } as const) : when;
  return (
    <>
      <NativeSelect
        label="Comes round"
        data={[
          { value: 'day', label: 'at times of day' },
          { value: 'minutes', label: 'every so many minutes' },
        ]}
        value={when.every}
        onChange={(event) => {
          const fresh = event.currentTarget.value === 'minutes';
          onChange({
            ...trigger,
            when: fresh
              ? { every: 'minutes', minutes: 60 }
              : { every: 'day', times: ['09:00'], weekdays: [], zone: null },
          });
        }}
      />
      {every.every === 'minutes' ? (
        <NumberInput
          label="Minutes"
          min={1}
          max={10_080}
          value={every.minutes}
          onChange={(value) =>
            onChange({ ...trigger, when: { every: 'minutes', minutes: Math.max(1, Number(value) || 1) } })
          }
        />
      ) : (
        <>
          <TagsInput
            label="Times of day"
            description="As 09:00, by the org’s clock."
            value={[...every.times]}
            error={problemOf('when')}
            onChange={(times) => onChange({ ...trigger, when: { ...every, times } })}
          />
          <MultiSelect
            label="Days"
            placeholder={every.weekdays.length === 0 ? 'Every day' : ''}
            data={weekdayNames.map((label, index) => ({ value: String(index + 1), label }))}
            value={every.weekdays.map(String)}
            onChange={(days) => onChange({ ...trigger, when: { ...every, weekdays: days.map(Number).sort() } })}
          />
        </>
      )}
      <PlaceInput
        label="For each record this finds (SOQL)"
        description="Blank: one run, without a record."
        lines={2}
        value={trigger.soql ?? ''}
        variables={variables}
        error={problemOf('soql')}
        onChange={(soql) => onChange({ ...trigger, soql: soql === '' ? null : soql })}
      />
    </>
  );
}
