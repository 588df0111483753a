import { Popover, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { CallDoorsView } from '../../shared/contract/clock-view.ts';
import type { CallSummary } from '../../shared/contract/views.ts';
import { useLine } from '../client/console-context.tsx';
import { DownIcon } from '../ui/icons.tsx';
import { Press } from '../ui/press.tsx';
import style from './call-doors.module.css';
import { EndDialog, TellDialog, TransferDialog } from './door-dialogs.tsx';

type DoorName = keyof CallDoorsView;

const names: readonly { name: DoorName; label: string }[] = [
  { name: 'tell', label: 'Tell the agent' },
  { name: 'transfer', label: 'Transfer to a person' },
  { name: 'end', label: 'End the call' },
];

/** What a supervisor can do in a live call, apart from deciding: each is asked for by itself. Nothing where its platform has no way in. */
export function CallDoors(props: { summary: CallSummary; doors: CallDoorsView | null }) {
  const { summary, doors } = props;
  const [shown, show] = useState(false);
  const [opened, open] = useState<DoorName | null>(null);
  const offline = useLine().state === 'open' ? null : 'Reconnecting: this waits until the console is back.';
  const close = () => open(null);
  if (!doors || summary.call.endedAt !== null) return null;
  const ways = names.filter(({ name }) => doors[name].open);
  const shut = names.filter(({ name }) => !doors[name].open);
  if (ways.length === 0) return null;
  const enter = (name: DoorName) => {
    show(false);
    open(name);
  };
  return (
    <>
      <Popover opened={shown} onChange={show} position="bottom-end" width={230} trapFocus returnFocus>
        <Popover.Target>
          <Press aria-haspopup="dialog" refusedBecause={offline} onPress={() => show(!shown)}>
            In the call <DownIcon size={12} />
          </Press>
        </Popover.Target>
        <Popover.Dropdown aria-label="In the call">
          {ways.map(({ name, label }) => (
            <UnstyledButton
              key={name}
              className={style.way}
              data-danger={name === 'end' || undefined}
              onClick={() => enter(name)}
            >
              {label}
            </UnstyledButton>
          ))}
          {shut.map(({ name, label }) => (
            <p key={name} className={style.shut}>
              {label}: {doors[name].why}
            </p>
          ))}
        </Popover.Dropdown>
      </Popover>
      {opened === 'tell' ? <TellDialog of={summary} onClose={close} /> : null}
      {opened === 'transfer' ? <TransferDialog of={summary} onClose={close} /> : null}
      {opened === 'end' ? <EndDialog of={summary} onClose={close} /> : null}
    </>
  );
}
