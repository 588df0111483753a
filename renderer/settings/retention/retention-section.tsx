import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RetentionSettings } from '../../../shared/model/retention.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { Failed, Skeleton } from '../../ui/states.tsx';
import { dayAndTime } from '../../ui/times.ts';
import { useNow } from '../../ui/use-now.tsx';
import { countWords } from './count-words.ts';
import { ErasePerson } from './erase-person.tsx';
import style from './retention.module.css';
import { ShortenDialog } from './shorten-dialog.tsx';

const kinds: readonly { key: keyof RetentionSettings; label: string; what: string }[] = [
  {
    key: 'words',
    label: 'What was said',
    what: 'Transcripts, summaries, and every quote of them on cards and beside the journal.',
  },
  { key: 'recordings', label: 'Recordings', what: 'The sound of calls that was fetched, and where it can be fetched.' },
  {
    key: 'values',
    label: 'Names and values',
    what: 'Who called, from where, field values before and after, follow-ups that are done, and the values beside the journal. What was said goes with them.',
  },
];

const offered = [30, 90, 180, 365, 730, 2555];

/** Settings, Retention: what is kept how long, and erasing everything of one person. */
export function RetentionSection() {
  const { query } = useConsole();
  const now = useNow();
  const read = useQuery(query.retention.read.queryOptions());
  const [asked, setAsked] = useState<RetentionSettings | null>(null);
  if (read.error) return <Failed problem={refusalOf(read.error)} />;
  if (!read.data) return <Skeleton of="what is kept how long" />;
  const { settings, last } = read.data;
  const told = last && countWords(last.counts);
  return (
    <>
      <section className={style.group} aria-labelledby="kept-title">
        <h2 id="kept-title">How long it is kept</h2>
        <p className={style.quiet}>
          Counted from the end of a call, and only once nothing of it is open. The journal keeps who did what and when,
          and still verifies; what is erased cannot be brought back.
        </p>
        {kinds.map(({ key, label, what }) => (
          <Select
            key={key}
            className={style.kind}
            label={label}
            description={what}
            data={choices(settings[key])}
            value={choiceOf(settings[key])}
            allowDeselect={false}
            onChange={(value) =>
              setAsked({ ...settings, [key]: value === 'never' || value === null ? null : Number(value) })
            }
          />
        ))}
        <p className={style.quiet}>
          {last && told ? `Last erased ${dayAndTime(last.at, now)}: ${told}.` : 'Nothing was erased yet.'}
        </p>
      </section>
      <ErasePerson onErased={() => void read.refetch()} />
      <ShortenDialog asked={asked} onClose={() => setAsked(null)} onSaved={() => void read.refetch()} />
    </>
  );
}

function choices(now: number | null) {
  const days =
    now === null || offered.includes(now) ? offered : [...offered, now].toSorted((one, other) => one - other);
  return [
    { value: 'never', label: 'As long as the console' },
    ...days.map((each) => ({ value: String(each), label: daysWords(each) })),
  ];
}

function choiceOf(days: number | null): string {
  return days === null ? 'never' : String(days);
}

function daysWords(days: number): string {
  if (days % 365 !== 0) return `${days} days`;
  return days === 365 ? 'One year' : `${days / 365} years`;
}
