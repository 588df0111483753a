import { MultiSelect, NumberInput, TagsInput } from '@mantine/core';
import type { AutomationVariable, DraftProblem } from '../../shared/contract/automations-contract.ts';
import type { Trigger } from '../../shared/model/automation.ts';
import { useActions } from '../settings/actions/use-actions.ts';
import style from './automations.module.css';
import { Choice } from './choice.tsx';
import { ConditionForm } from './condition-form.tsx';
import { newTrigger } from './new-step.ts';
import { FieldsField, ObjectField } from './object-field.tsx';
import { PlaceInput } from './place-input.tsx';
import { problemOf } from './problem-of.ts';
import { triggerNames, weekdayNames } from './step-words.ts';

type TriggerFormProps = {
  org: string;
  trigger: Trigger;
  variables: readonly AutomationVariable[];
  problems: readonly DraftProblem[];
  onChange: (trigger: Trigger) => void;
};

/** What starts an automation, and for which. */
export function TriggerForm({ org, trigger, variables, problems, onChange }: TriggerFormProps) {
  const wrong = (field: string) => problemOf(problems, field);
  return (
    <div className={style.form}>
      <Choice
        label="Starts with"
        of={triggerNames}
        value={trigger.kind}
        onChange={(kind) => onChange(newTrigger(kind))}
      />
      <TriggerParts org={org} trigger={trigger} variables={variables} wrong={wrong} onChange={onChange} />
      {'where' in trigger ? (
        <fieldset className={style.group}>
          <legend>Only where</legend>
          <ConditionForm
            where={trigger.where}
            variables={variables}
            error={wrong('where')}
            onChange={(where) => onChange({ ...trigger, where })}
          />
        </fieldset>
      ) : null}
    </div>
  );
}

type PartsProps = Omit<TriggerFormProps, 'problems'> & {
  wrong: (field: string) => string | undefined;
};

function TriggerParts({ org, trigger, variables, wrong, onChange }: PartsProps) {
  const actions = useActions().data ?? [];
  switch (trigger.kind) {
    case 'record-created':
    case 'by-hand':
      return (
        <ObjectField
          org={org}
          description={trigger.kind === 'by-hand' ? 'Blank: it is started without a record.' : undefined}
          value={trigger.object ?? ''}
          error={wrong('object')}
          onChange={(object) =>
            onChange(trigger.kind === 'by-hand' ? { ...trigger, object: object || null } : { ...trigger, object })
          }
        />
      );
    case 'record-changed':
      return (
        <>
          <ObjectField
            org={org}
            value={trigger.object}
            error={wrong('object')}
            onChange={(object) => onChange({ ...trigger, object })}
          />
          <FieldsField
            org={org}
            object={trigger.object}
            description="One of these got another value; with none named, any."
            value={trigger.fields}
            error={wrong('fields')}
            onChange={(fields) => onChange({ ...trigger, fields })}
          />
        </>
      );
    case 'call':
      return (
        <Choice
          label="When it"
          of={{ started: 'started', ended: 'ended', analysed: 'was analysed' }}
          value={trigger.moment}
          onChange={(moment) => onChange({ ...trigger, moment })}
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
          allowDecimal={false}
          value={trigger.afterMinutes}
          onChange={(value) => onChange({ ...trigger, afterMinutes: Number(value) || 0 })}
        />
      );
    case 'schedule':
      return <ScheduleParts trigger={trigger} variables={variables} wrong={wrong} onChange={onChange} />;
    default:
      return null;
  }
}

function newRound(every: Schedule['when']['every']): Schedule['when'] {
  return every === 'minutes' ? { every, minutes: 60 } : { every, times: ['09:00'], weekdays: [], zone: null };
}

type Schedule = Extract<Trigger, { kind: 'schedule' }>;
type ScheduleProps = Omit<PartsProps, 'org'> & { trigger: Schedule };

function ScheduleParts({ trigger, variables, wrong, onChange }: ScheduleProps) {
  const { when } = trigger;
  return (
    <>
      <Choice
        label="Comes round"
        of={{ day: 'at times of day', minutes: 'every so many minutes' }}
        value={when.every}
        onChange={(every) => onChange({ ...trigger, when: newRound(every) })}
      />
      {when.every === 'minutes' ? (
        <NumberInput
          label="Minutes"
          min={1}
          max={10_080}
          allowDecimal={false}
          value={when.minutes}
          onChange={(value) =>
            onChange({ ...trigger, when: { every: 'minutes', minutes: Math.max(1, Number(value) || 1) } })
          }
        />
      ) : (
        <>
          <TagsInput
            label="Times of day"
            description="As 09:00, by the org’s clock."
            value={[...when.times]}
            error={wrong('when')}
            onChange={(times) => onChange({ ...trigger, when: { ...when, times } })}
          />
          <MultiSelect
            label="Days"
            placeholder={when.weekdays.length === 0 ? 'Every day' : ''}
            data={weekdayNames.map((label, index) => ({ value: String(index + 1), label }))}
            value={when.weekdays.map(String)}
            onChange={(days) => onChange({ ...trigger, when: { ...when, weekdays: days.map(Number).sort() } })}
          />
        </>
      )}
      <PlaceInput
        label="For each record this finds (SOQL)"
        description="Blank: one run, without a record."
        lines={2}
        value={trigger.soql ?? ''}
        variables={variables}
        error={wrong('soql')}
        onChange={(soql) => onChange({ ...trigger, soql: soql === '' ? null : soql })}
      />
    </>
  );
}
