import { MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import type { RuleForm } from '../../../shared/model/rule.ts';
import { useActions } from '../actions/use-actions.ts';
import { useFeeds } from '../feeds/use-feeds.ts';
import { NamesField } from './names-field.tsx';
import type { RuleFaults } from './rule-draft.ts';
import style from './rules.module.css';
import { ValueTestField } from './value-test-field.tsx';

type WhenFieldsProps = { form: RuleForm; faults: RuleFaults; onChange: (form: RuleForm) => void };

const operations = [
  { value: 'create', label: 'creates' },
  { value: 'update', label: 'updates' },
  { value: 'delete', label: 'deletes' },
  { value: 'read', label: 'reads' },
  { value: 'call', label: 'calls somebody' },
  { value: 'message', label: 'sends a message' },
  { value: 'webhook', label: 'calls a webhook' },
  { value: 'contact', label: 'keeps a platform contact' },
] as const;
const certainties = ['certain', 'likely', 'unsure'] as const;
const environments = ['practice', 'sandbox', 'production'] as const;
const sources = [
  { value: 'agent', label: 'the agent' },
  { value: 'suggestion', label: 'what was said' },
  { value: 'automation', label: 'an automation' },
  { value: 'supervisor', label: 'a supervisor' },
] as const;

/** When a rule applies, by what people know of a proposal. */
export function WhenFields({ form, faults, onChange }: WhenFieldsProps) {
  const actions = useActions().data ?? [];
  const feeds = useFeeds().value?.feeds ?? [];
  const change = (part: Partial<RuleForm>) => onChange({ ...form, ...part });
  return (
    <div className={style.fields}>
      <Choices
        label="Actions"
        options={actions.map(({ action }) => ({ value: action.key, label: action.label }))}
        value={form.actions}
        onChange={(chosen) => change({ actions: chosen })}
      />
      <Choices
        label="What it does there"
        options={operations}
        value={form.operations}
        onChange={(chosen) => change({ operations: known(operations, chosen) })}
      />
      <NamesField
        label="Objects"
        example="Contact, Case"
        value={form.objects}
        onChange={(objects) => change({ objects })}
      />
      <NamesField label="Fields" example="Phone, Email" value={form.fields} onChange={(fields) => change({ fields })} />
      <ValueTestField
        label="New value"
        value={form.newValue}
        fault={faults.newValue}
        onChange={(newValue) => change({ newValue })}
      />
      <ValueTestField
        label="Old value"
        value={form.oldValue}
        fault={faults.oldValue}
        onChange={(oldValue) => change({ oldValue })}
      />
      <Choices
        label="Certainty of the values"
        options={certainties.map((value) => ({ value, label: value }))}
        value={form.certainty}
        onChange={(chosen) => change({ certainty: certainties.filter((each) => chosen.includes(each)) })}
      />
      <Choices
        label="Asked for by"
        options={sources}
        value={form.sources}
        onChange={(chosen) => change({ sources: known(sources, chosen) })}
      />
      <Choices
        label="Feeds"
        options={feeds.map(({ feed }) => ({ value: feed.key, label: feed.name }))}
        value={form.feeds}
        onChange={(chosen) => change({ feeds: chosen })}
      />
      <NativeSelect
        label="Verification"
        value={form.verified === null ? '' : String(form.verified)}
        data={[
          { value: '', label: 'Any' },
          { value: 'true', label: 'Everybody who asked is verified' },
          { value: 'false', label: 'Somebody who asked is not verified' },
        ]}
        onChange={(event) => change({ verified: verifiedOf(event.currentTarget.value) })}
      />
      <NamesField label="Agents" example="Front desk" value={form.agents} onChange={(agents) => change({ agents })} />
      <Choices
        label="Environments"
        options={environments.map((value) => ({ value, label: value }))}
        value={form.environments}
        onChange={(chosen) => change({ environments: environments.filter((each) => chosen.includes(each)) })}
      />
      <Hours value={form.hours} fault={faults.hours} onChange={(hours) => change({ hours })} />
    </div>
  );
}

type Option = { readonly value: string; readonly label: string };

type ChoicesProps = {
  label: string;
  options: readonly Option[];
  value: readonly string[];
  onChange: (value: string[]) => void;
};

/** Several of a list; what is chosen and no longer there stays shown. */
function Choices({ label, options, value, onChange }: ChoicesProps) {
  const gone = value.filter((each) => !options.some((option) => option.value === each));
  return (
    <MultiSelect
      label={label}
      placeholder={value.length === 0 ? 'Any' : ''}
      data={[...options.map((each) => ({ ...each })), ...gone.map((each) => ({ value: each, label: each }))]}
      value={[...value]}
      onChange={onChange}
    />
  );
}

function known<T extends Option>(options: readonly T[], chosen: readonly string[]): T['value'][] {
  return options.filter(({ value }) => chosen.includes(value)).map(({ value }) => value);
}

function verifiedOf(value: string): boolean | null {
  return value === '' ? null : value === 'true';
}

type HoursProps = { value: RuleForm['hours']; fault: string | undefined; onChange: (hours: RuleForm['hours']) => void };

function Hours({ value, fault, onChange }: HoursProps) {
  const set = (part: Partial<NonNullable<RuleForm['hours']>>) => {
    const next = { from: '', to: '', ...value, ...part };
    onChange(next.from === '' && next.to === '' ? null : next);
  };
  return (
    <div className={style.pair}>
      <TextInput
        label="From"
        type="time"
        value={value?.from ?? ''}
        error={fault}
        onChange={(event) => set({ from: event.currentTarget.value })}
      />
      <TextInput
        label="Until, in the org’s time"
        type="time"
        value={value?.to ?? ''}
        onChange={(event) => set({ to: event.currentTarget.value })}
      />
    </div>
  );
}
