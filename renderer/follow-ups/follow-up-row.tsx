import { useMutation } from '@tanstack/react-query';
import { Link } from 'wouter';
import { cardPath } from '../../shared/model/desk-filter.ts';
import type { FollowUp } from '../../shared/model/follow-up.ts';
import { useConsole, useLine, useOpenProposals } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { OrgScope } from '../ui/org-context.tsx';
import { OrgMark } from '../ui/org-mark.tsx';
import { Press } from '../ui/press.tsx';
import { Failed } from '../ui/states.tsx';
import { dayAndTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import { dueWords } from './due-words.ts';
import style from './follow-ups.module.css';

/** One thing owed to a caller: what, to whom, by when, and whether it is done. */
export function FollowUpRow(props: { of: FollowUp }) {
  const { of } = props;
  const now = useNow();
  const due = dueWords(of, now);
  return (
    <OrgScope id={of.org}>
      <li className={style.row} data-done={of.doneAt !== null || undefined}>
        <p className={style.due} data-tone={due.tone}>
          {due.words}
        </p>
        <div className={style.owed}>
          <p className={style.whom}>
            <OrgMark />
            <VisibleText text={of.whom} />
          </p>
          <p className={style.what}>
            <VisibleText text={of.what} />
          </p>
          <p className={style.quiet}>
            <About of={of} />
            owed since {dayAndTime(of.madeAt, now)}
            {of.doneAt === null ? null : `, done ${dayAndTime(of.doneAt, now)} by ${of.doneBy ?? 'somebody'}`}
          </p>
        </div>
        <Actions of={of} />
      </li>
    </OrgScope>
  );
}

function About(props: { of: FollowUp }) {
  const { call, proposal, reference } = props.of;
  if (call === null) return reference === null ? null : <>{reference}, </>;
  const path = `/live/${encodeURIComponent(call)}${proposal === null ? '' : `/${encodeURIComponent(proposal)}`}`;
  return (
    <>
      <Link className={style.link} to={path}>
        {reference === null ? 'The call' : `${reference} in its call`}
      </Link>
      ,{' '}
    </>
  );
}

function Actions(props: { of: FollowUp }) {
  const { of } = props;
  const { query } = useConsole();
  const offline = useLine().state === 'open' ? null : 'Reconnecting: this waits until the console is back.';
  const announce = useAnnounce();
  const done = useMutation(query.followUps.done.mutationOptions({ onSuccess: () => announce('Done') }));
  const undo = useMutation(query.followUps.undoDone.mutationOptions({ onSuccess: () => announce('To be done again') }));
  const task = useMutation(
    query.followUps.proposeTask.mutationOptions({
      onSuccess: ({ reference }) => announce(`Task proposed, ${reference}`),
    }),
  );
  const failed = done.error ?? undo.error ?? task.error;
  return (
    <div className={style.actions}>
      {of.doneAt === null ? (
        <>
          <Press label={`Done: ${of.whom}`} refusedBecause={offline} onPress={() => done.mutate({ id: of.id })}>
            Done
          </Press>
          {of.task === null ? (
            <Press
              label={`Propose a task: ${of.whom}`}
              refusedBecause={offline ?? (task.isPending ? 'It is being proposed.' : null)}
              onPress={() => task.mutate({ id: of.id })}
            >
              Propose a task
            </Press>
          ) : null}
        </>
      ) : (
        <Press
          tone="quiet"
          label={`Not done after all: ${of.whom}`}
          refusedBecause={offline}
          onPress={() => undo.mutate({ id: of.id })}
        >
          Not done after all
        </Press>
      )}
      {of.task === null ? null : <TaskOf of={of} task={of.task} />}
      {failed ? <Failed problem={refusalOf(failed)} /> : null}
    </div>
  );
}

/** The proposal that makes it a task: where it stands. */
function TaskOf(props: { of: FollowUp; task: string }) {
  const { of, task } = props;
  const listed = useOpenProposals().value.get(task);
  const waits = listed?.proposal.status.state === 'waiting';
  const words = listed ? `Task ${listed.proposal.reference}${waits ? ' waits' : ''}` : 'Task proposed';
  const path = cardPath({ id: task, call: of.call });
  return (
    <Link className={style.link} to={path}>
      {words}
    </Link>
  );
}
