import type { Call, CallAnalysis } from '../../shared/model/call.ts';
import { platformName } from '../../shared/model/platform-name.ts';
import { Tag } from '../ui/tag.tsx';
import { dayAndTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import { type CallNews, newsOf } from './call-news.ts';
import style from './call-notes.module.css';

/** So many stand openly; in a call full of trouble the words still have the most room. */
const shownAtOnce = 3;

/** What a call's platform told beside the words: nothing, mostly. */
export function CallNotes(props: { call: Call }) {
  const { call } = props;
  const news = newsOf(call);
  const shown = news.length > shownAtOnce ? [...news.slice(0, 1), ...news.slice(1 - shownAtOnce)] : news;
  const folded = news.filter((each) => !shown.includes(each));
  if (news.length === 0 && !call.analysis) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={style.notes} tabIndex={0} aria-label="About this call">
      {shown.length > 0 ? <NewsList news={shown} /> : null}
      {folded.length > 0 ? (
        <details className={style.more}>
          <summary>{folded.length} more</summary>
          <NewsList news={folded} />
        </details>
      ) : null}
      {call.analysis ? <Analysis of={call.analysis} platform={platformName(call.sources[0]?.platform)} /> : null}
    </section>
  );
}

function NewsList(props: { news: readonly CallNews[] }) {
  const now = useNow();
  return (
    <ul>
      {props.news.map(({ key, at, tone, words, tag }) => (
        <li key={key} className={style.note}>
          {tag ? <Tag tone={tone}>{tag}</Tag> : null}
          <span>
            <VisibleText text={words} />
            {at === null ? null : <span className={style.at}> {dayAndTime(at, now)}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

const moods = { positive: 'in good spirits', neutral: 'neither pleased nor upset', negative: 'upset' } as const;

function Analysis(props: { of: CallAnalysis; platform: string }) {
  const { of, platform } = props;
  const values = Object.entries(of.values);
  const told = [
    of.successful === null ? null : { label: 'Successful', text: of.successful ? 'yes' : 'no' },
    of.disposition ? { label: 'Outcome', text: of.disposition } : null,
    of.sentiment ? { label: 'Caller', text: moods[of.sentiment] } : null,
    of.recordingUrl ? { label: 'Recording', text: 'kept at the platform' } : null,
    ...values.map(([label, text]) => ({ label, text })),
  ].filter((each) => each !== null);
  return (
    <details className={style.more}>
      <summary>What {platform || 'the platform'} made of it</summary>
      {of.summary ? (
        <p className={style.summary}>
          <VisibleText text={of.summary} />
        </p>
      ) : null}
      <dl className={style.values}>
        {told.map(({ label, text }) => (
          <div key={label}>
            <dt>
              <VisibleText text={label} />
            </dt>
            <dd>
              <VisibleText text={text} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
