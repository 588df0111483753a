import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { Note } from '../ui/note.tsx';
import { Press } from '../ui/press.tsx';
import { Empty, Failed, SectionLabel, Skeleton } from '../ui/states.tsx';
import { ageInWords } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import { RecordLinks } from './found-list.tsx';
import style from './records.module.css';

/** What somebody is likely to want again: written here lately, and viewed in Salesforce. */
export function RecentList(props: { org: string; open: string | null }) {
  const { query } = useConsole();
  const now = useNow();
  const recent = useQuery(query.records.recent.queryOptions({ input: { org: props.org } }));
  if (recent.error) {
    const problem = refusalOf(recent.error);
    return (
      <Failed
        problem={problem}
        actions={
          <>
            <Press onPress={() => void recent.refetch()}>Try again</Press>
            {problem.kind === 'not-connected' ? (
              <Link className={style.pointed} href="/settings/orgs">
                Sign in under Settings, Orgs
              </Link>
            ) : null}
          </>
        }
      />
    );
  }
  if (!recent.data) return <Skeleton of="recent records" />;
  const { viewed, written, problem } = recent.data;
  const writtenAt = new Map(written.map(({ record, at }) => [record.id, at]));
  const kinds = (object: string) => object.replace(/__c$/, '');
  return (
    <>
      {written.length > 0 ? (
        <section aria-label="Written by Countersign">
          <SectionLabel>Written by Countersign</SectionLabel>
          <RecordLinks
            org={props.org}
            open={props.open}
            records={written.map(({ record }) => record)}
            after={({ id, object }) => `${kinds(object)} · ${ageInWords(now - (writtenAt.get(id) ?? now))} ago`}
          />
        </section>
      ) : null}
      {problem ? <Note tone="amber">Salesforce did not tell what was viewed lately. {problem}</Note> : null}
      {viewed.length > 0 ? (
        <section aria-label="Viewed in Salesforce">
          <SectionLabel>Viewed in Salesforce</SectionLabel>
          <RecordLinks org={props.org} open={props.open} records={viewed} after={({ object }) => kinds(object)} />
        </section>
      ) : null}
      {viewed.length + written.length === 0 && !problem ? (
        <Empty title="Nothing was viewed or written lately.">
          What you look at in Salesforce, and what Countersign writes, is listed here.
        </Empty>
      ) : null}
    </>
  );
}
