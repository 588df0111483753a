import { UnstyledButton } from '@mantine/core';
import { memo, useEffect, useRef } from 'react';
import type { CallErased } from '../../shared/model/call.ts';
import type { Utterance } from '../../shared/model/utterance.ts';
import { erasedWords } from '../transcript/erased-words.ts';
import { utteranceRuns } from '../transcript/utterance-runs.ts';
import { MaskedIcon } from '../ui/icons.tsx';
import { Empty } from '../ui/states.tsx';
import { clock } from '../ui/times.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './heard-transcript.module.css';

const partyNames = { caller: 'Caller', agent: 'Agent', supervisor: 'Supervisor', other: 'Other' } as const;

type HeardTranscriptProps = {
  utterances: readonly Utterance[];
  erased: CallErased | undefined;
  /** The line that is heard. */
  heard: string | null;
  /** Lines that the outcome was made out from. */
  marked: ReadonlySet<string>;
  /** A line that is to be seen, whatever is heard. */
  shown: string | null;
  /** Hears a line; null where there is no recording. */
  onHear: ((startMs: number) => void) | null;
};

/** All that was said, in step with the recording: a line that is clicked is heard. */
export function HeardTranscript(props: HeardTranscriptProps) {
  const { utterances, heard, onHear } = props;
  if (utterances.length === 0 && props.erased) {
    return <Empty title="What was said is gone.">{erasedWords(props.erased)}</Empty>;
  }
  if (utterances.length === 0) return <Empty title="Nothing was said." />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <ol className={style.lines} aria-label="Transcript" tabIndex={0}>
      {utterances.map((each) => (
        <HeardLine
          key={each.id}
          of={each}
          heard={each.id === heard}
          marked={props.marked.has(each.id)}
          shown={each.id === props.shown}
          onHear={onHear}
        />
      ))}
    </ol>
  );
}

type HeardLineProps = {
  of: Utterance;
  heard: boolean;
  marked: boolean;
  shown: boolean;
  onHear: ((startMs: number) => void) | null;
};

const HeardLine = memo(function HeardLine({ of, heard, marked, shown, onHear }: HeardLineProps) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (heard || shown) row.current?.scrollIntoView({ block: 'nearest' });
  }, [heard, shown]);
  const { startMs } = of;
  const hear = onHear && startMs !== null ? () => onHear(startMs) : null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the time in front is the button; the line is a larger place to press
    <li
      ref={row}
      className={style.line}
      data-party={of.party}
      data-heard={heard || undefined}
      data-marked={marked || undefined}
      aria-current={heard || undefined}
      data-hear={hear ? '' : undefined}
      onClick={() => {
        // Words are being chosen, not a line.
        if (hear && window.getSelection()?.isCollapsed !== false) hear();
      }}
    >
      {hear && startMs !== null ? (
        <UnstyledButton className={style.time} aria-label={`Hear from ${clock(startMs)}`}>
          {clock(startMs)}
        </UnstyledButton>
      ) : (
        <span className={style.time}>{startMs === null ? '' : clock(startMs)}</span>
      )}
      <span className={style.party}>{partyNames[of.party]}</span>
      <p className={style.said}>
        <Said of={of} />
      </p>
    </li>
  );
});

function Said({ of }: { of: Utterance }) {
  let offset = 0;
  return utteranceRuns(of.text, { masked: of.masked, marked: [], pointed: null }).map((run) => {
    const key = offset;
    offset += run.text.length;
    if (!run.masked) return <VisibleText key={key} text={run.text} />;
    return (
      <span key={key} className={style.masked} title="Masked before anything was kept">
        <MaskedIcon size={12} />
        {run.text}
      </span>
    );
  });
}
