import { TextInput } from '@mantine/core';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { mostListed, type OutcomeRow } from '../../shared/contract/outcomes-contract.ts';
import { useKeys } from '../desk/keys.tsx';
import { SearchIcon } from '../ui/icons.tsx';
import { useOrg } from '../ui/org-context.tsx';
import { Press } from '../ui/press.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { stretchWords } from '../ui/times.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import { FilterChips } from './filter-chips.tsx';
import { filterNamed, holdsOutcomeWords, outcomesPath, partOfAddress, passesFilter } from './outcome-filters.ts';
import style from './outcomes.module.css';
import { isWithin, type OutcomesNarrow, readNarrow } from './outcomes-narrow.ts';
import { Reviewing } from './reviewing.tsx';
import { useOutcomes } from './use-outcome.ts';

type Address = { show?: string; call?: string; text?: string; narrow?: string };

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
  const [text, setText] = useState(() => partOfAddress(props.text) ?? '');
  const narrow = useMemo(() => readNarrow(partOfAddress(props.narrow) ?? ''), [props.narrow]);
  const sought = useDeferredValue(text);
  const search = useRef<HTMLInputElement>(null);
  const all = useMemo(() => [...held.values()].sort((one, other) => other.endedAt - one.endedAt), [held]);
  const within = useMemo(() => (narrow ? all.filter((row) => isWithin(row, narrow)) : all), [all, narrow]);
  const passing = useMemo(
    () => within.filter((row) => passesFilter(row, show, me) && holdsOutcomeWords(row, sought)),
    [within, show, me, sought],
  );
  const named = partOfAddress(props.call);
  // What was reviewed a moment ago passes no more; it stays in view until the person moves on.
  const rows = useMemo(() => withChosen(passing, named === null ? undefined : held.get(named)), [passing, named, held]);
  const selected = named !== null && rows.some(({ call }) => call === named) ? named : (rows[0]?.call ?? null);
  const go = (next: Partial<Parameters<typeof outcomesPath>[0]>) =>
    navigate(outcomesPath({ show, call: selected, text, narrow, ...next }), { replace: true });
  useKeys({ search: () => search.current?.focus() });
  return (
    <div className={style.screen}>
      <h1 className="sr-only">Outcomes</h1>
      <div>
        <div className={style.filters}>
          <FilterChips rows={within} chosen={show} me={me} onChoose={(next) => go({ show: next, call: null })} />
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
        {narrow ? <NarrowLine narrow={narrow} onWhole={() => go({ narrow: null, call: null })} /> : null}
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

/** What the list is narrowed to by a figure that led here. */
function NarrowLine({ narrow, onWhole }: { narrow: OutcomesNarrow; onWhole: () => void }) {
  const { from, to, disposition, but } = narrow;
  const how = disposition === null ? '' : `: ${disposition}`;
  return (
    <p className={style.narrow}>
      <span>
        Calls that began {stretchWords(from, to)}
        <VisibleText text={how} />
        {but.length > 0 ? ', with a rarer outcome' : ''}
      </span>
      <Press tone="quiet" onPress={onWhole}>
        Show all calls
      </Press>
    </p>
  );
}
