import type { AnswerDoor } from '../../../shared/model/answer.ts';
import type { Call } from '../../../shared/model/call.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { loadCall } from '../../calls/call-store.ts';
import type { DoorAnswer, DoorCall } from '../../platforms/platform.ts';
import { loadProposal } from '../../proposals/proposal-store.ts';
import type { Store, StoreTransaction } from '../../store/open-store.ts';
import type { FollowUps } from '../follow-ups.ts';
import type { FindFeed } from '../running-feed.ts';
import { noteAnswer } from './answer-journal.ts';
import { type AnswerRow, answersOf, changeAnswer, showChange, takeAnswer } from './answer-store.ts';
import { type Told, tellOutcome } from './answer-words.ts';
import { type CallDoorFinder, canAskItself } from './find-door.ts';
import { oweCorrection } from './held-answers.ts';
import { createQueues } from './queues.ts';

/** Tells agents what came of their proposals once the time to answer is over. */
export type LateAnswers = {
  /** Tells it when its turn in the call has come; at most once at a time. */
  tell(row: AnswerRow): void;
  /** Resolves when nothing is on its way. */
  idle(): Promise<void>;
  stop(): void;
};

/** What is sent late: of which answer, to which question. */
export type LateMessage = { id: string; call: string | null; toolCall: string; reference: string; told: Told };

/** Sends an answer to the address that the agent named. */
export type CallBack = (
  url: string,
  message: LateMessage,
  feed: Awaited<ReturnType<FindFeed>>,
  signal: AbortSignal,
) => Promise<DoorAnswer>;

/** What telling works with. */
export type LateAnswersParts = {
  store: Store;
  followUps: Pick<FollowUps, 'owe'>;
  findFeed: FindFeed;
  findDoor: CallDoorFinder;
  callBack: CallBack;
  isHeld(answer: string): boolean;
  now(): number;
  setTimer(ms: number, run: () => void): () => void;
  fetch: typeof fetch;
  checkpoint(name: string): void;
  log(message: string, cause?: unknown): void;
};

const doorMs = 10_000;
const mostTries = 5;
const pauseMs = 2_000;

/** Said again only as a repetition: the agent then knows that it is no second thing. */
const again = 'In case this did not reach you: ';

type Way =
  | { kind: 'callback'; url: string }
  | {
      kind: 'door';
      tell: NonNullable<(to: DoorCall, message: string) => Promise<DoorAnswer>>;
      to: Omit<DoorCall, 'fetch' | 'signal'>;
    }
  /** The agent asks for it itself, or the call goes on and a door may come. */
  | { kind: 'none-yet' }
  | { kind: 'none'; why: string };

