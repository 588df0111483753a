import { UnstyledButton } from '@mantine/core';
import type { Evidence } from '../../shared/model/evidence.ts';
import { clock } from '../ui/times.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './evidence-line.module.css';
import { useEvidences } from './evidence-pointer.tsx';

const partyNames = { caller: 'Caller', agent: 'Agent', supervisor: 'Supervisor', other: 'Other' } as const;

type EvidenceLineProps = {
  evidence: Evidence;
  remark?: string | null;
  /** The words speak against the value. */
  doubtful?: boolean;
  /** They stand there already, as the value itself. */
  verbatim?: boolean;
};

/** The words that support a value, or speak against it, with who said them when; pointing at them shows them in the transcript. */
export function EvidenceLine(props: EvidenceLineProps) {
  const evidences = useEvidences();
  const { evidence } = props;
  const at = evidences?.timeOf(evidence.utterance) ?? evidence.atMs ?? null;
  const words = (
    <>
      {evidence.by && evidence.by !== 'caller' ? <span className={style.by}>{partyNames[evidence.by]}</span> : null}
      <span className={style.quote}>
        {props.verbatim ? (
          'in these very words'
        ) : (
          <>
            “<VisibleText text={evidence.quote} />”
          </>
        )}
      </span>
      {at === null ? null : <span className={style.time}>{clock(at)}</span>}
      {props.remark ? <span className={style.remark}>{props.remark}</span> : null}
    </>
  );
  const doubtful = props.doubtful || undefined;
  if (!evidences) {
    return (
      <div className={style.line} data-doubtful={doubtful}>
        {words}
      </div>
    );
  }
  const { pointer } = evidences;
  return (
    <UnstyledButton
      className={style.line}
      data-doubtful={doubtful}
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
