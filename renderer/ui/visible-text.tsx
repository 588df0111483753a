import { Fragment } from 'react';
import { visibleRuns } from './visible-characters.ts';
import style from './visible-text.module.css';

/** Text from outside, shown as text: what could not be seen in it is drawn as a mark, and what looks like something else has one. */
export function VisibleText(props: { text: string }) {
  let at = 0;
  return (
    <bdi className={style.text}>
      {visibleRuns(props.text).map((run) => {
        at += run.text.length;
        if (run.kind === 'plain') return <Fragment key={at}>{run.text}</Fragment>;
        if (run.kind === 'lookalike') {
          return (
            <span key={at} className={style.lookalike} title={`${run.name}, ${run.code}`} data-mark={run.mark}>
              {run.text}
            </span>
          );
        }
        return (
          <span key={at} className={style.hidden} title={`${run.name}, ${run.code}`}>
            {run.code}
            <span className="sr-only"> {run.name} </span>
          </span>
        );
      })}
    </bdi>
  );
}
