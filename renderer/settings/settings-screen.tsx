import { SegmentedControl, Switch } from '@mantine/core';
import { Link } from 'wouter';
import type { Preferences } from '../../shared/contract/views.ts';
import { refusalOf } from '../client/refusal.ts';
import { KeyList } from '../ui/key-list.tsx';
import { Failed } from '../ui/states.tsx';
import { ActionsSection } from './actions/actions-section.tsx';
import { DecidingSection } from './deciding/deciding-section.tsx';
import { FeedsSection } from './feeds/feeds-section.tsx';
import { NoticesSection } from './notices/notices-section.tsx';
import { OrgsSection } from './orgs/orgs-section.tsx';
import { OutboundSection } from './outbound/outbound-section.tsx';
import { RetentionSection } from './retention/retention-section.tsx';
import { RulesSection } from './rules/rules-section.tsx';
import style from './settings.module.css';
import { usePreferences } from './use-preferences.ts';

const cancelChoices = ['0', '3', '5', '10'].map((value) => ({ value, label: value === '0' ? 'Off' : `${value} s` }));
const themes: { value: Preferences['theme']; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'dark', label: 'Dark' },
  { value: 'light', label: 'Light' },
];

const sections = [
  { to: '/settings', section: null, label: 'General' },
  { to: '/settings/orgs', section: 'orgs', label: 'Orgs' },
  { to: '/settings/feeds', section: 'feeds', label: 'Feeds' },
  { to: '/settings/actions', section: 'actions', label: 'Actions' },
  { to: '/settings/rules', section: 'rules', label: 'Rules' },
  { to: '/settings/deciding', section: 'deciding', label: 'Deciding' },
  { to: '/settings/outbound', section: 'outbound', label: 'Calls out' },
  { to: '/settings/retention', section: 'retention', label: 'Retention' },
  { to: '/settings/notices', section: 'notices', label: 'Notices' },
] as const;

/** What a supervisor can set for this console. */
export function SettingsScreen(props: { section: string | null }) {
  return (
    <div className={style.screen}>
      <h1 className={style.title}>Settings</h1>
      <nav className={style.sections} aria-label="Settings">
        {sections.map(({ to, section, label }) => (
          <Link
            key={to}
            to={to}
            className={style.section}
            aria-current={section === props.section ? 'page' : undefined}
          >
            {label}
          </Link>
        ))}
      </nav>
      <Section of={props.section} />
    </div>
  );
}

function Section(props: { of: string | null }) {
  if (props.of === 'notices') return <NoticesSection />;
  if (props.of === 'feeds') return <FeedsSection />;
  if (props.of === 'orgs') return <OrgsSection />;
  if (props.of === 'rules') return <RulesSection />;
  if (props.of === 'outbound') return <OutboundSection />;
  if (props.of === 'retention') return <RetentionSection />;
  if (props.of === 'deciding') return <DecidingSection />;
  return props.of === 'actions' ? <ActionsSection /> : <General />;
}

function General() {
  const { preferences, choose, error } = usePreferences();
  return (
    <>
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
        <h2 id="cancel">Time to think again</h2>
        <SegmentedControl
          aria-labelledby="cancel"
          data={cancelChoices}
          value={String(preferences.cancelSeconds)}
          onChange={(value) => choose({ cancelSeconds: Number(value) })}
        />
        <p>How long an approval can be taken back (U) before it is sent to Salesforce.</p>
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
    </>
  );
}
