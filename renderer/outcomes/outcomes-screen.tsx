import { TextInput } from '@mantine/core';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { mostListed, type OutcomeRow } from '../../shared/contract/outcomes-contract.ts';
import { useKeys } from '../desk/keys.tsx';
import { SearchIcon } from '../ui/icons.tsx';
import { useOrg } from '../ui/org-context.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { FilterChips } from './filter-chips.tsx';
import { filterNamed, holdsOutcomeWords, type OutcomeFilter, outcomesPath, passesFilter } from './outcome-filters.ts';
import style from './outcomes.module.css';
import { Reviewing } from './reviewing.tsx';
import { useOutcomes } from './use-outcome.ts';

type Address = { show?: string; call?: string; text?: string };

/** What became of every call that ended, to be reviewed and written back. */
export function OutcomesScreen(props: Address) {
  const { value, state, problem } = useOutcomes();
  if (problem && value.size === 0) return <Failed problem={problem} />;
  if (state === 'loading') return <Skeleton of="the outcomes" lines={10} />;
  return <ReviewDesk held={value} {...props} />;
}

function ReviewDesk(props: Address & { held: ReadonlyMap<string, OutcomeRow> }) {
  const { held } = props;
  const [, navigate] = useLocation();
  const me = useOrg()?.user.name ?? null;
  const show = filterNamed(props.show);
  const [text, setText] = useState(() => decoded(props.text));
  const sought = useDeferredValue(text);
  const search = useRef<HTMLInputElement>(null);
  const all = useMemo(() => [...held.values()].sort((one, other) => other.endedAt - one.endedAt), [held]);
  const passing = useMemo(
    () => all.filter((row) => passesFilter(row, show, me) && holdsOutcomeWords(row, sought)),
    [all, show, me, sought],
  );
  const named = props.call && props.call !== '-' ? decoded(props.call) : null;
  // What was reviewed a moment ago passes no more; it stays in view until the person moves on.
  const rows = useMemo(() => withChosen(passing, named === null ? undefined : held.get(named)), [passing, named, held]);
  const selected = named !== null && rows.some(({ call }) => call === named) ? named : (rows[0]?.call ?? null);
  const go = (next: { show?: OutcomeFilter; call?: string | null; text?: string }) =>
    navigate(outcomesPath({ show, call: selected, text, ...next }), { replace: true });
  useKeys({ search: () => search.current?.focus() });
  return (
    <div className={style.screen}>
      <h1 className="sr-only">Outcomes</h1>
      <div className={style.filters}>
        <FilterChips rows={all} chosen={show} me={me} onChoose={(next) => go({ show: next, call: null })} />
        <TextInput
          ref={search}
          className={style.search}
          type="search"
          aria-label="Narrow by caller, disposition, platform or agent"
          placeholder="Narrow"
          leftSection={<SearchIcon size={14} />}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            go({ text: event.currentTarget.value });
          }}
        />
      </div>
      {rows.length === 0 ? (
        <Empty title={all.length === 0 ? 'No call has ended yet.' : 'No call fits.'}>
          When a call ends, what became of it appears here: to be looked at, corrected and written back.
        </Empty>
      ) : (
        <Reviewing key={show} rows={rows} selected={selected} held={held} onChoose={(call) => go({ call })} />
      )}
      {all.length >= mostListed ? (
        <p className={style.limit}>
          The newest {mostListed.toLocaleString()} are listed; older ones are found under Live.
        </p>
      ) : null}
    </div>
  );
}

function withChosen(passing: readonly OutcomeRow[], chosen: OutcomeRow | undefined): readonly OutcomeRow[] {
  if (!chosen || passing.some(({ call }) => call === chosen.call)) return passing;
  return [...passing, chosen].sort((one, other) => other.endedAt - one.endedAt);
}

function decoded(text: string | undefined): string {
  try {
    return decodeURIComponent(text ?? '');
  } catch {
    return text ?? '';
  }
}
