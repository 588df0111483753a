import { TextInput, UnstyledButton } from '@mantine/core';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { mostListed, type OutcomeRow, type WriteBack } from '../../shared/contract/outcomes-contract.ts';
import { extended, nothingPicked, type Picked, pickedAll, toggled } from '../approvals/picked.ts';
import { useConsole, useLine } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { useKeys } from '../desk/keys.tsx';
import { SearchIcon } from '../ui/icons.tsx';
import { useOrg, useOrgs } from '../ui/org-context.tsx';
import { Empty, Failed, Skeleton } from '../ui/states.tsx';
import { OutcomeDetail } from './outcome-detail.tsx';
import {
  filterNamed,
  holdsOutcomeWords,
  type OutcomeFilter,
  outcomeFilters,
  outcomesPath,
  passesFilter,
} from './outcome-filters.ts';
import style from './outcomes.module.css';
import { OutcomesList } from './outcomes-list.tsx';
import { PickedPanel } from './picked-panel.tsx';
import { AssignDialog, DisagreeDialog } from './review-dialogs.tsx';
import { useOutcomes } from './use-outcome.ts';
import { useReview } from './use-review.ts';
import { WriteBackPanel } from './write-back-panel.tsx';

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
        <Reviewing
          key={show}
          rows={rows}
          passing={passing}
          selected={selected}
          held={held}
          me={me}
          onChoose={(call) => go({ call })}
        />
      )}
      {all.length >= mostListed ? (
        <p className={style.limit}>
          The newest {mostListed.toLocaleString()} are listed; older ones are found under Live.
        </p>
      ) : null}
    </div>
  );
}

type ReviewingProps = {
  rows: readonly OutcomeRow[];
  passing: readonly OutcomeRow[];
  selected: string | null;
  held: ReadonlyMap<string, OutcomeRow>;
  me: string | null;
  onChoose: (call: string) => void;
};

function Reviewing(props: ReviewingProps) {
  const { rows, selected, held, onChoose } = props;
  const review = useReview();
  const writing = useWriteBack();
  const [picked, setPicked] = useState<Picked>(nothingPicked);
  const [asking, setAsking] = useState<'assign' | 'disagree' | null>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const noteField = useRef<HTMLTextAreaElement>(null);
  const online = useLine().state === 'open';
  const orgs = useOrgs();
  const row = selected === null ? undefined : held.get(selected);
  const chosen = selected === null ? [] : [selected];
  const targets = picked.ids.size > 0 ? [...picked.ids].filter((id) => held.has(id)) : chosen;
  const ids = useMemo(() => rows.map(({ call }) => call), [rows]);
  const names = useMemo(
    () =>
      namesIn(
        held,
        orgs.map(({ user }) => user.name),
      ),
    [held, orgs],
  );

  const beside = (by: 1 | -1): string | undefined => ids[ids.indexOf(selected ?? '') + by];
  const step = (by: 1 | -1) => () => {
    const next = beside(by);
    if (next) onChoose(next);
  };
  const pick = useCallback(
    (id: string, how: 'toggle' | 'extend') =>
      setPicked((before) => (how === 'toggle' ? toggled(before, id) : extended(before, ids, id))),
    [ids],
  );
  const pickOn = (by: 1 | -1) => () => {
    const to = beside(by);
    if (selected === null || to === undefined) return;
    setPicked((before) => extended(before.ids.size > 0 ? before : toggled(before, selected), ids, to));
    onChoose(to);
  };
  const done = () => {
    if (!row || !online) return;
    const reviewed = picked.ids.size > 0 || !row.reviewed;
    const next = reviewed && picked.ids.size === 0 ? (beside(1) ?? beside(-1)) : undefined;
    // Named by the address, it stays in view although it passes the filter no more.
    onChoose(row.call);
    void review.review(targets, reviewed).then((sent) => {
      if (!sent) return;
      setPicked(nothingPicked);
      if (next) onChoose(next);
    });
  };
  const flag = () => row && void review.flag(targets, !targets.every((id) => held.get(id)?.flagged));
  const write = () => void writing.propose(targets);
  const one = (act: () => void) => () => {
    if (row && picked.ids.size === 0 && !writing.told) act();
  };
  const clear = () => setPicked(nothingPicked);
  const unless = (act: () => void) => () => {
    if (!writing.told) act();
  };
  useKeys({
    next: step(1),
    previous: step(-1),
    pick: () => selected !== null && pick(selected, 'toggle'),
    'pick-next': pickOn(1),
    'pick-previous': pickOn(-1),
    'mark-reviewed': unless(done),
    flag: unless(flag),
    assign: unless(() => setAsking('assign')),
    'write-back': unless(write),
    approve: one(() => void review.judge(selected ?? '', { agrees: true, why: '' })),
    reject: one(() => setAsking('disagree')),
    edit: one(() => setEditing(selected)),
    note: one(() => noteField.current?.focus()),
    ...(picked.ids.size > 0 && !writing.told ? { leave: clear } : {}),
  });
  return (
    <div className={style.columns}>
      <OutcomesList
        rows={rows}
        selected={selected}
        picked={picked.ids}
        onChoose={onChoose}
        onPick={pick}
        onPickAll={() => setPicked(pickedAll(ids))}
      />
      <div className={style.detail} data-whole={writing.told || picked.ids.size > 0 ? true : undefined}>
        {writing.problem ? <Failed problem={writing.problem} /> : null}
        {writing.told ? (
          <WriteBackPanel
            told={writing.told}
            onClose={() => {
              writing.close();
              clear();
            }}
          />
        ) : null}
        {!writing.told && picked.ids.size > 0 ? (
          <PickedPanel
            rows={targets.flatMap((id) => held.get(id) ?? [])}
            review={review}
            writing={writing.isProposing}
            onWrite={write}
            onDone={done}
            onFlag={flag}
            onAssign={() => setAsking('assign')}
            onClear={clear}
          />
        ) : null}
        {row && !writing.told && picked.ids.size === 0 ? (
          <OutcomeDetail
            key={row.call}
            call={row.call}
            review={review}
            editing={editing === row.call}
            onEditing={(on) => setEditing(on ? row.call : null)}
            onWrite={write}
            onAssign={() => setAsking('assign')}
            onDone={done}
            onDisagree={() => setAsking('disagree')}
            noteField={noteField}
          />
        ) : null}
      </div>
      {asking === 'assign' ? (
        <AssignDialog
          count={targets.length}
          assigned={row?.assigned ?? null}
          names={names}
          onClose={() => setAsking(null)}
          onAssign={(to) => {
            setAsking(null);
            void review.assign(targets, to);
          }}
        />
      ) : null}
      {asking === 'disagree' && row ? (
        <DisagreeDialog
          disposition={row.disposition}
          onClose={() => setAsking(null)}
          onSay={(why) => {
            setAsking(null);
            void review.judge(row.call, { agrees: false, why });
          }}
        />
      ) : null}
    </div>
  );
}

