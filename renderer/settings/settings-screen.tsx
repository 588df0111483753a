import { SegmentedControl, Switch } from '@mantine/core';
import type { Preferences } from '../../shared/contract/views.ts';
import { refusalOf } from '../client/refusal.ts';
import { KeyList } from '../ui/key-list.tsx';
import { Failed } from '../ui/states.tsx';
import style from './settings.module.css';
import { usePreferences } from './use-preferences.ts';

const themes: { value: Preferences['theme']; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
];

/** What a supervisor can set for this console. */
export function SettingsScreen() {
  const { preferences, choose, error } = usePreferences();
  return (
    <div className={style.screen}>
      <h1 className={style.title}>Settings</h1>
      {error ? <Failed problem={refusalOf(error)} /> : null}
      <section className={style.group}>
        <h2 id="theme">Theme</h2>
        <SegmentedControl
          aria-labelledby="theme"
          data={themes}
          value={preferences.theme}
          onChange={(value) => choose({ theme: themes.find((each) => each.value === value)?.value ?? 'system' })}
        />
      </section>
      <section className={style.group}>
        <h2>Keys</h2>
        <Switch
          checked={preferences.singleKeys}
          label="Single keys act"
          description="Off, they need Ctrl and Shift as well: Ctrl+Shift+A approves. They never act while you type."
          onChange={(event) => choose({ singleKeys: event.currentTarget.checked })}
        />
        <KeyList singleKeys={preferences.singleKeys} />
      </section>
    </div>
  );
}
