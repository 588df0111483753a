import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { isAccessToken } from '../../shared/model/access-token.ts';
import type { SensitiveSettings } from '../../shared/model/deciding.ts';
import type { FieldValues } from '../../shared/model/field-value.ts';
import type { Proposal, Rejection } from '../../shared/model/proposal.ts';
import { sensitivityOf, sensitivityWords } from '../../shared/model/sensitivity.ts';
import { useLine } from '../client/console-context.tsx';
import { useDecisions } from './decisions.tsx';
import {
  arrive,
  choose,
  countNew,
  decided,
  emptyOrder,
  type HeldOrder,
  keysMayAct,
  letIn,
  move,
  placed,
  replaced,
} from './held-order.ts';
import { useKeys } from './keys.tsx';
import { useChangedAt } from './use-changed-at.ts';
import { useDeciding } from './use-deciding.ts';

type DeskOptions = {
  /** Ids of what needs a person, in the order they should stand. */
  wanted: readonly string[];
  /** What the person narrowed the list by: another text is another list, shown at once. */
  sought?: string;
  find: (id: string) => Proposal | undefined;
  /** New cards may be added below without asking: nothing moves by it. */
  growsAtEnd: boolean;
  /** The list is still being read. */
  filling?: boolean;
  /** Why a proposal cannot be approved, edited or rejected as it stands. */
  whyNot: Record<'approve' | 'edit' | 'reject' | 'undo', (of: Proposal) => string | null>;
  isOnScreen: (id: string) => boolean;
  bringIntoView: (id: string) => void;
  open: (of: Proposal) => void;
};

/** What is asked before a decision. */
export type DeskDialog = { kind: 'edit' | 'reject' | 'ask'; proposal: string };

/** The place where proposals are decided: what is shown and chosen, and what keys and buttons do about it. */
export type Desk = {
  order: HeldOrder;
  /** How many rows wait to be let in. */
  fresh: number;
  selected: Proposal | null;
  /** What was decided here last, until the person moves on. */
  justDecided: string | null;
  choose(id: string): void;
  /** Chooses one that may not be listed yet: what waited is let in with it. */
  show(id: string): void;
  /** Goes to the next or the one before, as J and K do. */
  step(by: 1 | -1): void;
  letIn(): void;
  dialog: DeskDialog | null;
  closeDialog(): void;
  approve(of: Proposal, edits?: FieldValues): void;
  edit(of: Proposal): void;
  reject(of: Proposal): void;
  ask(of: Proposal, why: string | null): void;
  rejectBecause(of: Proposal, rejection: Rejection): void;
  /** Proposes its values for a record that a duplicate rule found; that proposal takes its place. */
  updateInstead(of: Proposal, record: string): void;
  /** Takes back what was approved and not sent yet; of what was written, proposes the reverse. */
  undo(of: Proposal): void;
  /** What the key for it acts on: what was decided here last, else what is chosen. */
  undoTarget: string | null;
  /** Gives it a day more before it ends undecided. */
  extend(of: Proposal): void;
  /** Why the last thing asked of it was not done; null once it changed, or something else was asked. */
  hindrance(of: Proposal): string | null;
};

