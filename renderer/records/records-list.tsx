import type { RecordSearch } from '../../shared/contract/record-views.ts';
import { Press } from '../ui/press.tsx';
import { Empty, Failed, SectionLabel, Skeleton } from '../ui/states.tsx';
import { FoundList, RecordLinks } from './found-list.tsx';
import { RecentList } from './recent-list.tsx';
import style from './records.module.css';
import type { Searching } from './use-record-search.ts';

type RecordsListProps = { org: string; open: string | null; search: Searching };

/** What a search found; while nothing is sought, what is likely to be wanted. */
export function RecordsList(props: RecordsListProps) {
  const { org, open, search } = props;
  const { found, problem } = search;
  if (!search.isSearch) return <RecentList org={org} open={open} />;
  if (problem) {
    const mayHelp = problem.kind !== 'not-found' && problem.kind !== 'invalid-input';
    return <Failed problem={problem} actions={mayHelp ? <Press onPress={search.again}>Try again</Press> : null} />;
  }
  if (!found) return <Skeleton of="what fits" />;
  return (
    <div data-stale={!search.settled || undefined} className={style.found}>
      <output className="sr-only">{search.settled ? countWords(found) : ''}</output>
      {found.place ? (
        <section aria-label="Named by its id">
          <SectionLabel>Named by its id</SectionLabel>
          <RecordLinks
            org={found.place.org}
            open={open}
            records={[found.place.record]}
            after={({ object }) => object}
          />
        </section>
      ) : (
        <FoundList
          org={org}
          open={open}
          groups={found.groups}
          leftOut={found.leftOut}
          onMore={(object) => search.seek({ ...search.sought, object })}
        />
      )}
      {search.settled && !found.place && found.groups.length === 0 ? (
        <Empty title="Nothing in the org fits.">
          Every word must occur in the record. What was made a moment ago may take a minute until Salesforce finds it.
        </Empty>
      ) : null}
    </div>
  );
}

function countWords({ place, groups }: RecordSearch): string {
  if (place) return `Found ${place.record.name}`;
  const count = groups.reduce((sum, group) => sum + group.records.length, 0);
  return count === 0 ? 'Nothing found' : `${count} found in ${groups.length} objects`;
}
