import { call } from '../../shared/model/call.ts';
import type { JournalKind } from '../../shared/model/journal-entry.ts';
import type { DerivedOutcome, Outcome } from '../../shared/model/outcome.ts';
import { ProblemError, toProblem } from '../../shared/model/problem.ts';
import type { Afterthoughts } from '../calls/afterthoughts.ts';
import { utterancesOf } from '../calls/call-store.ts';
import { appendJournal } from '../journal/append-journal.ts';
import { fromJson } from '../store/from-json.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { askedLog } from './asked-log.ts';
import { deriveOutcome } from './derive/derive-outcome.ts';
import type { OutcomeEventKind, OutcomeEvents, OutcomeNews } from './outcome-events.ts';
import { callsToDerive, changedLogs, loadOutcome, saveOutcome, writtenLog } from './outcome-store.ts';

/** What a person did to an outcome, as the journal tells it. */
export type OutcomeChange = {
  kind: Extract<JournalKind, `outcome.${string}`>;
  summary: string;
  detail: Record<string, unknown>;
  change(of: Outcome): Outcome;
};

/** What became of every call that ended. */
export type Outcomes = OutcomeEvents & {
  /** Begins to make out what has ended and was not made out, also while the console was down, and follows what happens. */
  start(): Promise<void>;
  /** Something happened to a call: it is made out anew if it is over. */
  take(news: { call: string; what: string }): void;
  find(call: string): Promise<Outcome>;
  /** Puts what a person did on disk, with its line in the journal. */
  change(call: string, by: string, wanted: OutcomeChange): Promise<Outcome>;
  /** Resolves when nothing is being made out. */
  idle(): Promise<void>;
  stop(): void;
};

/** What the room works with. */
export type OutcomesParts = {
  store: Store;
  now(): number;
  setTimer(ms: number, run: () => void): () => void;
  /** Lets what arrives go first. */
  afterwards: Afterthoughts;
  log(message: string, cause?: unknown): void;
};

/** What changes among proposals is looked at no more often than this, in milliseconds. */
const lookMs = 250;
const told: readonly OutcomeEventKind[] = ['outcome.edited', 'outcome.reviewed'];

