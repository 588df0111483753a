import type { Automation, Trigger } from '../../shared/model/automation.ts';
import type { Org } from '../../shared/model/org.ts';
import { ProblemError } from '../../shared/model/problem.ts';
import { loadProposal } from '../proposals/proposal-store.ts';
import type { ConnectionOf } from '../salesforce/salesforce-target.ts';
import { toQueryPage } from '../salesforce/search/query.ts';
import { createSweeper } from '../store/create-sweeper.ts';
import { createAutomationBook } from './automation-book.ts';
import { loadAutomation, moveAutomation, type StoredAutomation } from './automation-store.ts';
import { insertRuns, nextWake, notStarted, runsToGoOn, type Start } from './run-store.ts';
import { createRunner, type RunnerParts } from './runner.ts';
import { createStarts } from './starts.ts';
import type { StepParts } from './steps/step.ts';
import { lookAtClock } from './triggers/look-at-clock.ts';
import type { RecordAutomation } from './triggers/record-scan.ts';
import { lookInStore } from './triggers/store-triggers.ts';
import { createRecordWatcher } from './triggers/watch-records.ts';
import { createTroubles } from './troubles.ts';

/** What automations work with. */
export type AutomationsParts = Pick<StepParts, 'catalogue' | 'propose' | 'nameRecord' | 'outbound'> &
  Pick<RunnerParts, 'store' | 'now' | 'checkpoint' | 'log'> & {
    connectionOf: ConnectionOf;
    findOrg(id: string): Org | null;
    setTimer(ms: number, run: () => void): () => void;
    /** How often an org is asked that does not tell of changes; for tests. */
    pollMs?: number;
  };

/** The automations room. */
export type Automations = ReturnType<typeof createAutomations>;

/** Longest time between two looks at what is due, and how long it is waited with what is due and cannot be done yet. */
const longestMs = 60_000;
const againMs = 15_000;
/** Runs that go on side by side. */
const lanes = 8;

