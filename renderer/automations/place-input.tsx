import { Menu, Textarea, TextInput } from '@mantine/core';
import { useId, useRef, useState } from 'react';
import type { AutomationVariable } from '../../shared/contract/automations-contract.ts';
import { Press } from '../ui/press.tsx';
import style from './automations.module.css';

type PlaceInputProps = {
  label: string;
  description?: string;
  value: string;
  variables: readonly AutomationVariable[];
  error?: string;
  lines?: number;
  placeholder?: string;
  /** What is picked takes the place of all that stood there, as a bare path. */
  bare?: boolean;
  onChange: (value: string) => void;
};

/** A text with places to fill in, and a picker of the values that can be named in it. */
export function PlaceInput(props: PlaceInputProps) {
  const { label, value, variables, bare, onChange } = props;
  const box = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const insert = (path: string) => {
    if (bare) return onChange(path);
    const [start, end] = [box.current?.selectionStart ?? value.length, box.current?.selectionEnd ?? value.length];
    onChange(`${value.slice(0, start)}{{${path}}}${value.slice(end)}`);
  };
  const common = {
    ref: box,
    className: style.placeText,
    label,
    description: props.description,
    value,
    error: props.error,
    placeholder: props.placeholder,
    spellCheck: false,
    maxLength: 4_000,
  };
  return (
    <div className={style.place}>
      {props.lines ? (
        <Textarea
          {...common}
          autosize
          minRows={props.lines}
          maxRows={12}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <TextInput {...common} onChange={(event) => onChange(event.currentTarget.value)} />
      )}
      <PickValue of={label} variables={variables} onPick={insert} />
    </div>
  );
}

const mostShown = 60;

/** A menu of the values that can be named, by what they belong to; typing narrows it. */
function PickValue(props: { of: string; variables: readonly AutomationVariable[]; onPick: (path: string) => void }) {
  const [sought, setSought] = useState('');
  const label = useId();
  const search = useRef<HTMLInputElement>(null);
  const word = sought.trim().toLowerCase();
  const fitting = props.variables
    .filter(({ path, label: called, group }) => `${path} ${called} ${group}`.toLowerCase().includes(word))
    .slice(0, mostShown);
  const groups = [...Map.groupBy(fitting, ({ group }) => group)];
  return (
    <Menu
      width={340}
      position="bottom-end"
      transitionProps={{ duration: 0 }}
      classNames={{ dropdown: style.menu, item: style.menuOption }}
      onClose={() => setSought('')}
      returnFocus
    >
      <Menu.Target>
        <Press tone="quiet" label={`Pick a value for ${props.of}`}>
          {'{ }'}
        </Press>
      </Menu.Target>
      <Menu.Dropdown
        aria-labelledby={label}
        onFocus={(event) => {
          // The menu takes the focus itself; whoever opened it by keyboard wants to type.
          if (event.target.hasAttribute('data-autofocus')) search.current?.focus();
        }}
      >
        <span id={label} className="sr-only">
          Values for {props.of}
        </span>
        <TextInput
          ref={search}
          aria-label="Find a value"
          placeholder="Find a value"
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
        <div className={style.pickerList}>
          {groups.map(([group, those]) => (
            <div key={group}>
              <Menu.Label>{group}</Menu.Label>
              {those.map(({ path, label: called }) => (
                <Menu.Item key={path} onClick={() => props.onPick(path)}>
                  {called} <span className={style.path}>{path}</span>
                </Menu.Item>
              ))}
            </div>
          ))}
          {groups.length === 0 ? <Menu.Label>Nothing fits</Menu.Label> : null}
        </div>
      </Menu.Dropdown>
    </Menu>
  );
}
