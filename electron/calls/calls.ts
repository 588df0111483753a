import type { Call } from '../../shared/model/call.ts';
import { callerParty } from '../../shared/model/call.ts';
import type { DeliveredEvent } from '../../shared/model/call-event.ts';
import type { CallerCandidate, CallerMatch } from '../../shared/model/caller-match.ts';
import { ProblemError, toProblem } from '../../shared/model/problem.ts';
import type { Utterance } from '../../shared/model/utterance.ts';
import { appendJournal } from '../journal/append-journal.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import type { Afterthoughts } from './afterthoughts.ts';
import { callName, loadCall, saveCall, utterancesOf } from './call-store.ts';
import { dropSeen } from './drop-seen.ts';
import { createMaskRoom } from './mask-room.ts';
import { type CallerFacts, type FoundPerson, matchCaller, sameFacts } from './match-caller.ts';
import { createQuietCalls } from './quiet-calls.ts';
import type { Mask } from './say.ts';
import { type Taken, takeEvent } from './take-event.ts';

/** What happened to a call, for the rooms above. */
export type CallNews = { call: string; what: 'started' | 'said' | 'ended' | 'analysed' | 'caller' };

/** Takes in what feeds tell, and knows who is calling. */
export type Calls = {
  /** Resolves when the event is on disk, with the call it belongs to. */
  receive(delivered: DeliveredEvent): Promise<Taken>;
  /** All of them in one commit, with what else `also` writes; in their order. */
  receiveAll(delivered: readonly DeliveredEvent[], also?: (tx: StoreTransaction) => Promise<void>): Promise<Taken[]>;
  /** A tool call's arguments without secrets. */
  maskInputs(delivered: DeliveredEvent, inputs: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** Says who is calling, by a supervisor's word. */
  setCaller(id: string, caller: CallerCandidate | 'nobody', by: string): Promise<void>;
  /** Ends calls of which nothing more is told, from now on. */
  endQuiet(): void;
  /** Looks again for callers that could not be looked up. */
  lookAgain(): Promise<void>;
  onNews(listener: (news: CallNews) => void): () => void;
  /** Resolves when nobody is being looked up. */
  idle(): Promise<void>;
  /** Looks nobody up any more. */
  stop(): void;
};

/** Pause before a look-up that the org did not answer is tried again, in milliseconds; doubles up to the longest. */
const pauseMs = 2_000;
const longestPauseMs = 60_000;

/** What the calls room works with. */
export type CallsParts = {
  store: Store;
  orgOf(feed: string): string;
  now(): number;
  setTimer(ms: number, run: () => void): () => void;
  /** Lets what arrives go first. */
  afterwards?: Afterthoughts;
  findPeople(org: string, facts: CallerFacts): Promise<FoundPerson[]>;
  /** What callers say of themselves, read from the conversation. */
  heard(utterances: readonly Utterance[]): { name: string | null; email: string | null; caseNumber?: string | null };
  log(message: string, cause?: unknown): void;
};

/** Makes the calls room. */
export function createCalls(parts: CallsParts): Calls {
  const { store, now, afterwards = (work) => work() } = parts;
  const listeners = new Set<(news: CallNews) => void>();
  const known = new Map<string, CallerFacts>();
  const looking = new Map<string, Promise<void>>();
  const wanted = new Set<string>();
  const masks = createMaskRoom(store);
  const later = new Map<string, { cancel: () => void; pauseMs: number }>();
  const quiet = createQuietCalls({ store, now, setTimer: parts.setTimer, receive: receiveAll, log: parts.log });
  let stopped = false;

  function tell(news: CallNews): void {
    for (const listener of listeners) listener(news);
  }

  /** One look at a time per call; what is said meanwhile is one more look, not many. */
  function look(id: string): void {
    if (stopped) return;
    wanted.add(id);
    if (looking.has(id)) return;
    const run = (async () => {
      while (wanted.delete(id) && !stopped) await afterwards(() => lookOnce(id));
    })().catch((cause) => parts.log('the caller could not be looked up', cause));
    looking.set(id, run);
    void run.finally(() => {
      looking.delete(id);
      if (wanted.has(id)) look(id);
    });
  }

  async function lookOnce(id: string): Promise<void> {
    const of = await loadCall(store.db, id);
    if (!of || isSettledByHand(of.caller)) return;
    const party = callerParty(of);
    const said = parts.heard(await utterancesOf(store.db, id));
    const facts = {
      phone: party?.phone ?? null,
      name: said.name ?? party?.name ?? null,
      email: said.email ?? party?.email ?? null,
      caseNumber: said.caseNumber ?? null,
    };
    const before = known.get(id);
    if (before && sameFacts(before, facts) && of.caller.state !== 'unavailable') return;
    const match = await lookUp(of, facts);
    if (match.state === 'unavailable') lookLater(id);
    else found(id, facts);
    await settle(id, match, 'Countersign');
  }

  function found(id: string, facts: CallerFacts): void {
    known.set(id, facts);
    later.get(id)?.cancel();
    later.delete(id);
  }

  /** The caller may say nothing more that would make us look again. */
  function lookLater(id: string): void {
    const before = later.get(id);
    before?.cancel();
    const pause = Math.min(longestPauseMs, before ? before.pauseMs * 2 : pauseMs);
    later.set(id, { pauseMs: pause, cancel: parts.setTimer(pause, () => look(id)) });
  }

  async function lookUp(of: Call, facts: CallerFacts): Promise<CallerMatch> {
    if (!facts.phone && !facts.name && !facts.email && !facts.caseNumber) return { state: 'none', lookedFor: [] };
    try {
      return matchCaller(facts, await parts.findPeople(of.org, facts));
    } catch (cause) {
      const problem = cause instanceof ProblemError ? cause.problem : null;
      if (!problem) parts.log('looking for the caller failed', cause);
      return {
        state: 'unavailable',
        problem: problem ?? toProblem('internal', 'The caller could not be looked up.', { next: 'retry' }),
      };
    }
  }

  async function settle(id: string, match: CallerMatch, by: string): Promise<void> {
    const changed = await store.transact(async (tx) => {
      const of = await loadCall(tx, id);
      if (!of || (by === 'Countersign' && isSettledByHand(of.caller))) return false;
      if (JSON.stringify(of.caller) === JSON.stringify(match)) return false;
      const after = { ...of, caller: match };
      await saveCall(store, tx, after);
      await appendJournal(tx, [
        {
          at: now(),
          kind: 'caller.set',
          org: of.org,
          call: id,
          proposal: null,
          actor: by,
          summary: `caller: ${match.state}`,
          detail: { name: callName(after), caller: match },
        },
      ]);
      return true;
    });
    if (changed) tell({ call: id, what: 'caller' });
  }

  async function receiveAll(
    delivered: readonly DeliveredEvent[],
    also?: (tx: StoreTransaction) => Promise<void>,
  ): Promise<Taken[]> {
    const ready = new Map<DeliveredEvent, { masked: DeliveredEvent; mask: Mask }>();
    for (const each of delivered) {
      ready.set(each, { masked: await masks.maskEvent(each), mask: await masks.prepare(each) });
    }
    const taken = await store.transactTogether(async (tx) => {
      const all = new Map<DeliveredEvent, Taken>();
      for (const each of await dropSeen(tx, delivered)) {
        const { masked, mask } = ready.get(each) ?? { masked: each, mask: await masks.prepare(each) };
        all.set(each, await takeEvent({ store, tx, org: parts.orgOf(each.feed), mask, now: now() }, masked));
      }
      await also?.(tx);
      return delivered.map((each): Taken => all.get(each) ?? { call: '', what: 'nothing' });
    });
    taken.forEach(({ what }, index) => {
      const each = delivered[index];
      if (each && what === 'ended') masks.forget(each);
    });
    for (const { call } of taken) if (call !== '') quiet.heard(call);
    tellAll(taken);
    return taken;
  }

  /** Each thing that happened to a call is told once, however many events of one delivery it took. */
  function tellAll(taken: readonly Taken[]): void {
    const news = new Map(taken.map((each) => [`${each.call} ${each.what}`, each]));
    const heard = [...news.values()].filter(({ what }) => what === 'started' || what === 'said');
    for (const call of new Set(heard.map((each) => each.call))) look(call);
    for (const { call, what } of news.values()) if (what !== 'nothing' && what !== 'heard') tell({ call, what });
  }

  return {
    async receive(delivered) {
      const [taken] = await receiveAll([delivered]);
      return taken ?? { call: '', what: 'nothing' };
    },
    receiveAll,
    maskInputs: masks.maskInputs,
    async setCaller(id, caller, by) {
      const of = await loadCall(store.db, id);
      if (!of) throw new ProblemError(toProblem('not-found', 'This call does not exist.'));
      const match: CallerMatch =
        caller === 'nobody' ? { state: 'nobody' } : { state: 'matched', person: caller, by: 'supervisor', others: [] };
      await settle(id, match, by);
    },
    endQuiet: quiet.start,
    async lookAgain() {
      const rows = await store.db.selectFrom('calls').select(['id', 'body']).where('ended_at', 'is', null).execute();
      for (const row of rows) look(row.id);
    },
    onNews(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      stopped = true;
      quiet.stop();
      for (const { cancel } of later.values()) cancel();
      later.clear();
    },
    async idle() {
      while (looking.size > 0) await Promise.all(looking.values());
    },
  };
}

function isSettledByHand(caller: CallerMatch): boolean {
  return caller.state === 'nobody' || (caller.state === 'matched' && caller.by === 'supervisor');
}
