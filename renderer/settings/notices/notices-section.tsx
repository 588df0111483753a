import { SegmentedControl, Switch } from '@mantine/core';
import { useState } from 'react';
import { type NoticeKind, type NoticeSettings, noticeKind } from '../../../shared/model/notice.ts';
import { useStatus } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { playSound } from '../../ui/play-sound.ts';
import { Press } from '../../ui/press.tsx';
import { Failed } from '../../ui/states.tsx';
import style from '../settings.module.css';
import { useNoticeSettings } from './use-notice-settings.ts';

const kindWords: Record<NoticeKind, { label: string; description: string }> = {
  'caller-waiting': {
    label: 'A caller waits',
    description: 'An agent is kept waiting for your decision, with the caller on the line.',
  },
  arrived: { label: 'Something to countersign', description: 'It waits, and nobody is kept on the line for it.' },
  trouble: {
    label: 'Something needs you',
    description: 'Salesforce refused it, or nobody knows whether it was written.',
  },
};
const sounds: { value: NoticeSettings['sound']; label: string }[] = [
  { value: 'off', label: 'Off' },
  { value: 'quiet', label: 'Quiet' },
  { value: 'usual', label: 'Usual' },
];

/** What calls a supervisor to the console while another window is in front. */
export function NoticesSection() {
  const { settings, choose, error } = useNoticeSettings();
  const { shown } = settings;
  return (
    <>
      {error ? <Failed problem={refusalOf(error)} /> : null}
      <section className={style.group}>
        <h2>Notices of the system</h2>
        <p>
          They name the action and the platform, never a value, and only what you can act on: not what a rule decides,
          nor what waits for another person. A click opens the card.
        </p>
        <Permission />
        {noticeKind.options.map((kind) => (
          <Switch
            key={kind}
            checked={shown[kind]}
            label={kindWords[kind].label}
            description={kindWords[kind].description}
            onChange={(event) => choose({ shown: { ...shown, [kind]: event.currentTarget.checked } })}
          />
        ))}
      </section>
      <section className={style.group}>
        <h2 id="notice-sound">Sound</h2>
        <SegmentedControl
          aria-labelledby="notice-sound"
          data={sounds}
          value={settings.sound}
          onChange={(value) => {
            const sound = sounds.find((each) => each.value === value)?.value ?? 'off';
            choose({ sound });
            playSound('arrived', sound);
          }}
        />
        <p>One note for what arrives, two for a caller who waits.</p>
      </section>
      <section className={style.group}>
        <h2>Count</h2>
        <Switch
          checked={settings.count}
          label="Count what waits"
          description="On the icon of the app, in the tray and in the title of the window."
          onChange={(event) => choose({ count: event.currentTarget.checked })}
        />
      </section>
    </>
  );
}

/** A browser asks before it lets a page show notices; the desktop app shows its own. */
function Permission() {
  const host = useStatus().value?.host;
  const [state, setState] = useState(() => ('Notification' in window ? Notification.permission : 'missing'));
  if (host !== 'browser') return null;
  if (state === 'missing') return <p>This browser shows no notices.</p>;
  if (state === 'granted') return <p>This browser shows them.</p>;
  if (state === 'denied') return <p>This browser was told to show none. Its settings for this page can be changed.</p>;
  return (
    <div>
      <Press onPress={() => void Notification.requestPermission().then(setState)}>Let this browser show them</Press>
    </div>
  );
}
