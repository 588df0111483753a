import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { FieldValues } from '../../shared/model/field-value.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { Proposal, Rejection } from '../../shared/model/proposal.ts';
import { readingBasis } from '../../shared/model/reading-pace.ts';
import type { RecordRef } from '../../shared/model/record-ref.ts';
import type { ConsoleClient } from '../client/console-client.ts';
import { useConsole } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { createScreenTimes, type ScreenTimes } from './screen-times.ts';
import { type Choices, useChoices } from './use-choices.ts';

/** What a person can do to a proposal. Each resolves to the proposal as it is then, or null where it was refused. */
export type Decisions = Choices & {
  /** Approves it with the values taken on its card, and with the edits of the form. */
  approve(of: Proposal, edits: FieldValues | null): Promise<Proposal | null>;
  /** Approves once more, as it stands, what a duplicate rule refused that lets it be saved. */
  saveAnyway(of: Proposal): Promise<Proposal | null>;
  /** Proposes its values for a record that the duplicate rule found. Resolves to that proposal. */
  updateInstead(of: Proposal, record: string): Promise<Proposal | null>;
  /** Approves once more what was refused because nobody had confirmed that it goes to production. */
  confirmProduction(of: Proposal): Promise<Proposal | null>;
  reject(of: Proposal, rejection: Rejection): Promise<Proposal | null>;
  reopen(of: Proposal): Promise<Proposal | null>;
  /** Takes an approval back before it is sent. */
  cancelSending(of: Proposal): Promise<Proposal | null>;
  /** Proposes the reverse of what was written. Resolves to that proposal. */
  undo(of: Proposal): Promise<Proposal | null>;
  chooseRecord(of: Proposal, record: RecordRef): Promise<Proposal | null>;
  settleByHand(of: Proposal, happened: boolean): Promise<Proposal | null>;
  /** Moves the end of a waiting proposal by a day. */
  extend(of: Proposal): Promise<Proposal | null>;
  /** Whether something sent for this proposal has not been answered yet. */
  busy(proposal: string): boolean;
  /** Why the last thing asked for was refused. */
  refusal(proposal: string): Problem | null;
  /** How long what is to be decided has been on the screen. */
  screenTimes: ScreenTimes;
  /** Whether this window decided about it: its outcome is of interest here even when the card is left. */
  isOurs(proposal: string): boolean;
};

type Pending = { busy: ReadonlySet<string>; refusals: ReadonlyMap<string, Problem> };

const DecisionsContext = createContext<Decisions | null>(null);

/** Sends decisions, one at a time for each proposal, and remembers what was refused. */
export function DecisionsProvider(props: { children: ReactNode }) {
  const { client } = useConsole();
  const [pending, setPending] = useState<Pending>({ busy: new Set(), refusals: new Map() });
  // Two keys can arrive before React renders once: what is under way is known here, not from state.
  const underWay = useRef(new Set<string>());
  const ours = useRef(new Set<string>());
  const choices = useChoices();
  const { editsOf } = choices;
  const screenTimes = useScreenTimes();

  const sending = useMemo(() => {
    const send: Send = async (id, call) => {
      if (underWay.current.has(id)) return { done: null, problem: null };
      underWay.current.add(id);
      ours.current.add(id);
      setPending((held) => begin(held, id));
      const { done, problem } = await call().then(
        (proposal) => ({ done: proposal, problem: null }),
        (error: unknown) => ({ done: null, problem: refusalOf(error) }),
      );
      underWay.current.delete(id);
      setPending((held) => end(held, id, problem));
      return { done, problem };
    };
    return commands(client, send, editsOf, screenTimes);
  }, [client, editsOf, screenTimes]);

  const decisions = useMemo<Decisions>(
    () => ({
      ...sending,
      ...choices,
      screenTimes,
      busy: (id) => pending.busy.has(id) || underWay.current.has(id),
      refusal: (id) => pending.refusals.get(id) ?? null,
      isOurs: (id) => ours.current.has(id),
    }),
    [sending, pending, choices, screenTimes],
  );

  return <DecisionsContext value={decisions}>{props.children}</DecisionsContext>;
}