/** Makes the automations: triggers, and runs from step to step. Nothing happens before `start`. */
export function createAutomations(parts: AutomationsParts) {
  const { store, now, setTimer, log } = parts;
  const zoneOf = (org: string) => parts.findOrg(org)?.timeZone ?? 'UTC';
  const book = createAutomationBook(store, zoneOf);
  const troubles = createTroubles(store.touch);
  const steps: StepParts = {
    ...parts,
    org: parts.findOrg,
    loadProposal: async (id) => (await loadProposal(store.db, id))?.proposal ?? null,
    async query(org, text) {
      const connection = parts.connectionOf(org);
      if ('message' in connection) throw new ProblemError(connection);
      const answer = await connection.read({ method: 'GET', path: ['query'], query: { q: text } });
      return toQueryPage(answer.body);
    },
  };
  const runner = createRunner({ ...parts, ...steps });
  const starts = createStarts({ ...parts, query: steps.query });
  const watcher = createRecordWatcher({
    ...parts,
    async current(ids) {
      const found: RecordAutomation[] = [];
      for (const id of ids) {
        const stored = await loadAutomation(store.db, id);
        if (stored?.automation.enabled && isOfRecords(stored)) found.push(stored);
      }
      return found;
    },
    noteTrouble: troubles.note,
  });

  const sweeper = createSweeper({
    store,
    look,
    failed(cause) {
      log('automations could not be carried on', cause);
      later(longestMs);
    },
  });
  let cancelTimer = () => {};
  let stopped = true;
  let followed = '';
  let pausedWords: string | null = null;

  async function look(): Promise<void> {
    const all = await book.all();
    follow(all);
    tellPaused(all);
    for (const each of all) {
      if (each.automation.enabled) await lookFor(each).catch((cause) => fail(each.automation, cause));
    }
    await goOn();
    await plan(all);
  }

  /** What goes wrong with one is no reason for the others to wait. */
  function fail(of: Automation, cause: unknown): void {
    log(`what starts “${of.name}” could not be looked for`, cause);
    troubles.note(of.id, 'Something went wrong in the console while it looked.');
  }

  function tellPaused(all: readonly StoredAutomation[]): void {
    const before = pausedWords;
    const [first, ...others] = all.flatMap(({ automation: of }) => (of.paused ? [of] : []));
    const more = others.length > 0 ? ` ${others.length} more paused themselves.` : '';
    pausedWords = first ? `The automation “${first.name}” paused itself: ${first.paused?.why}${more}` : null;
    if (pausedWords !== before) store.touch();
  }

  function follow(all: readonly StoredAutomation[]): void {
    const wanted = all.filter((each) => each.automation.enabled).filter(isOfRecords);
    const told = JSON.stringify(wanted.map(({ automation: of }) => [of.id, of.version, of.since]));
    if (told === followed) return;
    followed = told;
    watcher.follow([]);
    watcher.follow(wanted);
  }

  async function lookFor(of: StoredAutomation): Promise<void> {
    const { automation } = of;
    const { trigger } = automation;
    if (trigger.kind === 'schedule') return lookAtSchedule({ ...automation, trigger }, of.nextAt);
    if (!looksInStore(trigger)) return;
    // The revision is read before the rows: what changes in between is looked at twice rather than never.
    const revision = await store.revision();
    if (revision === of.cursor && trigger.kind !== 'promise-broken') return;
    const found = await lookInStore(store.db, automation, { cursor: of.cursor, now: now() });
    troubles.note(automation.id, found.trouble);
    const fresh = await notStarted(store.db, automation.id, found.starts);
    if (fresh.length === 0) return keepPlace(of, revision);
    await begin(automation, fresh, { cursor: revision });
  }

  /** Where nothing was found, the place is kept now and then: most changes concern no automation. */
  async function keepPlace(of: StoredAutomation, revision: number): Promise<void> {
    if (revision - of.cursor < 500) return;
    await moveAutomation(store.db, of.automation.id, { cursor: revision });
  }

  async function lookAtSchedule(of: Parameters<typeof lookAtClock>[0], due: number | null): Promise<void> {
    if (due === null || due > now()) return;
    const round = await lookAtClock(of, due, { starts, zone: zoneOf(of.org), now: now() });
    troubles.note(of.id, 'later' in round ? round.later : null);
    if ('starts' in round) await begin(of, round.starts, { next_at: round.nextAt });
  }

  /** Runs and the place they were found at are one transaction: nothing starts twice, and nothing is missed. */
  async function begin(
    of: Automation,
    found: readonly Start[],
    to: { cursor?: number; next_at?: number | null },
  ): Promise<string[]> {
    parts.checkpoint('automation.before');
    const made = await store.transact(async (tx) => {
      await moveAutomation(tx, of.id, to);
      return insertRuns(store, tx, of, found, now());
    });
    parts.checkpoint('automation.started');
    return made;
  }

  async function goOn(): Promise<void> {
    const ready = await runsToGoOn(store.db, now());
    const next = ready.values();
    const lane = async () => {
      for (const id of next) {
        if (stopped) return;
        await runner.advance(id).catch((cause) => log('a run could not be carried on', cause));
      }
    };
    await Promise.all(Array.from({ length: Math.min(lanes, ready.length) }, lane));
  }

  async function plan(all: readonly StoredAutomation[]): Promise<void> {
    const wakes = await nextWake(store.db);
    const rounds = all.flatMap(({ automation, nextAt }) => (automation.enabled && nextAt !== null ? [nextAt] : []));
    const ms = Math.min(...rounds, wakes ?? Number.POSITIVE_INFINITY) - now();
    // What was due, and could not be done, is not tried without a pause.
    later(Math.min(longestMs, ms > 0 ? ms : againMs));
  }

  function later(ms: number): void {
    cancelTimer();
    if (!stopped) cancelTimer = setTimer(ms, sweeper.notice);
  }

  return {
    book,
    runner,
    starts,
    steps,
    /** What the foot of the window says; null while none paused itself. */
    notice: (): string | null => pausedWords,
    troubleOf: troubles.of,
    watching: watcher.watching,
    /** Starts runs by hand. */
    async begin(of: Automation, found: readonly Start[]): Promise<string[]> {
      const made = await begin(of, found, {});
      sweeper.notice();
      return made;
    },
    /** An org answers again. */
    wake(): void {
      watcher.wake();
      sweeper.notice();
    },
    /** Takes up what an earlier process left, and begins to look. */
    async start(): Promise<void> {
      stopped = false;
      sweeper.start();
      await sweeper.idle();
    },
    /** Resolves when nothing is being looked through, and every run waits for something. */
    async idle(): Promise<void> {
      for (;;) {
        await watcher.idle();
        await sweeper.idle();
        if (sweeper.isIdle()) return;
        // Whatever it waits for gets its turn.
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
    },
    async stop(): Promise<void> {
      stopped = true;
      cancelTimer();
      const swept = sweeper.stop();
      await watcher.stop();
      await swept;
    },
  };
}

function isOfRecords(of: StoredAutomation): of is RecordAutomation {
  const { kind } = of.automation.trigger;
  return kind === 'record-created' || kind === 'record-changed';
}

function looksInStore({ kind }: Trigger): boolean {
  return kind === 'call' || kind === 'outcome-written' || kind === 'proposal-written' || kind === 'promise-broken';
}