function FilterChips(props: {
  rows: readonly OutcomeRow[];
  chosen: OutcomeFilter;
  me: string | null;
  onChoose: (show: OutcomeFilter) => void;
}) {
  const { rows, me } = props;
  const counts = useMemo(
    () => new Map(outcomeFilters.map(({ show }) => [show, rows.filter((row) => passesFilter(row, show, me)).length])),
    [rows, me],
  );
  return (
    <fieldset className={style.chips}>
      <legend className="sr-only">Show</legend>
      {outcomeFilters.map(({ show, label }) => (
        <UnstyledButton
          key={show}
          className={style.chip}
          aria-pressed={show === props.chosen}
          onClick={() => props.onChoose(show)}
        >
          {label} <span className={style.chipCount}>{counts.get(show) ?? 0}</span>
        </UnstyledButton>
      ))}
    </fieldset>
  );
}

/** Proposes logs, and holds what came of it until the person goes back. */
function useWriteBack() {
  const { client } = useConsole();
  const [told, setTold] = useState<WriteBack | null>(null);
  const [problem, setProblem] = useState<ReturnType<typeof refusalOf> | null>(null);
  const [isProposing, setProposing] = useState(false);
  const asked = useRef(false);
  return {
    told,
    problem,
    isProposing,
    close: () => setTold(null),
    async propose(calls: readonly string[]): Promise<void> {
      if (asked.current || calls.length === 0) return;
      asked.current = true;
      setProposing(true);
      try {
        setTold(await client.outcomes.write({ calls: [...calls], transcript: true }));
        setProblem(null);
      } catch (error) {
        setProblem(refusalOf(error));
      }
      asked.current = false;
      setProposing(false);
    },
  };
}

function withChosen(passing: readonly OutcomeRow[], chosen: OutcomeRow | undefined): readonly OutcomeRow[] {
  if (!chosen || passing.some(({ call }) => call === chosen.call)) return passing;
  return [...passing, chosen].sort((one, other) => other.endedAt - one.endedAt);
}

/** Supervisors who are known: those signed in, and those that calls were assigned to. */
function namesIn(held: ReadonlyMap<string, OutcomeRow>, signedIn: readonly string[]): string[] {
  return [...new Set([...signedIn, ...[...held.values()].flatMap(({ assigned }) => assigned ?? [])])];
}

function decoded(text: string | undefined): string {
  try {
    return decodeURIComponent(text ?? '');
  } catch {
    return text ?? '';
  }
}
