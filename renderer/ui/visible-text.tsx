import { Fragment } from 'react';
import { visibleRuns } from './visible-characters.ts';
import style from './visible-text.module.css';

/** Text from outside, shown as text: what could not be seen in it is drawn as a mark. */
export function VisibleText(props: { text: string }) {
  let at = 0;
  return (
    <bdi className={style.text}>
      {visibleRuns(props.text).map((run) => {
        at += run.text.length;
        if (run.kind === 'plain') return <Fragment key={at}>{run.text}</Fragment>;
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
