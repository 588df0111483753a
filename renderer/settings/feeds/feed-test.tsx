import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { FeedView, TestReport } from '../../../shared/contract/feeds-contract.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { DoneIcon, RefusedIcon } from '../../ui/icons.tsx';
import { Press } from '../../ui/press.tsx';
import { Failed } from '../../ui/states.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import style from './feeds.module.css';

/** Sends a test event as the platform would, and tells each step of what became of it. */
export function FeedTest(props: { of: FeedView; children: ReactNode }) {
  const { feed } = props.of;
  const { query } = useConsole();
  const test = useMutation(query.feeds.sendTest.mutationOptions());
  return (
    <>
      <div className={style.presses}>
        <Press refusedBecause={whyNot(props.of, test.isPending)} onPress={() => test.mutate({ key: feed.key })}>
          Send a test event
        </Press>
        {props.children}
      </div>
      {/* In the page before anything is told, or it would not be read out. */}
      <div role="status">
        {test.isPending ? <p className={style.quiet}>Sent; waiting for it to arrive.</p> : null}
        {test.data && !test.isPending ? <Report of={test.data} /> : null}
      </div>
      {test.error ? <Failed problem={refusalOf(test.error)} /> : null}
    </>
  );
}

function whyNot({ feed }: FeedView, pending: boolean): string | null {
  if (!feed.enabled) return 'Switch the feed on first.';
  return pending ? 'The test event is under way.' : null;
}

function Report(props: { of: TestReport }) {
  const { ok, steps, understood } = props.of;
  return (
    <section className={style.report} aria-label="The test event">
      <p className={style.verdict} data-tone={ok ? 'green' : 'red'}>
        {ok ? 'The test event got through.' : 'The test event did not get through.'}
      </p>
      <ol className={style.steps}>
        {steps.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a report is never changed, and steps may say the same twice
          <li key={index} data-tone={each.ok ? 'green' : 'red'}>
            {each.ok ? <DoneIcon size={14} /> : <RefusedIcon size={14} />}
            <span>
              <strong>{each.step}</strong>
              <span className="sr-only">{each.ok ? ', held: ' : ', failed: '}</span> <VisibleText text={each.told} />
            </span>
          </li>
        ))}
      </ol>
      {understood.length > 0 ? (
        <>
          <p className={style.verdict}>It was understood as</p>
          <ul className={style.understood}>
            {understood.map((line) => (
              <li key={line}>
                <VisibleText text={line} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
