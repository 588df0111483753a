import { memo, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import type { Evidence } from '../../shared/model/evidence.ts';
import type { MaskedSpan, Utterance } from '../../shared/model/utterance.ts';
import { MaskedIcon } from '../ui/icons.tsx';
import { clock } from '../ui/times.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import { usePointedIn } from './evidence-pointer.tsx';
import style from './transcript.module.css';
import { type UtteranceRun, utteranceRuns } from './utterance-runs.ts';

const partyNames = { caller: 'Caller', agent: 'Agent', supervisor: 'Supervisor', other: 'Other' } as const;
const maskedNames: Record<MaskedSpan['kind'], string> = {
  'card-number': 'card number',
  cvv: 'security code',
  ssn: 'social security number',
  pin: 'PIN',
  password: 'password',
};

type UtteranceRowProps = {
  utterance: Utterance;
  /** Words that support something proposed. */
  marked: readonly Evidence[];
  children?: ReactNode;
  /** Where it stands in a list of which only a part is drawn, and who asks for its height. */
  index?: number;
  top?: number;
  measure?: (row: HTMLElement | null) => void;
};

/** One turn: when, who, and what, with the words marked that support something. */
export const UtteranceRow = memo(function UtteranceRow(props: UtteranceRowProps) {
  const { utterance, index, top, measure } = props;
  const pointed = usePointedIn(utterance.id);
  const row = useRef<HTMLLIElement>(null);
  useLayoutEffect(() => measure?.(row.current), [measure]);
  useEffect(() => {
    if (pointed) row.current?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }, [pointed]);
  const runs = utteranceRuns(utterance.text, { masked: utterance.masked, marked: props.marked, pointed });
  return (
    <li
      ref={row}
      className={style.row}
      data-party={utterance.party}
      data-state={utterance.state}
      data-index={index}
      style={top === undefined ? undefined : { transform: `translateY(${top}px)` }}
    >
      <span className={style.time}>{utterance.startMs === null ? '' : clock(utterance.startMs)}</span>
      <span className={style.party}>{partyNames[utterance.party]}</span>
      <div className={style.said}>
        <p data-words={utterance.id}>{withOffsets(runs).map(({ run, offset }) => drawRun(run, offset))}</p>
        {props.children}
      </div>
    </li>
  );
});

function withOffsets(runs: readonly UtteranceRun[]) {
  let offset = 0;
  return runs.map((run) => {
    const placed = { run, offset };
    offset += run.text.length;
    return placed;
  });
}

function drawRun(run: UtteranceRun, offset: number): ReactNode {
  if (run.masked) {
    return (
      <span
        key={offset}
        data-from={offset}
        className={style.masked}
        title={`${maskedNames[run.masked]}, masked before anything was kept`}
      >
        <MaskedIcon size={12} />
        {run.text}
        <span className="sr-only"> {maskedNames[run.masked]}, masked </span>
      </span>
    );
  }
  if (!run.marked && !run.pointed) {
    return (
      <span key={offset} data-from={offset}>
        <VisibleText text={run.text} />
      </span>
    );
  }
  return (
    <mark key={offset} data-from={offset} className={style.mark} data-pointed={run.pointed || undefined}>
      <VisibleText text={run.text} />
    </mark>
  );
}
