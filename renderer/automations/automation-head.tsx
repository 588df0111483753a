import { Switch } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { AutomationView } from '../../shared/contract/automations-contract.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { Press } from '../ui/press.tsx';
import { Failed } from '../ui/states.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './automations.module.css';
import { StartDialog } from './start-dialog.tsx';

type HeadProps = {
  view: AutomationView | null;
  name: string;
  autoFocus?: boolean;
  changed: boolean;
  problems: number;
  /** Why it cannot be kept as it is. */
  cannotSave: string | null;
  saving: boolean;
  onSave: () => void;
  onTry: () => void;
  onUndo: (() => void) | null;
  onRemoved: () => void;
};

/** What an automation is called, whether it is on, and what can be done with it. */
export function AutomationHead(props: HeadProps) {
  const { view, name, autoFocus, changed, problems, saving } = props;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (autoFocus) title.current?.focus();
  }, [autoFocus]);
  const saveRefused = saving ? 'It is being saved.' : null;
  return (
    <header className={style.editorHead}>
      <div className={style.editorTitle}>
        <h2 ref={title} tabIndex={-1}>
          <VisibleText text={name || 'New automation'} />
        </h2>
        <span className={style.quiet}>{standing(view, changed, problems)}</span>
      </div>
      <div className={style.editorTools}>
        {view ? <OnOff view={view} changed={changed} /> : null}
        <Press onPress={props.onTry}>Dry run</Press>
        {view ? <StartNow view={view} changed={changed} /> : null}
        {changed && props.onUndo ? <Press onPress={props.onUndo}>Discard changes</Press> : null}
        <Press
          tone="primary"
          refusedBecause={saveRefused ?? (changed ? (nameless(name) ?? props.cannotSave) : 'Nothing was changed.')}
          onPress={props.onSave}
        >
          Save
        </Press>
        {view ? <Remove id={view.automation.id} onRemoved={props.onRemoved} /> : null}
      </div>
    </header>
  );
}

function nameless(name: string): string | null {
  return name.trim() === '' ? 'Give it a name first.' : null;
}

function standing(view: AutomationView | null, changed: boolean, problems: number): string {
  const saved = view
    ? `Version ${view.automation.version}${changed ? ', with changes that are not saved' : ''}`
    : 'Not saved yet';
  if (problems === 0) return saved;
  return `${saved}. ${problems === 1 ? 'One thing stands' : `${problems} things stand`} in the way of switching it on`;
}

function OnOff({ view, changed }: { view: AutomationView; changed: boolean }) {
  const { query } = useConsole();
  const { id, enabled, paused } = view.automation;
  const set = useMutation(query.automations.setEnabled.mutationOptions());
  const isOn = enabled && paused === null;
  return (
    <>
      <Switch
        label={isOn ? 'On' : 'Off'}
        aria-label="Switched on"
        checked={isOn}
        disabled={set.isPending || (changed && !isOn)}
        onChange={(event) => set.mutate({ id, enabled: event.currentTarget.checked })}
      />
      {set.error ? <Failed problem={refusalOf(set.error)} /> : null}
    </>
  );
}

function StartNow({ view, changed }: { view: AutomationView; changed: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Press refusedBecause={changed ? 'Save what was changed first.' : null} onPress={() => setOpen(true)}>
        Start now
      </Press>
      {open ? <StartDialog of={view.automation} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function Remove(props: { id: string; onRemoved: () => void }) {
  const { query } = useConsole();
  const [sure, setSure] = useState(false);
  const remove = useMutation(query.automations.remove.mutationOptions({ onSuccess: props.onRemoved }));
  if (!sure)
    return (
      <Press tone="quiet" onPress={() => setSure(true)}>
        Remove
      </Press>
    );
  return (
    <>
      <Press
        tone="danger"
        refusedBecause={remove.isPending ? 'It is being removed.' : null}
        onPress={() => remove.mutate({ id: props.id })}
      >
        Remove for good
      </Press>
      <Press onPress={() => setSure(false)}>Keep it</Press>
    </>
  );
}
