import { UnstyledButton } from '@mantine/core';
import { useMemo, useRef, useState } from 'react';
import type { Call } from '../../shared/model/call.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import type { OpenCall } from '../client/open-call.ts';
import { stateTone, stateWord } from '../proposal/status-words.ts';
import { SaidBelow } from '../said/said-below.tsx';
import { erasedWords } from '../transcript/erased-words.ts';
import { evidenceByUtterance, proposalsByUtterance } from '../transcript/evidence-map.ts';
import { useEvidences } from '../transcript/evidence-pointer.tsx';
import { useFollow } from '../transcript/use-follow.ts';
import { UtteranceList, WindowedList } from '../transcript/utterance-list.tsx';
import { DownIcon } from '../ui/icons.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { Empty, NewPill } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import style from './live.module.css';
import { useWordsInUse } from './use-words-in-use.ts';
import { WordsPill } from './words-pill.tsx';

/** From so many utterances on, drawing all of them would be felt with every word said. */
const longCall = 400;

type TranscriptPanelProps = { call: Call; open: OpenCall; live: boolean; onPin: (proposal: string) => void };

/** What is being said, as it is said, with each proposal pinned to the words that caused it. */
export function TranscriptPanel(props: TranscriptPanelProps) {
  const { open, live, call } = props;
  const box = useRef<HTMLDivElement>(null);
  const marked = useMemo(() => evidenceByUtterance(open.proposals), [open.proposals]);
  const said = useMemo(() => Map.groupBy(open.said, ({ words }) => words.utterance), [open.said]);
  const pins = useMemo(() => proposalsByUtterance(open.proposals), [open.proposals]);
  const [windowed, setWindowed] = useState(false);
  const { following, fresh, onScroll, follow } = useFollow(box, {
    count: open.utterances.length,
    pointer: useEvidences()?.pointer ?? null,
    drawn: windowed,
  });
  const using = useWordsInUse(box, open.utterances);
  // Once, and only at the end of the call: nothing moves under somebody who reads further up.
  if (!windowed && following && open.utterances.length > longCall) setWindowed(true);
  const list = {
    utterances: open.utterances,
    marked,
    below: (utterance: string) => {
      const pinned = pins.get(utterance);
      const told = said.get(utterance);
      if (!pinned && !told) return undefined;
      return (
        <>
          {told ? <SaidBelow said={told} /> : null}
          {pinned ? <Pins proposals={pinned} onPin={props.onPin} /> : null}
        </>
      );
    },
  };
  return (
    <>
      <div className={style.transcriptFrame}>
        <div
          ref={box}
          className={style.transcript}
          onScroll={onScroll}
          onKeyDown={using.onKeyDown}
          role="log"
          aria-label="Transcript"
          aria-live="off"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
        >
          {windowed ? <WindowedList {...list} /> : <UtteranceList {...list} />}
          {open.utterances.length === 0 ? <NothingSaid call={call} live={live} /> : null}
          <WordsPill
            call={call}
            box={box}
            words={using.words}
            said={open.utterances.length}
            opened={using.opened}
            onOpened={using.setOpened}
            onProposed={({ id }) => {
              using.done();
              props.onPin(id);
            }}
          />
        </div>
        {fresh > 0 ? (
          <NewPill at="bottom" onPress={follow}>
            {fresh} new <DownIcon size={14} />
          </NewPill>
        ) : null}
      </div>
      <div className={style.transcriptFoot}>
        {followWords(live, following)}
        {live && !following ? (
          <UnstyledButton className={style.textButton} onClick={follow}>
            Follow again
          </UnstyledButton>
        ) : null}
        <span className={style.keysHint}>
          <KeyHint>S</KeyHint> use words <KeyHint>J</KeyHint> <KeyHint>K</KeyHint> between proposals{' '}
          <KeyHint>?</KeyHint> all keys
        </span>
      </div>
    </>
  );
}

function NothingSaid({ call, live }: { call: Call; live: boolean }) {
  if (call.erased) return <Empty title="What was said is gone.">{erasedWords(call.erased)}</Empty>;
  if (!live) return <Empty title="Nothing was said." />;
  return <Empty title="Nothing said yet.">What is said in this call appears here as it is said.</Empty>;
}

function followWords(live: boolean, following: boolean): string {
  if (!live) return 'The call has ended';
  return following ? 'Following the call' : 'Stopped following: you scrolled up';
}

function pinWords(of: Proposal): string {
  const kinds = of.askers.map(({ kind }) => kind);
  if (kinds.includes('agent')) return 'asked for by the agent';
  return kinds.includes('supervisor') ? 'proposed by a supervisor' : 'suggested';
}

function Pins(props: { proposals: readonly Proposal[]; onPin: (proposal: string) => void }) {
  return (
    <div className={style.pins}>
      {props.proposals.map((each) => (
        <UnstyledButton key={each.id} className={style.pin} onClick={() => props.onPin(each.id)}>
          <Tag tone="violet">{each.actionLabel}</Tag>
          <span>{pinWords(each)}</span>
          <span className={style.pinState} data-tone={stateTone(each)}>
            {stateWord(each)}
          </span>
        </UnstyledButton>
      ))}
    </div>
  );
}