/** Makes the room of outcomes. */
export function createOutcomes(parts: OutcomesParts): Outcomes {
  const { store, now, afterwards } = parts;
  const listeners = new Set<(news: OutcomeNews) => void>();
  const over = new Set<string>();
  const wanted = new Set<string>();
  let running: Promise<void> | null = null;
  let looking: { cancel: () => void } | null = null;
  let looked = 0;
  let stopped = false;
  let unwatch = () => {};

  function tell(news: OutcomeNews): void {
    for (const listener of listeners) listener(news);
  }

  /** One at a time; what comes meanwhile is once more, not many times. */
  function want(id: string): void {
    if (stopped) return;
    wanted.add(id);
    running ??= run().finally(() => {
      running = null;
    });
  }

  async function run(): Promise<void> {
    for (let [next] = wanted; next !== undefined && !stopped; [next] = wanted) {
      const id = next;
      wanted.delete(id);
      await afterwards(() => derive(id)).catch((cause) => parts.log('an outcome could not be made out', cause));
    }
  }

  async function derive(id: string): Promise<void> {
    const news = await store.transact(async (tx) => {
      const row = await tx
        .selectFrom('calls')
        .select(['body', 'search', 'ended_at'])
        .where('id', '=', id)
        .executeTakeFirst();
      if (!row || row.ended_at === null || row.search === '') return null;
      over.add(id);
      const of = fromJson(call, row.body);
      // What it was made out from is gone: it would come out as a call in which nobody spoke.
      if (of.erased) return null;
      const said = (await utterancesOf(tx, id)).filter(({ state }) => state === 'final');
      const derived = deriveOutcome({ call: of, said, asked: await askedLog(tx, id) });
      return settle(tx, { call: id, org: of.org, actor: of.agent?.name ?? 'Countersign' }, derived);
    });
    if (!news) return;
    tell(news);
    // Written before the outcome was made out, as by the agent in the call itself.
    const written = await writtenLog(store.db, id);
    if (written) await tellWritten(id, written);
  }

  async function settle(
    tx: StoreTransaction,
    of: { call: string; org: string; actor: string },
    derived: DerivedOutcome,
  ): Promise<OutcomeNews | null> {
    const held = await loadOutcome(tx, of.call);
    const next: Outcome = held ? { ...held, derived } : { ...untouched, call: of.call, org: of.org, derived };
    const isNew = !held || words(held.derived) !== words(derived);
    await saveOutcome(store, tx, next, await store.nextChange(tx));
    if (!isNew) return null;
    const { disposition, sentiment, summary, seconds } = derived;
    const detail = {
      disposition: disposition.value,
      sentiment: sentiment.value,
      summary: summary.value,
      seconds: seconds.value,
      from: disposition.from,
    };
    const line = { at: now(), org: of.org, call: of.call, proposal: null, actor: 'Countersign' };
    const text = held ? 'what became of the call was made out anew' : 'what became of the call was made out';
    await appendJournal(tx, [{ ...line, kind: 'call.analysed', summary: text, detail }]);
    return { call: of.call, org: of.org, what: 'call.analysed' };
  }

  /** A log may be asked for after the end, by the agent or a person, and is written when somebody decides so. */
  async function look(anew: boolean): Promise<void> {
    const since = looked;
    looked = await store.revision();
    for (const { call: id, proposal, written, told: known } of await changedLogs(store.db, since)) {
      if (anew) want(id);
      if (written && !known) await tellWritten(id, proposal);
    }
  }

  async function tellWritten(id: string, proposal: string): Promise<void> {
    const news = await store.transact(async (tx): Promise<OutcomeNews | null> => {
      const of = await loadOutcome(tx, id);
      const set = { log: proposal, changed: await store.nextChange(tx) };
      const taken = await tx
        .updateTable('outcomes')
        .set(set)
        .where('call', '=', id)
        .where('log', 'is', null)
        .returning('call')
        .execute();
      if (!of || taken.length === 0) return null;
      const line = { at: now(), org: of.org, call: id, proposal, actor: 'Countersign', detail: {} };
      await appendJournal(tx, [{ ...line, kind: 'outcome.written', summary: 'what became of the call is in the org' }]);
      return { call: id, org: of.org, what: 'outcome.written' };
    });
    if (news) tell(news);
  }

  function lookSoon(): void {
    if (looking || stopped) return;
    const cancel = parts.setTimer(lookMs, () => {
      looking = null;
      look(true).catch((cause) => parts.log('logs of calls could not be looked at', cause));
    });
    looking = { cancel };
  }

  return {
    async start() {
      // The console is open meanwhile: of a store that knows none yet this may be thousands.
      for (const id of await callsToDerive(store.db)) want(id);
      await look(false);
      unwatch = store.onChange(lookSoon);
    },
    take({ call: id, what }) {
      // Words that come after the end are rare; while a call goes on nothing is made out.
      if (what === 'ended' || what === 'analysed' || (what === 'said' && over.has(id))) want(id);
    },
    async find(id) {
      const of = await loadOutcome(store.db, id);
      if (!of) throw notThere();
      return of;
    },
    async change(id, by, { kind, summary, detail, change }) {
      const after = await store.transact(async (tx) => {
        const before = await loadOutcome(tx, id);
        if (!before) throw notThere();
        const next = change(before);
        if (JSON.stringify(next) === JSON.stringify(before)) return { next, changed: false };
        await saveOutcome(store, tx, next);
        const line = { at: now(), org: next.org, call: id, proposal: null, actor: by };
        await appendJournal(tx, [{ ...line, kind, summary, detail }]);
        return { next, changed: true };
      });
      const what = told.find((each) => each === kind);
      if (after.changed && what) tell({ call: id, org: after.next.org, what });
      return after.next;
    },
    onNews(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async idle() {
      while (running) await running;
    },
    stop() {
      stopped = true;
      unwatch();
      looking?.cancel();
    },
  };
}

const untouched = { edits: {}, notes: [], flag: null, assigned: null, verdict: null, reviewed: null };

function notThere(): ProblemError {
  return new ProblemError(toProblem('not-found', 'Nothing is known yet of what became of this call.'));
}

/** What it says, however it was made out. */
function words({ disposition, sentiment, summary, seconds }: DerivedOutcome): string {
  return JSON.stringify([disposition.value, sentiment.value, summary.value, seconds.value]);
}
