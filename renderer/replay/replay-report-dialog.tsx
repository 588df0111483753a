import { Modal } from '@mantine/core';
import { Note } from '../ui/note.tsx';
import { Press } from '../ui/press.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './replay.module.css';
import { useReplay } from './replay-context.tsx';

const mostShown = 200;

/** What of a file could not be understood, line by line; what could is playing. */
export function ReplayReportDialog() {
  const { report, dismiss } = useReplay();
  if (!report) return null;
  const { problems, calls } = report;
  return (
    <Modal opened onClose={dismiss} title={report.title} size={560}>
      {report.reason ? <Note tone="red">{report.reason}</Note> : null}
      {problems.length > 0 ? (
        <>
          <Note tone="amber">
            {problems.length === 1 ? 'One place' : `${problems.length} places`} could not be understood.{' '}
            {calls.length > 0 ? `${started(calls.length)} from the rest.` : 'No call was started.'}
          </Note>
          <ol
            className={style.problems}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
            tabIndex={0}
            aria-label="What could not be understood"
          >
            {problems.slice(0, mostShown).map((each) => (
              <li key={`${each.line} ${each.message}`}>
                <span className="mono">{each.line === null ? 'file' : `line ${each.line}`}</span>
                <VisibleText text={each.message} />
              </li>
            ))}
            {problems.length > mostShown ? <li>and {problems.length - mostShown} more</li> : null}
          </ol>
        </>
      ) : null}
      <div className={style.reportFoot}>
        <Press tone="primary" onPress={dismiss}>
          Close
        </Press>
      </div>
    </Modal>
  );
}

function started(calls: number): string {
  return calls === 1 ? 'One call was started' : `${calls} calls were started`;
}