/** Runs a desk over what needs a person. */
export function useDesk(options: DeskOptions): Desk {
  const { wanted, find, growsAtEnd, filling = false } = options;
  const decisions = useDecisions();
  const online = useLine().state === 'open';
  const [order, setOrder] = useState<HeldOrder>(emptyOrder);
  const [dialog, setDialog] = useState<DeskDialog | null>(null);
  const [hindered, setHindered] = useState<Hindered | null>(null);
  const [justDecided, setJustDecided] = useState<string | null>(null);
  const latest = useRef(wanted);
  const sought = useRef(options.sought);
  const wasFilling = useRef(filling);

  useEffect(() => {
    latest.current = wanted;
    const asked = sought.current !== options.sought;
    sought.current = options.sought;
    // The last of it comes when it is filling no more.
    const how = { growsAtEnd, filling: filling || wasFilling.current };
    wasFilling.current = filling;
    setOrder((held) => arrive(asked ? emptyOrder : held, wanted, Date.now(), how));
  }, [wanted, growsAtEnd, filling, options.sought]);

  const found = order.selected === null ? undefined : find(order.selected);
  const selected = found ? decisions.asChosen(found) : null;
  const changedAt = useChangedAt(selected);

  const finish = useCallback((id: string) => {
    setDialog(null);
    setJustDecided(id);
    setOrder((held) => decided(held, latest.current, id, Date.now()));
  }, []);

  const refused = (of: Proposal, why: string | null): boolean => {
    const reason = online ? why : 'Reconnecting: deciding waits until the console is back.';
    setHindered(reason === null ? null : { proposal: of.id, revision: of.revision, reason });
    return reason !== null;
  };

  const step = useCallback((by: 1 | -1) => {
    setJustDecided(null);
    setOrder((held) => move(held, latest.current, by, Date.now()));
  }, []);

  const { shown } = order;
  const desk: Desk = {
    order,
    fresh: useMemo(() => countNew({ shown }, wanted), [shown, wanted]),
    selected,
    justDecided,
    choose: useCallback((id: string) => {
      setJustDecided(null);
      setOrder((held) => choose(held, id, Date.now()));
    }, []),
    step,
    show: (id) => setOrder((held) => letIn(choose(held, id, Date.now()), latest.current, Date.now())),
    letIn: () => setOrder((held) => letIn(held, latest.current, Date.now())),
    dialog,
    closeDialog: useCallback(() => setDialog(null), []),
    approve(of, edits) {
      const changed = edits && Object.keys(edits).length > 0 ? edits : null;
      if (refused(of, changed ? null : options.whyNot.approve(of))) return;
      void decisions.approve(of, changed).then((done) => {
        // What is asked once more, or waits for a second person, stays: its card says so.
        if (done?.status.state === 'waiting') setDialog(null);
        else if (done) finish(of.id);
      });
    },
    edit(of) {
      if (refused(of, options.whyNot.edit(of))) return;
      const opening = of.status.state === 'failed' ? decisions.reopen(of) : Promise.resolve(of);
      void opening.then((ready) => ready && setDialog({ kind: 'edit', proposal: of.id }));
    },
    reject(of) {
      if (!refused(of, options.whyNot.reject(of))) setDialog({ kind: 'reject', proposal: of.id });
    },
    ask(of, why) {
      if (!refused(of, why)) setDialog({ kind: 'ask', proposal: of.id });
    },
    rejectBecause(of, rejection) {
      void decisions.reject(of, rejection).then((done) => done && finish(of.id));
    },
    updateInstead(of, record) {
      void decisions.updateInstead(of, record).then((update) => {
        if (update) setOrder((held) => replaced(held, of.id, update.id, Date.now()));
      });
    },
    undo(of) {
      if (refused(of, options.whyNot.undo(of))) return;
      const taking = of.status.state === 'approved' ? decisions.cancelSending(of) : decisions.undo(of);
      void taking.then((next) => {
        if (!next) return;
        setJustDecided(null);
        setOrder((held) => placed(held, next.id, Date.now()));
      });
    },
    undoTarget: justDecided ?? order.selected,
    extend(of) {
      const why = whyNotExtend(of);
      if (!refused(of, why)) void decisions.extend(of);
    },
    hindrance: (of) =>
      hindered?.proposal === of.id &&
      hindered.revision === of.revision &&
      (order.selected === of.id || justDecided === of.id)
        ? hindered.reason
        : null,
  };
  useDeskKeys(desk, options, {
    sensitive: useDeciding().deciding.sensitive,
    changedAt,
    refused,
    step,
  });
  return desk;
}

type Hindered = { proposal: string; revision: number; reason: string };

type KeyMeans = {
  sensitive: SensitiveSettings;
  changedAt: () => number;
  refused: (of: Proposal, why: string) => boolean;
  step: (by: 1 | -1) => void;
};

function useDeskKeys(desk: Desk, options: DeskOptions, means: KeyMeans): void {
  const { selected, order } = desk;

  // A key meant for what stood there a moment ago does nothing; the first key on a card out of sight only shows it.
  const onSelected = (act: (of: Proposal) => void) => () => {
    if (!selected || !keysMayAct(order, means.changedAt(), Date.now())) return;
    if (options.isOnScreen(selected.id)) act(selected);
    else options.bringIntoView(selected.id);
  };
  const step = (by: 1 | -1) => () => {
    if (keysMayAct(order, 0, Date.now())) means.step(by);
  };
  useKeys({
    next: step(1),
    previous: step(-1),
    approve: onSelected((of) => {
      const sensitive = sensitivityOf(of, means.sensitive);
      if (of.operation === 'delete') means.refused(of, 'Deleting has no key: press the button.');
      else if (sensitive) means.refused(of, `${sensitivityWords(sensitive)} No key approves that: press Approve.`);
      else desk.approve(of);
    }),
    edit: onSelected(desk.edit),
    reject: onSelected(desk.reject),
    'more-time': onSelected(desk.extend),
    undo: () => {
      const of = desk.undoTarget === null ? undefined : options.find(desk.undoTarget);
      if (of) desk.undo(of);
    },
    open: onSelected(options.open),
  });
}

function whyNotExtend(of: Proposal): string | null {
  if (isAccessToken(of)) return 'It ends soon on purpose: an access token is only given to an agent that waits for it.';
  return of.status.state === 'waiting' ? null : 'It is not waiting for a decision.';
}
