import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { PlatformView } from '../../../shared/contract/feeds-contract.ts';
import { useOrgs } from '../orgs/use-orgs.ts';
import type { DraftFaults, FeedDraft } from './feed-draft.ts';
import { holdWords } from './feed-words.ts';
import style from './feeds.module.css';
import { OptionField } from './option-field.tsx';
import { SecretField } from './secret-field.tsx';

type FeedFieldsProps = {
  draft: FeedDraft;
  platform: PlatformView;
  secretsSet: readonly string[];
  faults: DraftFaults;
  onChange: (part: Partial<FeedDraft>) => void;
};

/** From so many options on, only the first stands openly: the others are for those who changed them at the platform. */
const fewOptions = 3;

/** Everything that is filled in for a feed. */
export function FeedFields(props: FeedFieldsProps) {
  const { draft, platform, faults, onChange } = props;
  const open = platform.options.length > fewOptions ? platform.options.slice(0, 1) : platform.options;
  const folded = platform.options.slice(open.length);
  const option = (each: PlatformView['options'][number]) => (
    <OptionField
      key={each.name}
      of={each}
      value={draft.options[each.name] ?? ''}
      onChange={(value) => onChange({ options: { ...draft.options, [each.name]: value } })}
    />
  );
  return (
    <>
      <TextInput
        label="Name"
        description="As it is called in this console."
        required
        maxLength={80}
        value={draft.name}
        error={faults.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      {platform.secrets.map((each) => (
        <SecretField
          key={each.name}
          of={each}
          platform={platform.key}
          isSet={props.secretsSet.includes(each.name)}
          value={draft.secrets[each.name]}
          fault={faults[`secret ${each.name}`]}
          onChange={(value) => onChange({ secrets: withSecret(draft.secrets, each.name, value) })}
        />
      ))}
      {open.map(option)}
      <TextInput
        label="Public address"
        description={
          platform.key === 'twilio'
            ? 'As Twilio calls it: where a tunnel or relay answers. Its signature covers it.'
            : 'Where a tunnel or relay answers that leads here. Empty as long as there is none.'
        }
        placeholder="https://calls.example.com"
        inputMode="url"
        spellCheck={false}
        required={platform.key === 'twilio'}
        value={draft.publicUrl}
        error={faults.publicUrl}
        onChange={(event) => onChange({ publicUrl: event.currentTarget.value })}
      />
      <OrgChoice value={draft.org} onChange={(org) => onChange({ org })} />
      {platform.asks ? <AnswerFields {...props} /> : null}
      <details className={style.more} open={faults.apiBase !== undefined || undefined}>
        <summary>More</summary>
        <div className={style.form}>
          {folded.map(option)}
          <TextInput
            label="Address of the platform’s API"
            description="Empty for its usual one."
            inputMode="url"
            spellCheck={false}
            value={draft.apiBase}
            error={faults.apiBase}
            onChange={(event) => onChange({ apiBase: event.currentTarget.value })}
          />
        </div>
      </details>
    </>
  );
}

function withSecret(held: FeedDraft['secrets'], name: string, value: string | undefined): FeedDraft['secrets'] {
  const { [name]: _, ...others } = held;
  return value === undefined ? others : { ...others, [name]: value };
}

function AnswerFields({ draft, platform, faults, onChange }: FeedFieldsProps) {
  return (
    <>
      <TextInput
        label="Longest wait for a decision, in seconds"
        description={holdWords(platform)}
        placeholder="as long as fits"
        inputMode="decimal"
        value={draft.holdSeconds}
        error={faults.holdSeconds}
        onChange={(event) => onChange({ holdSeconds: event.currentTarget.value })}
      />
      <Textarea
        label="What the agent is told when nobody decided in time"
        description="Empty for the usual words. {reference} stands for the proposal’s."
        placeholder="Submitted for review, reference {reference}. It is not done yet: do not say that it is."
        autosize
        minRows={2}
        maxLength={500}
        value={draft.pendingWords}
        onChange={(event) => onChange({ pendingWords: event.currentTarget.value })}
      />
    </>
  );
}

function OrgChoice(props: { value: string; onChange: (org: string) => void }) {
  const orgs = useOrgs().value ?? [];
  const known = orgs.some(({ org }) => org.id === props.value);
  if (orgs.length < 2 && (props.value === '' || known)) return null;
  return (
    <NativeSelect
      label="Its calls belong to"
      data={[
        { value: '', label: 'The main org' },
        ...orgs.map(({ org }) => ({ value: org.id, label: `${org.name} (${org.environment})` })),
        ...(props.value === '' || known ? [] : [{ value: props.value, label: `${props.value}, not known here` }]),
      ]}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}