/** Makes the part of the holds that answers after them. What is said is on disk as being said before it leaves. */
export function createLateAnswers(parts: LateAnswersParts): LateAnswers {
  const { store, now, checkpoint } = parts;
  const queues = createQueues((cause) => parts.log('an agent could not be told', cause));
  const timers = new Map<string, () => void>();
  const cut = new AbortController();

  async function tellOnce(id: string): Promise<void> {
    const row = await takeAnswer(store.db, id);
    if (!row?.proposal || cut.signal.aborted || parts.isHeld(id)) return;
    const of = (await loadProposal(store.db, row.proposal))?.proposal;
    const told = of && tellOutcome(of, row.feed, row.tool_call);
    if (!of || !told || told.outcome === row.knows) return;
    const call = row.call === null ? null : await loadCall(store.db, row.call);
    const way = await findWay(row, call);
    if (way.kind === 'none-yet') return;
    if (way.kind === 'none') return giveUp({ row, of, told, call }, way.why);
    const text = row.tries > 0 || row.door !== null ? `${again}${told.text}` : told.text;
    const door = way.kind === 'callback' ? 'callback' : 'late-door';
    const rows = await intend(row, door, { of, told, text });
    if (rows.length === 0) return;
    checkpoint('answer.intended');
    const answer = await send(way, messageOf(row, of, { ...told, text }), row.feed);
    checkpoint('answer.told');
    const taken = { ...row, door, tries: row.tries + 1 };
    await conclude({ row: taken, beside: rows.slice(1), of, told: { ...told, text }, call }, answer);
  }

  async function findWay(row: AnswerRow, call: Call | null): Promise<Way> {
    if (row.callback_url) return { kind: 'callback', url: row.callback_url };
    const isOver = call !== null && call.endedAt !== null;
    if (call && !isOver) {
      const found = await parts.findDoor(call, 'tell');
      if (found.kind === 'open') return { kind: 'door', tell: found.enter, to: found.to };
    }
    const feed = await parts.findFeed(row.feed);
    if (isOver) return { kind: 'none', why: 'The call was over.' };
    if (feed && canAskItself(feed.platform)) return { kind: 'none-yet' };
    return { kind: 'none', why: 'Its platform cannot be told anything in a live call.' };
  }

  /** Takes an answer, and those of other questions of the call that would be told in the very same words. */
  async function intend(
    { id }: AnswerRow,
    door: AnswerDoor,
    { of, told, text }: { of: Proposal; told: Told; text: string },
  ): Promise<AnswerRow[]> {
    return store.transact(async (tx) => {
      const row = await takeAnswer(tx, id);
      if (!row) return [];
      const others =
        door === 'callback' ? [] : (await answersOf(tx, of.id)).filter((each) => isSame(row, each, of, told));
      for (const each of [row, ...others]) {
        const said = { door, outcome: told.outcome, said: text, said_at: now(), next_at: null, held_until: null };
        await changeAnswer(tx, each.id, { ...said, state: 'sending', tries: each.tries + 1 });
      }
      return [row, ...others];
    });
  }

  function isSame(row: AnswerRow, other: AnswerRow, of: Proposal, told: Told): boolean {
    if (other.id === row.id || other.state !== 'owed' || other.call !== row.call || other.callback_url) return false;
    return !parts.isHeld(other.id) && tellOutcome(of, other.feed, other.tool_call)?.text === told.text;
  }

  async function send(
    way: Extract<Way, { kind: 'callback' | 'door' }>,
    message: LateMessage,
    key: string,
  ): Promise<DoorAnswer> {
    const late = new AbortController();
    const cancel = parts.setTimer(doorMs, () => late.abort(new Error('it took too long')));
    const signal = AbortSignal.any([late.signal, cut.signal]);
    try {
      if (way.kind === 'callback') return await parts.callBack(way.url, message, await parts.findFeed(key), signal);
      return await way.tell({ ...way.to, fetch: parts.fetch, signal }, message.told.text);
    } catch (cause) {
      return { kind: 'unreachable', why: cause instanceof Error ? cause.message : String(cause) };
    } finally {
      cancel();
    }
  }

  type Telling = { row: AnswerRow; beside?: readonly AnswerRow[]; of: Proposal; told: Told; call: Call | null };

  async function conclude(telling: Telling, answer: DoorAnswer): Promise<void> {
    const { row, beside = [], of, told } = telling;
    const said = { ...row, outcome: told.outcome, said: told.text, of };
    if (answer.kind === 'arrived') {
      await store.transact(async (tx) => {
        for (const { id } of [row, ...beside]) {
          await changeAnswer(tx, id, { state: 'arrived', settled_at: now(), why: null });
        }
        if (told.outcome === 'failed') await oweCorrection(tx, row);
        await noteAnswer(tx, 'answer.given', said, now());
        await showChange(store, tx, of.id);
      });
      return;
    }
    const isLast = answer.kind === 'refused' || row.tries >= mostTries;
    if (isLast) return giveUp(telling, answer.why, answer.kind === 'refused' ? 'refused' : 'given-up');
    const pause = pauseMs * 2 ** (row.tries - 1);
    await store.transact(async (tx) => {
      await changeAnswer(tx, row.id, { state: 'unreachable', why: answer.why, next_at: now() + pause });
      for (const { id } of beside) await changeAnswer(tx, id, { state: 'owed' });
    });
    later(row, pause);
  }

  function later(row: AnswerRow, ms: number): void {
    timers.get(row.id)?.();
    timers.set(
      row.id,
      parts.setTimer(ms, () => {
        timers.delete(row.id);
        begin(row);
      }),
    );
  }

  /** The agent is not told any more: a person tells the caller. */
  async function giveUp(
    { row, beside = [], of, told, call }: Telling,
    why: string,
    state: 'refused' | 'given-up' = 'given-up',
  ): Promise<void> {
    await store.transact(async (tx: StoreTransaction) => {
      const untried = row.door === null ? ({ door: 'follow-up', outcome: told.outcome, said: told.text } as const) : {};
      for (const { id } of [row, ...beside]) {
        await changeAnswer(tx, id, { ...untried, state, why, settled_at: now(), held_until: null });
      }
      await noteAnswer(tx, 'answer.failed', { ...row, outcome: told.outcome, said: told.text, of, why }, now());
      await parts.followUps.owe(tx, { of, call, what: told.text });
      await showChange(store, tx, of.id);
    });
  }

  function begin(row: AnswerRow): void {
    if (cut.signal.aborted) return;
    queues.add(row.call ?? `${row.feed} ${row.external_id} ${row.tool_call}`, () => tellOnce(row.id));
  }

  function tell(row: AnswerRow): void {
    // A pause goes on after a restart; in between, a change of the proposal cuts none short.
    const rest = (row.next_at ?? 0) - now();
    if (rest <= 0) begin(row);
    else if (!timers.has(row.id)) later(row, rest);
  }

  return {
    tell,
    idle: queues.idle,
    stop() {
      cut.abort();
      for (const cancel of timers.values()) cancel();
      timers.clear();
    },
  };
}

function messageOf({ id, external_id, tool_call }: AnswerRow, { reference }: Proposal, told: Told): LateMessage {
  return { id, call: external_id || null, toolCall: tool_call, reference, told };
}