/** What a person can do to proposals. */
export function useDecisions(): Decisions {
  const decisions = useContext(DecisionsContext);
  if (!decisions) throw new Error('useDecisions needs a DecisionsProvider above it');
  return decisions;
}

type Sent = { done: Proposal | null; problem: Problem | null };
type Send = (id: string, call: () => Promise<Proposal>) => Promise<Sent>;

/** What is hidden behind another window, or on another desktop, is read by nobody. */
function useScreenTimes(): ScreenTimes {
  const [times] = useState(() => createScreenTimes(() => performance.now()));
  useEffect(() => {
    const look = () => times.setHidden(document.visibilityState === 'hidden');
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [times]);
  return times;
}

function commands(
  client: ConsoleClient,
  sendIt: Send,
  editsOf: (of: Proposal) => FieldValues,
  screenTimes: ScreenTimes,
) {
  const send = async (id: string, call: () => Promise<Proposal>) => (await sendIt(id, call)).done;
  // What came too soon, as it stood then: the next approval of the same is meant.
  const hurried = new Map<string, string>();
  const onScreenMs = (of: Proposal) => screenTimes.msOf(of.id, readingBasis(of));
  const approveIt = async (of: Proposal, how: Asked & { confirmProduction?: boolean }): Promise<Proposal | null> => {
    const again = hurried.get(of.id) === readingBasis(of);
    const shown = { onScreenMs: onScreenMs(of), ...(again ? { hurried: true } : {}) };
    const { done, problem } = await sendIt(of.id, () => client.proposals.approve({ ...on(of), ...how, ...shown }));
    if (problem?.code === 'pace') hurried.set(of.id, readingBasis(of));
    return done;
  };
  // What a refused approval said, for the person who confirms it.
  const asked = new Map<string, Asked>();
  return {
    approve: (of: Proposal, edits: FieldValues | null) => {
      const all = { ...editsOf(of), ...edits };
      const sent = Object.keys(all).length > 0 ? all : null;
      asked.set(of.id, { edits: sent });
      return approveIt(of, { edits: sent });
    },
    saveAnyway: (of: Proposal) => {
      const anyway = { edits: null, saveAnyway: true };
      asked.set(of.id, anyway);
      return approveIt(of, anyway);
    },
    updateInstead: (of: Proposal, record: string) =>
      send(of.id, () => client.proposals.updateInstead({ ...on(of), record })),
    confirmProduction: (of: Proposal) => approveIt(of, { edits: null, ...asked.get(of.id), confirmProduction: true }),
    reject: (of: Proposal, rejection: Rejection) =>
      send(of.id, () => client.proposals.reject({ ...on(of), rejection, onScreenMs: onScreenMs(of) })),
    reopen: (of: Proposal) => send(of.id, () => client.proposals.reopen(on(of))),
    cancelSending: (of: Proposal) => send(of.id, () => client.proposals.cancelSending(on(of))),
    undo: (of: Proposal) => send(of.id, () => client.proposals.undo(on(of))),
    chooseRecord: (of: Proposal, record: RecordRef) =>
      send(of.id, () => client.proposals.chooseRecord({ ...on(of), record })),
    settleByHand: (of: Proposal, happened: boolean) =>
      send(of.id, () => client.proposals.settleByHand({ ...on(of), happened })),
    extend: (of: Proposal) => send(of.id, () => client.proposals.extend({ proposal: of.id })),
  };
}

type Asked = { edits: FieldValues | null; saveAnyway?: boolean };

function on(of: Proposal) {
  return { proposal: of.id, revision: of.revision };
}

function begin(held: Pending, id: string): Pending {
  const refusals = new Map(held.refusals);
  refusals.delete(id);
  return { busy: new Set(held.busy).add(id), refusals };
}

function end(held: Pending, id: string, problem: Problem | null): Pending {
  const busy = new Set(held.busy);
  busy.delete(id);
  return { busy, refusals: problem ? new Map(held.refusals).set(id, problem) : held.refusals };
}
