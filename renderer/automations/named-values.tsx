import { TextInput } from '@mantine/core';
import type { AutomationVariable } from '../../shared/contract/automations-contract.ts';
import { Press } from '../ui/press.tsx';
import style from './automations.module.css';
import { PlaceInput } from './place-input.tsx';

type Named = { name: string; value: string };

type NamedValuesProps = {
  label: string;
  nameLabel?: string;
  values: readonly Named[];
  variables: readonly AutomationVariable[];
  problemOf: (name: string) => string | undefined;
  onChange: (values: Named[]) => void;
};

/** Values under names of one's own. */
export function NamedValues({ label, nameLabel = 'Name', values, variables, problemOf, onChange }: NamedValuesProps) {
  const change = (index: number, part: Partial<Named>) =>
    onChange(values.map((each, at) => (at === index ? { ...each, ...part } : each)));
  return (
    <fieldset className={style.group}>
      <legend>{label}</legend>
      {values.map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name is being typed while it is the same as another
        <div key={index} className={style.named}>
          <TextInput
            label={nameLabel}
            value={each.name}
            maxLength={80}
            spellCheck={false}
            onChange={(event) => change(index, { name: event.currentTarget.value })}
          />
          <PlaceInput
            label={`Value of ${each.name || 'it'}`}
            value={each.value}
            variables={variables}
            error={problemOf(each.name)}
            onChange={(value) => change(index, { value })}
          />
          <Press
            tone="quiet"
            label={`Remove ${each.name || 'this value'}`}
            onPress={() => onChange(values.filter((_, at) => at !== index))}
          >
            Remove
          </Press>
        </div>
      ))}
      <Press tone="quiet" onPress={() => onChange([...values, { name: '', value: '' }])}>
        Add to {label.toLowerCase()}
      </Press>
    </fieldset>
  );
}
