import { Autocomplete } from '@mantine/core';
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
  /** Names that are offered. */
  offered?: readonly string[];
  problemOf: (name: string, at: number) => string | undefined;
  onChange: (values: Named[]) => void;
};

/** Values under names of one's own. */
export function NamedValues(props: NamedValuesProps) {
  const { label, nameLabel = 'Name', values, variables, offered = [], problemOf, onChange } = props;
  const change = (index: number, part: Partial<Named>) =>
    onChange(values.map((each, at) => (at === index ? { ...each, ...part } : each)));
  return (
    <fieldset className={style.group}>
      <legend>{label}</legend>
      {values.map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name is being typed while it is the same as another
        <div key={index} className={style.named}>
          <Autocomplete
            label={nameLabel}
            data={[...offered]}
            limit={50}
            value={each.name}
            maxLength={80}
            spellCheck={false}
            error={each.name.trim() === '' ? problemOf(each.name, index) : undefined}
            onChange={(name) => change(index, { name })}
          />
          <PlaceInput
            label={`Value of ${each.name || 'it'}`}
            value={each.value}
            variables={variables}
            error={each.name.trim() === '' ? undefined : problemOf(each.name, index)}
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
