import { NativeSelect, TextInput } from '@mantine/core';
import type { Sender } from '../../shared/contract/automations-contract.ts';
import type { AutomationStep } from '../../shared/model/automation.ts';
import { NamedValues } from './named-values.tsx';
import { PlaceInput } from './place-input.tsx';
import { problemOf } from './problem-of.ts';
import { SecretChoice } from './secret-choice.tsx';
import type { StepFormProps } from './step-form.tsx';

type Sending = Extract<AutomationStep, { kind: 'call' | 'message' | 'webhook' | 'contact' }>;

/** What leaves for somebody else than Salesforce. */
export function SendStepForm({ step, variables, senders, problems, onChange }: StepFormProps<Sending>) {
  const wrong = (field: string) => problemOf(problems, field);
  const place = (
    label: string,
    field: string,
    value: string,
    set: (value: string) => void,
    more: { description?: string; lines?: number } = {},
  ) => <PlaceInput label={label} value={value} variables={variables} error={wrong(field)} onChange={set} {...more} />;
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
          problemOf={(_, at) => wrong(`values.${at}`)}
          onChange={(values) => onChange({ ...step, values })}
        />
        <SecretChoice
          value={step.secret}
          error={wrong('secret')}
          onChange={(secret) => onChange({ ...step, secret })}
        />
        <TextInput
          label="Idempotency header"
          description="Where the receiver takes one, it is safe to send again."
          placeholder="Idempotency-Key"
          value={step.idempotencyHeader ?? ''}
          error={wrong('idempotencyHeader')}
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
      error={wrong('via')}
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
          problemOf={(_, at) => wrong(`attributes.${at}`)}
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
          problemOf={(_, at) => wrong(`variables.${at}`)}
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
