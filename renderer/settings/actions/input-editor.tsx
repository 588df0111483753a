import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import type { ActionInput, InputMode } from '../../../shared/model/action.ts';
import type { FieldDescribe } from '../../../shared/model/object-describe.ts';
import { Press } from '../../ui/press.tsx';
import style from './actions.module.css';
import { readModeValue, showModeValue } from './mode-value.ts';

const modes: { value: string; label: string }[] = [
  { value: 'collected', label: 'Collected by the agent' },
  { value: 'defaulted', label: 'Collected, with a default' },
  { value: 'fixed', label: 'Always the same' },
  { value: 'variable', label: 'From a call variable' },
];

/** What the call itself knows, as some built-in actions take it; it is not to be chosen anew. */
const fromCall = { value: 'from-call', label: 'From the call' };

type InputEditorProps = {
  of: ActionInput;
  fields: readonly FieldDescribe[];
  onChange: (input: ActionInput) => void;
  onRemove: () => void;
};

/** One input: what the agent calls it, the field it goes to, its description for the LLM, and who gives the value. */
export function InputEditor(props: InputEditorProps) {
  const { of, fields, onChange } = props;
  const field = fields.find(({ name }) => name === of.field);
  const { from } = of;
  const variable = from.mode === 'from-call' && from.from.kind === 'variable' ? from.from.name : null;
  const known = fields.map(({ name, label }) => ({ value: name, label: `${label} (${name})` }));
  const options = field ? known : [{ value: of.field, label: `${of.field} (not in this org)` }, ...known];
  return (
    <fieldset className={style.input} aria-label={`Input ${of.name}`}>
      <TextInput
        label="Name"
        spellCheck={false}
        value={of.name}
        onChange={(event) => onChange({ ...of, name: event.currentTarget.value })}
      />
      <NativeSelect
        label="Field"
        data={options}
        value={of.field}
        onChange={(event) => onChange({ ...of, field: event.currentTarget.value })}
      />
      <NativeSelect
        label="Value"
        data={modeOf(of.from) === 'from-call' ? [...modes, fromCall] : modes}
        value={modeOf(of.from)}
        onChange={(event) => onChange({ ...of, from: toMode(event.currentTarget.value, of.from) })}
      />
      {from.mode === 'fixed' || from.mode === 'defaulted' ? (
        <TextInput
          label={from.mode === 'fixed' ? 'Fixed value' : 'Default'}
          value={showModeValue(from.value)}
          onChange={(event) =>
            onChange({ ...of, from: { ...from, value: readModeValue(event.currentTarget.value, field) } })
          }
        />
      ) : null}
      {variable === null ? null : (
        <TextInput
          label="Call variable"
          description="As the platform names it."
          spellCheck={false}
          value={variable}
          onChange={(event) => onChange({ ...of, from: fromVariable(event.currentTarget.value) })}
        />
      )}
      <TextInput
        className={style.wide}
        label="Description for the LLM"
        value={of.description}
        onChange={(event) => onChange({ ...of, description: event.currentTarget.value })}
      />
      <Checkbox
        label="Required"
        checked={of.required}
        onChange={(event) => onChange({ ...of, required: event.currentTarget.checked })}
      />
      <Press tone="quiet" label={`Remove the input ${of.name}`} onPress={props.onRemove}>
        Remove
      </Press>
    </fieldset>
  );
}

function toMode(mode: string, before: InputMode): InputMode {
  const value = 'value' in before ? before.value : '';
  if (mode === 'fixed') return { mode, value };
  if (mode === 'defaulted') return { mode, value };
  if (mode === 'variable') return fromVariable('');
  return mode === 'from-call' ? before : { mode: 'collected' };
}

function fromVariable(name: string): InputMode {
  return { mode: 'from-call', from: { kind: 'variable', name } };
}

/** Which of the choices a mode is. */
function modeOf(from: InputMode): string {
  return from.mode === 'from-call' && from.from.kind === 'variable' ? 'variable' : from.mode;
}
