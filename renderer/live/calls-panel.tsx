import { TextInput, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, type RefObject, useState } from 'react';
import type { CallSummary } from '../../shared/contract/views.ts';
import { useCalls, useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { ListIcon, SearchIcon } from '../ui/icons.tsx';
import { Empty, Failed, SectionLabel, Skeleton } from '../ui/states.tsx';
import { CallRow } from './call-row.tsx';
import { callSections } from './call-sections.ts';
import style from './calls-panel.module.css';
import { useHeldSections } from './use-held-sections.ts';

type CallsPanelProps = {
  chosen: string | null;
  onChoose: (call: string) => void;
  search: RefObject<HTMLInputElement | null>;
  /** Starts practice calls and opens files. */
  starters: ReactNode;
};

const typingPauseMs = 250;

/** Calls in progress, calls that ended today, and any call found again. */
export function CallsPanel(props: CallsPanelProps) {
  const [text, setText] = useState('');
  const [unfolded, setUnfolded] = useState(false);
  const [sought] = useDebouncedValue(text.trim(), typingPauseMs);
  const choose = (call: string) => {
    setUnfolded(false);
    props.onChoose(call);
  };
  return (
    <nav className={style.panel} aria-label="Calls" data-unfolded={unfolded || undefined}>
      <div className={style.top}>
        <UnstyledButton
          className={style.unfold}
          aria-expanded={unfolded}
          aria-label={unfolded ? 'Fold the list of calls' : 'Unfold the list of calls'}
          onClick={() => setUnfolded(!unfolded)}
        >
          <ListIcon />
        </UnstyledButton>
        <TextInput
          className={style.search}
          ref={props.search}
          type="search"
          aria-label="Find a call by name, number, record or words"
          placeholder="Find a call"
          leftSection={<SearchIcon size={14} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <div className={style.scroll}>
        {sought ? (
          <FoundCalls text={sought} chosen={props.chosen} onChoose={choose} />
        ) : (
          <ListedCalls chosen={props.chosen} onChoose={choose} />
        )}
      </div>
      <div className={style.starters}>{props.starters}</div>
    </nav>
  );
}

type ListProps = { chosen: string | null; onChoose: (call: string) => void };

function ListedCalls(props: ListProps) {
  const calls = useCalls();
  const held = useHeldSections(callSections(calls.value.values()));
  if (calls.problem) return <Failed problem={calls.problem} />;
  if (calls.state === 'loading') return <Skeleton of="the calls" />;
  // A call that ended keeps its place while the pointer is over the list; it is in progress no more.
  const inProgress = held.live.filter((id) => calls.value.get(id)?.call.endedAt === null);
  return (
    <div {...held.hover}>
      <SectionLabel count={inProgress.length}>Live calls</SectionLabel>
      {held.live.length === 0 ? (
        <div className={style.nothing}>
          <Empty title="No call in progress.">Calls appear here when a feed or a practice call starts one.</Empty>
        </div>
      ) : null}
      <Rows {...props} calls={held.live} held={calls.value} />
      {held.ended.length > 0 ? <SectionLabel count={held.ended.length}>Ended, last 24 hours</SectionLabel> : null}
      <Rows {...props} calls={held.ended} held={calls.value} />
    </div>
  );
}

function Rows(props: ListProps & { calls: readonly string[]; held: ReadonlyMap<string, CallSummary> }) {
  return (
    <ul>
      {props.calls.map((id) => {
        const summary = props.held.get(id);
        if (!summary) return null;
        return <CallRow key={id} summary={summary} chosen={id === props.chosen} onChoose={props.onChoose} />;
      })}
    </ul>
  );
}

function FoundCalls(props: ListProps & { text: string }) {
  const { query } = useConsole();
  const found = useQuery(query.calls.find.queryOptions({ input: { text: props.text } }));
  if (found.error) return <Failed problem={refusalOf(found.error)} />;
  if (!found.data) return <Skeleton of="the calls that fit" lines={4} />;
  return (
    <>
      <SectionLabel count={found.data.length}>Found</SectionLabel>
      {found.data.length === 0 ? (
        <Empty title="No call fits.">Names, numbers, records and words said are searched.</Empty>
      ) : null}
      <ul>
        {found.data.map((summary) => (
          <CallRow
            key={summary.call.id}
            summary={summary}
            chosen={summary.call.id === props.chosen}
            onChoose={props.onChoose}
          />
        ))}
      </ul>
    </>
  );
}
