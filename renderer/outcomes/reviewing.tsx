import { useCallback, useMemo, useRef, useState } from 'react';
import type { OutcomeRow } from '../../shared/contract/outcomes-contract.ts';
import { extended, nothingPicked, type Picked, pickedAll, toggled } from '../approvals/picked.ts';
import { useKeys } from '../desk/keys.tsx';
import { useOrgs } from '../ui/org-context.tsx';
import { Failed } from '../ui/states.tsx';
import { OutcomeDetail } from './outcome-detail.tsx';
import style from './outcomes.module.css';
import { OutcomesList } from './outcomes-list.tsx';
import { PickedPanel } from './picked-panel.tsx';
import { AssignDialog, DisagreeDialog } from './review-dialogs.tsx';
import { useReview } from './use-review.ts';
import { useWriteBack } from './use-write-back.ts';
import { WriteBackPanel } from './write-back-panel.tsx';

type ReviewingProps = {
  rows: readonly OutcomeRow[];
  selected: string | null;
  held: ReadonlyMap<string, OutcomeRow>;
  onChoose: (call: string) => void;
};

/** The list beside the chosen call, and what keys and buttons do about it or about all that are picked. */
export function Reviewing(props: ReviewingProps) {
  const { rows, selected, held, onChoose } = props;
  const review = useReview();
  const writing = useWriteBack();
  const [picked, setPicked] = useState<Picked>(nothingPicked);
  const [asking, setAsking] = useState<'assign' | 'disagree' | null>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const noteField = useRef<HTMLTextAreaElement>(null);
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
    if (!row || review.hindered) return;
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

/** Supervisors who are known: those signed in, and those that calls were assigned to. */
function namesIn(held: ReadonlyMap<string, OutcomeRow>, signedIn: readonly string[]): string[] {
  return [...new Set([...signedIn, ...[...held.values()].flatMap(({ assigned }) => assigned ?? [])])];
}
