import { NativeSelect, NumberInput, Switch, TextInput } from '@mantine/core';
import type { AutomationVariable, DraftProblem, Sender } from '../../shared/contract/automations-contract.ts';
import type { AutomationStep } from '../../shared/model/automation.ts';
import { ActionStepForm } from './action-step-form.tsx';
import style from './automations.module.css';
import { ConditionForm } from './condition-form.tsx';
import { NamedValues } from './named-values.tsx';
import { PlaceInput } from './place-input.tsx';
import { SecretChoice } from './secret-choice.tsx';

export type StepFormProps<Step extends AutomationStep = AutomationStep> = {
  step: Step;
  org: string;
  variables: readonly AutomationVariable[];
  senders: readonly Sender[];
  problems: readonly DraftProblem[];
  onChange: (step: AutomationStep) => void;
};

/** The parts of a step to fill in. */
export function StepForm(props: StepFormProps) {
  const { step, onChange } = props;
  return (
    <div className={style.form}>
      <TextInput
        label="Name of the step"
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
  const problemOf = (field: string) => problems.find((each) => each.field === field)?.message;
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
            error={problemOf('soql')}
            onChange={(soql) => onChange({ ...step, soql })}
          />
          <NumberInput
            label="Records at most"
            min={1}
            max={200}
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
            error={problemOf('where')}
            onChange={(where) => onChange({ ...step, where })}
          />
          <NativeSelect
            label="Otherwise"
            data={[
              { value: 'end', label: 'the run ends' },
              { value: 'skip-next', label: 'the next step is skipped' },
            ]}
            value={step.otherwise}
            onChange={(event) =>
              onChange({ ...step, otherwise: event.currentTarget.value === 'end' ? 'end' : 'skip-next' })
            }
          />
        </>
      );
    case 'wait':
      return <WaitParts {...props} step={step} />;
    default:
      return <SendParts {...props} step={step} />;
  }
}

function WaitParts({ step, variables, problems, onChange }: StepFormProps<Extract<AutomationStep, { kind: 'wait' }>>) {
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

type Sending = Extract<AutomationStep, { kind: 'call' | 'message' | 'webhook' | 'contact' }>;

/** What leaves for somebody else than Salesforce. */
function SendParts({ step, variables, senders, problems, onChange }: StepFormProps<Sending>) {
  const problemOf = (field: string) => problems.find((each) => each.field === field)?.message;
  const place = (
    label: string,
    field: string,
    value: string,
    set: (value: string) => void,
    more: { description?: string; lines?: number } = {},
  ) => (
    <PlaceInput label={label} value={value} variables={variables} error={problemOf(field)} onChange={set} {...more} />
  );
  const setRecord = (record: string) => {
    if (step.kind === 'contact') onChange({ ...step, record });
    else onChange({ ...step, record: record === '' ? null : record });
  };
  const about = place('About the record', 'record', step.record ?? '', setRecord, {
    description: 'Its id: for the card, its history and its do-not-call fields.',
  });
  if (step.kind === 'webhook') {
    return (
      <>
        {place('Address', 'url', step.url, (url) => onChange({ ...step, url }), {
          description: 'Places only after the host.',
        })}
        {about}
        <NamedValues
          label="Values sent"
          values={step.values}
          variables={variables}
          problemOf={(at) => problemOf(`values.${at}`)}
          onChange={(values) => onChange({ ...step, values })}
        />
        <SecretChoice
          value={step.secret}
          error={problemOf('secret')}
          onChange={(secret) => onChange({ ...step, secret })}
        />
        <TextInput
          label="Idempotency header"
          description="Where the receiver takes one, it is safe to send again."
          placeholder="Idempotency-Key"
          value={step.idempotencyHeader ?? ''}
          error={problemOf('idempotencyHeader')}
          onChange={(event) => onChange({ ...step, idempotencyHeader: event.currentTarget.value || null })}
        />
      </>
    );
  }
  const via = (
    <ViaChoice
      kind={step.kind}
      via={step.via}
      senders={senders}
      error={problemOf('via')}
      onChange={(chosen) => onChange({ ...step, via: chosen })}
    />
  );
  if (step.kind === 'contact') {
    return (
      <>
        {via}
        {about}
        {place('Phone', 'phone', step.phone, (phone) => onChange({ ...step, phone }))}
        {place('Name', 'name', step.name, (name) => onChange({ ...step, name }))}
        {place('Email', 'email', step.email, (email) => onChange({ ...step, email }))}
        {place('Tags', 'tags', step.tags, (tags) => onChange({ ...step, tags }))}
        <NamedValues
          label="Attributes"
          values={step.attributes}
          variables={variables}
          problemOf={(at) => problemOf(`attributes.${at}`)}
          onChange={(attributes) => onChange({ ...step, attributes })}
        />
      </>
    );
  }
  return (
    <>
      {via}
      {place('To', 'to', step.to, (to) => onChange({ ...step, to }), { description: 'A phone number.' })}
      {place('From', 'from', step.from, (from) => onChange({ ...step, from }), {
        description: 'Blank: the feed’s own.',
      })}
      {step.kind === 'message'
        ? place('Text', 'text', step.text, (text) => onChange({ ...step, text }), { lines: 2 })
        : null}
      {step.kind === 'call'
        ? place(
            senders.find((each) => each.via === step.via)?.agentLabel ?? 'Agent',
            'agent',
            step.agent,
            (agent) => onChange({ ...step, agent }),
            { description: 'Blank: the feed’s own.' },
          )
        : null}
      {about}
      {step.kind === 'call' ? (
        <NamedValues
          label="Told to the agent"
          values={step.variables}
          variables={variables}
          problemOf={(at) => problemOf(`variables.${at}`)}
          onChange={(told) => onChange({ ...step, variables: told })}
        />
      ) : null}
    </>
  );
}

type ViaProps = {
  kind: 'call' | 'message' | 'contact';
  via: string;
  senders: readonly Sender[];
  error: string | undefined;
  onChange: (via: string) => void;
};

function ViaChoice({ kind, via, senders, error, onChange }: ViaProps) {
  const able = senders.filter(({ can }) => can.includes(kind));
  const known = able.some((each) => each.via === via);
  const chosen = able.find((each) => each.via === via);
  const missing =
    chosen && chosen.missing.length > 0
      ? `Not set up yet: ${chosen.missing.join(', ')}. See Settings, Feeds.`
      : undefined;
  return (
    <NativeSelect
      label="Through"
      data={[
        ...(known ? [] : [{ value: via, label: via || 'Nobody is set up for it' }]),
        ...able.map((each) => ({ value: each.via, label: each.name })),
      ]}
      value={via}
      error={error ?? missing}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
