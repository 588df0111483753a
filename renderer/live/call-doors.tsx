import { Menu } from '@mantine/core';
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
  const [opened, open] = useState<DoorName | null>(null);
  const offline = useLine().state === 'open' ? null : 'Reconnecting: this waits until the console is back.';
  const close = () => open(null);
  if (!doors || summary.call.endedAt !== null) return null;
  const way = names.filter(({ name }) => doors[name].open);
  const shut = names.filter(({ name }) => !doors[name].open);
  if (way.length === 0) return null;
  return (
    <>
      <Menu position="bottom-end" classNames={{ dropdown: style.menu, item: style.way, label: style.shut }}>
        <Menu.Target>
          <Press refusedBecause={offline}>
            In the call <DownIcon size={12} />
          </Press>
        </Menu.Target>
        <Menu.Dropdown>
          {way.map(({ name, label }) => (
            <Menu.Item key={name} data-danger={name === 'end' || undefined} onClick={() => open(name)}>
              {label}
            </Menu.Item>
          ))}
          {shut.map(({ name, label }) => (
            <Menu.Label key={name}>
              {label}: {doors[name].why}
            </Menu.Label>
          ))}
        </Menu.Dropdown>
      </Menu>
      {opened === 'tell' ? <TellDialog of={summary} onClose={close} /> : null}
      {opened === 'transfer' ? <TransferDialog of={summary} onClose={close} /> : null}
      {opened === 'end' ? <EndDialog of={summary} onClose={close} /> : null}
    </>
  );
}
