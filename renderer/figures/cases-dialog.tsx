import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { type FigureCase, stillInProgress } from '../../shared/model/figures.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { journalPath } from '../journal/journal-address.ts';
import { outcomesPath } from '../outcomes/outcome-filters.ts';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { dayAndTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import type { CasesAsked } from './chart-model.ts';
import { dayOf } from './date-range.ts';
import style from './figures.module.css';

/** The cases behind a number; each leads to where it is looked at. */
export function CasesDialog(props: { asked: CasesAsked | null; org: string | null; onClose: () => void }) {
  const { asked, onClose } = props;
  return (
    <Modal opened={asked !== null} onClose={onClose} title={asked?.title ?? ''} size={640}>
      {asked ? <Cases asked={asked} org={props.org} /> : null}
    </Modal>
  );
}

function Cases({ asked, org }: { asked: CasesAsked; org: string | null }) {
  const { query } = useConsole();
  const now = useNow();
  const { which, from, to } = asked;
  const found = useQuery(query.figures.cases.queryOptions({ input: { which, from, to, org } }));
  if (found.error) return <Failed problem={refusalOf(found.error)} />;
  if (!found.data) return <Skeleton of="the cases" />;
  const { cases, total } = found.data;
  if (cases.length === 0) return <NoCase which={which} />;
  const place = placeOf(asked, org);
  return (
    <>
      {which.of === 'written' ? (
        <p className={style.told}>
          What was written, which leaves a line. Reading, looking for changes and all other programs count too.
        </p>
      ) : null}
      <p className={style.place}>
        <Link to={place.path} className={style.placeLink}>
          {place.label}
        </Link>
      </p>
      <ul className={style.cases}>
        {cases.map((each) => (
          <li key={`${each.proposal ?? each.call} ${each.at}`}>
            <Link to={pathOf(each)} className={style.case}>
              <span className={style.caseAt}>{dayAndTime(each.at, now)}</span>
              <strong>
                <VisibleText text={each.name} />
              </strong>
              <span className={style.caseWhat}>
                <VisibleText text={each.what} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {total > cases.length ? (
        <p className={style.told}>
          The newest {cases.length} of {total.toLocaleString('en')}.
        </p>
      ) : null}
    </>
  );
}

function NoCase({ which }: Pick<CasesAsked, 'which'>) {
  if (which.of !== 'written') return <Empty title="No case any more.">It changed since the figures were read.</Empty>;
  return (
    <Empty title="Countersign wrote nothing then.">
      Reading, looking for changes and all other programs count too, and leave no line here.
    </Empty>
  );
}

/** The screen that lists them, narrowed as the number is. */
function placeOf({ which, from, to }: CasesAsked, org: string | null): { path: string; label: string } {
  const days = { from: dayOf(from), to: dayOf(to - 1), org };
  switch (which.of) {
    case 'calls': {
      if (which.outcome === stillInProgress) return { path: '/live', label: 'Show them in Live' };
      const narrow = { from, to, org, disposition: which.outcome, but: which.but };
      return { path: outcomesPath({ show: 'all', call: null, text: '', narrow }), label: 'Show them in Outcomes' };
    }
    case 'decided':
      return { path: journalPath({ group: 'decisions', ...days }), label: 'All decisions of the time, in the journal' };
    case 'waiting':
      return { path: journalPath({ group: 'answers', ...days }), label: 'All answers of the time, in the journal' };
    case 'written':
      return {
        path: journalPath({ group: 'writes', ...days, org: which.org }),
        label: 'All writes of the time, in the journal',
      };
  }
}

function pathOf({ call, proposal }: FigureCase): string {
  if (call === null) return '/journal';
  const tail = proposal === null ? '' : `/${encodeURIComponent(proposal)}`;
  return `/live/${encodeURIComponent(call)}${tail}`;
}
