import { isAccessToken } from '../../../shared/model/access-token.ts';
import { ProblemError } from '../../../shared/model/problem.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import type { ToolAnswer, ToolAsk } from '../../platforms/platform.ts';
import { loadProposal } from '../../proposals/proposal-store.ts';
import { createSweeper } from '../../store/create-sweeper.ts';
import type { Ask, AskedBy, RunningFeed } from '../running-feed.ts';
import {
  type AnswerRow,
  changeAnswer,
  insertRefusal,
  openAnswers,
  openAnswersSince,
  oweAnswer,
  showChange,
} from './answer-store.ts';
import { tellOutcome } from './answer-words.ts';
import { answerAsked } from './asked-for.ts';
import { createHandover, type Handover } from './handover.ts';
import { createHeldAnswers } from './held-answers.ts';
import type { Hold } from './held-request.ts';
import { holdMs, pendingWords } from './hold-length.ts';
import { joinAnswers, refusalOf } from './join-answers.ts';
import { createLateAnswers, type LateAnswersParts } from './late-answers.ts';
import { placeAsk } from './place-ask.ts';
import type { RequestTool } from './request-tool.ts';
import { takeUpAnswers } from './take-up-answers.ts';
import { tokenNotDecided } from './token-words.ts';

/** Tool calls from the question to the answer: held for a decision, then answered by whatever door is left. */
export type Holds = {
  ask: Ask;
  /** What came of a proposal, for the feed that asked for it; null where it did not. */
  status(feed: RunningFeed, reference: string): Promise<ToolAnswer | null>;
  /** Takes up what an earlier process owed, and begins to watch. */
  resume(): Promise<void>;
  /** Resolves when everything that can be told is told; requests may still be held. */
  idle(): Promise<void>;
  /** Lets go of what is held, each with the words that it waits. */
  stop(): Promise<void>;
};

/** What the holds work with. */
export type HoldsParts = Omit<LateAnswersParts, 'isHeld'> & { requestTool: RequestTool; handover?: Handover };

/** How long after an answer left a hung-up may still be heard, where nobody says whether it arrived. */
const leavingMs = 1_000;

