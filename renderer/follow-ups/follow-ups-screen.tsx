import { Link } from 'wouter';
import { useStatus } from '../client/console-context.tsx';
import { Empty, Failed, SectionLabel, Skeleton } from '../ui/states.tsx';
import { FollowUpRow } from './follow-up-row.tsx';
import style from './follow-ups.module.css';
import { useFollowUps } from './use-follow-ups.ts';

/** What is owed to callers: their agent could not be told any more, so that a person does. */
export function FollowUpsScreen() {
  const { value, state, problem } = useFollowUps();
  return (
    <div className={style.screen}>
      <header className={style.head}>
        <h1 className={style.title}>Follow-ups</h1>
        <Back />
      </header>
      {problem ? <Failed problem={problem} /> : null}
      {value === null ? (
        <Skeleton of="the follow-ups" />
      ) : (
        <Lists
          open={value.filter((each) => each.doneAt === null)}
          done={value.filter((each) => each.doneAt !== null)}
        />
      )}
      {state === 'stale' ? <p className={style.quiet}>Not up to date: the console does not answer.</p> : null}
    </div>
  );
}

function Back() {
  const waiting = useStatus().value?.waiting ?? 0;
  return (
    <Link to="/approvals" className={style.link}>
      Proposals that wait: {waiting}
    </Link>
  );
}

type Listed = NonNullable<ReturnType<typeof useFollowUps>['value']>;

function Lists(props: { open: Listed; done: Listed }) {
  const { open, done } = props;
  return (
    <div className={style.lists}>
      {open.length === 0 ? (
        <Empty title="Nobody is owed anything.">
          Where a decision came after the call was over, or the agent could not be told of it, what to tell the caller
          stands here.
        </Empty>
      ) : (
        <>
          <SectionLabel count={open.length}>To do</SectionLabel>
          <ul aria-label="Follow-ups to do">
            {open.map((each) => (
              <FollowUpRow key={each.id} of={each} />
            ))}
          </ul>
        </>
      )}
      {done.length > 0 ? (
        <>
          <SectionLabel count={done.length}>Done within a day</SectionLabel>
          <ul aria-label="Follow-ups done">
            {done.map((each) => (
              <FollowUpRow key={each.id} of={each} />
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}
