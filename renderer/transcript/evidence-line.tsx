import { UnstyledButton } from '@mantine/core';
import type { Evidence } from '../../shared/model/evidence.ts';
import { clock } from '../ui/times.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './evidence-line.module.css';
import { useEvidences } from './evidence-pointer.tsx';

/** The words that support a value, with their time; pointing at them shows them in the transcript. */
export function EvidenceLine(props: { evidence: Evidence; remark?: string | null }) {
  const evidences = useEvidences();
  const { evidence } = props;
  const at = evidences?.timeOf(evidence.utterance) ?? null;
  const words = (
    <>
      <span className={style.quote}>
        “<VisibleText text={evidence.quote} />”
      </span>
      {at === null ? null : <span className={style.time}>{clock(at)}</span>}
      {props.remark ? <span className={style.remark}>{props.remark}</span> : null}
    </>
  );
  if (!evidences) return <div className={style.line}>{words}</div>;
  const { pointer } = evidences;
  return (
    <UnstyledButton
      className={style.line}
      onMouseEnter={() => pointer.point(evidence)}
      onMouseLeave={() => pointer.point(null)}
      onFocus={() => pointer.point(evidence)}
      onBlur={() => pointer.point(null)}
      onClick={() => pointer.point({ ...evidence })}
    >
      {words}
      <span className="sr-only">Show in the transcript</span>
    </UnstyledButton>
  );
}