/** Makes the holds. Only answers that are owed are looked at, and of those only where something changed. */
export function createHolds(parts: HoldsParts): Holds {
  const { store, now, setTimer, handover = createHandover() } = parts;
  const { held } = handover;
  const inTime = createHeldAnswers({ store, handover, now, checkpoint: parts.checkpoint });
  const late = createLateAnswers({ ...parts, isHeld: (answer) => held.of(answer).length > 0 });
  const busy = new Set<Promise<unknown>>();
  let seen = 0;
  let stopped = false;
  const sweeper = createSweeper({
    store,
    async look() {
      // The revision is read before the rows: what changes in between is looked at twice rather than never.
      const revision = await store.revision();
      for (const row of await openAnswersSince(store.db, seen)) await look(row);
      seen = revision;
    },
    failed: (cause) => parts.log('owed answers could not be looked through', cause),
  });

  async function look(row: AnswerRow): Promise<void> {
    if (row.state === 'sending' || row.proposal === null) return;
    const of = (await loadProposal(store.db, row.proposal))?.proposal;
    if (!of) return;
    if (of.status.state === 'superseded' && of.status.by !== null) return follow(row.id, of.status.by);
    const told = tellOutcome(of, row.feed, row.tool_call);
    if (!told) return;
    if (held.of(row.id).length > 0) return inTime.say(row, told);
    // What only a held response may carry goes to nobody any more.
    handover.take(of.id)?.delivered(false);
    if (told.outcome !== row.knows) late.tell(row);
  }

  /** Another proposal took its place: what comes of that one is the answer. */
  async function follow(answer: string, proposal: string): Promise<void> {
    await store.transact(async (tx) => {
      await changeAnswer(tx, answer, { proposal });
      await showChange(store, tx, proposal);
    });
  }

  type Begun = { ask: ToolAsk; holds: Hold[] } | { ask: ToolAsk; answer: ToolAnswer; row: string | null };
  type Clock = { at: number; until: number; limitMs: number | null };

  /** Proposes what was asked; the holds begin while it goes to disk, so that no decision can come between. */
  async function begin(feed: RunningFeed, ask: ToolAsk, by: AskedBy, clock: Clock): Promise<Begun> {
    if (ask.unreadable) return { ask, answer: refusalOf(ask, ask.unreadable), row: null };
    const holds: Hold[] = [];
    const to = {
      feed: feed.key,
      externalId: ask.call ?? '',
      toolCall: ask.id,
      callbackUrl: by.callbackUrl ?? null,
      heldUntil: clock.until,
      limitMs: clock.limitMs,
      // When the request came, not when its turn did: the platform's own limit counts from there.
      at: clock.at,
    };
    const { id, action, inputs } = ask;
    const asked = { feed: feed.key, platform: feed.platform, call: ask.call, unverified: by.unverified };
    try {
      const requested = await parts.requestTool({
        ...asked,
        toolCall: { id, action, inputs, utterance: null },
        alongside: async (tx, of) => {
          const answer = await oweAnswer(store, tx, of.id, { ...to, call: of.call });
          holds.push(hold(feed, of, answer));
        },
      });
      if (requested.kind === 'asked') return { ask, holds };
      const answer = refusalOf(ask, requested.why);
      const row = await store.transact((tx) => insertRefusal(tx, { ...to, call: requested.call }, answer.text));
      return { ask, answer, row };
    } catch (cause) {
      for (const each of holds) held.remove(each);
      if (!(cause instanceof ProblemError)) throw cause;
      return { ask, answer: refusalOf(ask, cause.problem.message), row: null };
    }
  }

  function hold(feed: RunningFeed, of: Proposal, answer: string): Hold {
    const { reference, id: proposal } = of;
    const door = feed.platform === 'mcp' ? ('mcp' as const) : ('hold' as const);
    const pending = isAccessToken(of) ? tokenNotDecided(reference) : pendingWords(feed, reference);
    return held.add({ answer, proposal, reference, door, pending });
  }

  /** Waits for decisions, the end of the time to answer, or the other side to hang up. */
  async function wait({ ask, holds }: Extract<Begun, { holds: Hold[] }>, by: AskedBy, until: number) {
    const letGo = () => {
      for (const each of holds) if (held.of(each.answer).includes(each)) track(inTime.hungUp(each));
    };
    for (const each of holds) each.cancel = setTimer(Math.max(0, until - now()), () => track(inTime.timeOut(each)));
    if (by.signal.aborted || stopped) letGo();
    by.signal.addEventListener('abort', letGo, { once: true });
    // The decision may have come before the holds were there to hear of it.
    sweeper.notice();
    const ends = await Promise.all(holds.map((each) => each.ended));
    by.signal.removeEventListener('abort', letGo);
    const rows = ends.flatMap(({ answer }) => answer ?? []);
    const [first] = holds;
    return {
      answer: joinAnswers(
        ask,
        first?.reference ?? '',
        ends.map(({ told }) => told),
      ),
      rows,
    };
  }

  /** Finds out whether answers arrived, as far as that can be known. */
  function follows(rows: readonly string[], by: AskedBy): void {
    if (by.left) {
      track(by.left.then((well) => inTime.arrived(rows, well)));
      return;
    }
    let cancel = () => {};
    const settle = () => {
      cancel();
      by.signal.removeEventListener('abort', settle);
      leaving.delete(settle);
      track(inTime.arrived(rows, !by.signal.aborted));
    };
    cancel = setTimer(leavingMs, settle);
    leaving.add(settle);
    by.signal.addEventListener('abort', settle, { once: true });
  }
  const leaving = new Set<() => void>();

  function track(work: Promise<unknown>): void {
    const run: Promise<unknown> = work
      .catch((cause) => parts.log('an answer could not be given', cause))
      .finally(() => busy.delete(run));
    busy.add(run);
  }

  return {
    async ask(feed, asks, by) {
      const at = by.askedAt ?? now();
      const clock = { at, until: at + holdMs(feed, by.timeoutMs), limitMs: by.timeoutMs };
      const begun: Begun[] = [];
      // One after the other: what was asked first has the lower reference, and may be named by the second.
      try {
        for (const ask of asks) begun.push(await begin(feed, await placeAsk(store.db, feed.key, ask), by, clock));
      } catch (cause) {
        for (const each of begun) if ('holds' in each) for (const one of each.holds) track(inTime.hungUp(one));
        throw cause;
      }
      const ended = await Promise.all(
        begun.map(async (each) => {
          if ('holds' in each) return wait(each, by, clock.until);
          return { answer: each.answer, rows: each.row === null ? [] : [each.row] };
        }),
      );
      follows(
        ended.flatMap(({ rows }) => rows),
        by,
      );
      return ended.map(({ answer }) => answer);
    },
    status: (feed, reference) => answerAsked({ store, now }, feed, reference),
    async resume() {
      await takeUpAnswers(parts);
      seen = await store.revision();
      for (const row of await openAnswers(store.db)) await look(row);
      sweeper.start();
    },
    async idle() {
      for (;;) {
        await sweeper.idle();
        await late.idle();
        await Promise.all(busy);
        if (sweeper.isIdle() && busy.size === 0) return;
      }
    },
    async stop() {
      for (const each of held.all()) track(inTime.timeOut(each));
      while (busy.size > 0) await Promise.all(busy);
      stopped = true;
      const swept = sweeper.stop();
      for (const settle of [...leaving]) settle();
      late.stop();
      await swept;
      await late.idle();
      while (busy.size > 0) await Promise.all(busy);
    },
  };
}
