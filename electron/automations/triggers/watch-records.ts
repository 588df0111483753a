import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import { type ChangeStream, createChangeStream } from '../../salesforce/changes/change-stream.ts';
import type { SalesforceConnection } from '../../salesforce/salesforce-connection.ts';
import type { ConnectionOf } from '../../salesforce/salesforce-target.ts';
import { type RecordAutomation, type ScanParts, scanRecords } from './record-scan.ts';

/** How the records of an object are found. */
export type Watching = { by: 'change-data-capture' | 'polling'; trouble: string | null };

/** Watches the objects that automations wait for: told by the org where it tells, asked where it does not. */
export type RecordWatcher = {
  /** Watches for these from now on, and for no others. */
  follow(automations: readonly RecordAutomation[]): void;
  watching(org: string, object: string): Watching | null;
  /** Looks at once: an org answers again. */
  wake(): void;
  /** Resolves when nothing is being looked through. */
  idle(): Promise<void>;
  stop(): Promise<void>;
};

/** What watching works with. */
export type RecordWatcherParts = Omit<ScanParts, 'connection'> & {
  connectionOf: ConnectionOf;
  setTimer(ms: number, run: () => void): () => void;
  /** Reads where each of them is now. */
  current(ids: readonly string[]): Promise<RecordAutomation[]>;
  log(message: string, cause?: unknown): void;
  /** How often an org is asked that does not tell of changes; for tests. */
  pollMs?: number;
};

const usualPollMs = 60_000;
/** Where the org tells of changes it is asked all the same: a stream can lose one. */
const checkMs = 5 * 60_000;
/** Of the day’s requests: beyond it they are asked for rarely, and beyond the next hardly ever: the rest is for writes. */
const sparingFrom = 0.8;
const hardlyFrom = 0.95;
const sparingMs = 15 * 60_000;
/** Only an answer tells that another day has begun. */
const hardlyMs = 60 * 60_000;
const againMs = 15_000;
/** By then the second is over in which a record was last written. */
const settledMs = 2_000;
/** What is told in a moment is looked at together. */
const gatherMs = 250;
/** An org that did not tell of changes may do so later. */
const listenAgainMs = 5 * 60_000;

type Watch = {
  org: string;
  object: string;
  ids: string[];
  watching: Watching;
  connection: SalesforceConnection | null;
  stopListening: (() => void) | null;
  cancel: () => void;
  looking: Promise<void> | null;
  again: boolean;
  closed: boolean;
  /** It was told of a change, and looks in a moment. */
  gathering: boolean;
  listenedAt: number;
  /** Up to when it was looked since this watch began, and when that was all that can be looked at. */
  scannedTo: number | null;
  wholeAt: number;
  lookedAt: number;
  /** How long the last look took. */
  tookMs: number;
};

/** Makes the watcher. */
export function createRecordWatcher(parts: RecordWatcherParts): RecordWatcher {
  const { setTimer, pollMs = usualPollMs } = parts;
  const watches = new Map<string, Watch>();
  const streams = new Map<SalesforceConnection, ChangeStream>();
  /** Also of watches that were closed meanwhile. */
  const lookings = new Set<Promise<void>>();

  function streamOf(connection: SalesforceConnection): ChangeStream {
    const stream = streams.get(connection) ?? createChangeStream({ connection, setTimer });
    streams.set(connection, stream);
    return stream;
  }

  function later(of: Watch, ms: number): void {
    of.cancel();
    if (!of.closed) of.cancel = setTimer(ms, () => look(of));
  }

  /** Told of a change: the first of many begins the wait, and the others do not lengthen it. */
  function hear(of: Watch): void {
    if (of.gathering) return;
    of.gathering = true;
    later(of, Math.max(gatherMs, 2 * of.tookMs));
  }

  function look(of: Watch): void {
    of.gathering = false;
    of.again = true;
    if (of.looking) return;
    const looking = lookOn(of).finally(() => {
      of.looking = null;
      lookings.delete(looking);
      // Told of in the very moment it came to an end.
      if (of.again && !of.closed) look(of);
    });
    of.looking = looking;
    lookings.add(looking);
  }

  /** One look at a time; what is told meanwhile is one more. */
  async function lookOn(of: Watch): Promise<void> {
    let pause = pollMs;
    while (of.again && !of.closed) {
      of.again = false;
      try {
        pause = await lookOnce(of);
      } catch (cause) {
        const problem = cause instanceof ProblemError ? cause.problem : null;
        if (!problem) parts.log(`${of.object} records could not be looked through`, cause);
        of.watching = { ...of.watching, trouble: problem?.message ?? 'Salesforce could not be asked.' };
        pause = Math.min(pollMs, againMs);
      }
    }
    later(of, of.gathering ? gatherMs : pause);
  }

  async function lookOnce(of: Watch): Promise<number> {
    const connection = await connect(of);
    const usage = connection.apiUsage();
    const used = usage ? usage.used / usage.limit : 0;
    if (used >= hardlyFrom && connection.now() - of.lookedAt < hardlyMs) {
      throw new ProblemError(
        toProblem(
          'rate-limited',
          'The org’s API requests of the day are nearly used up: it is looked for once an hour.',
        ),
      );
    }
    of.lookedAt = connection.now();
    const automations = await parts.current(of.ids);
    const wholeMs = of.stopListening ? Math.max(checkMs, pollMs) : pollMs;
    const begun = connection.now();
    // What was just looked at need not be looked at again for every change that is told.
    const since = begun - of.wholeAt < wholeMs ? of.scannedTo : null;
    const scan = { ...parts, connection };
    const scanned = automations.length > 0 ? await scanRecords(scan, of.object, automations, since) : null;
    if (scanned) of.scannedTo = scanned.to;
    if (since === null) of.wholeAt = begun;
    of.tookMs = connection.now() - begun;
    of.watching = { by: of.stopListening ? 'change-data-capture' : 'polling', trouble: null };
    if (used >= sparingFrom) return sparingMs;
    return scanned?.unsettled ? Math.min(settledMs, wholeMs) : wholeMs;
  }

  /** The connection as it is now; where it is another than before, it is listened to anew. */
  async function connect(of: Watch): Promise<SalesforceConnection> {
    const found = parts.connectionOf(of.org);
    if ('message' in found) throw new ProblemError(found);
    const listens = of.stopListening !== null || found.now() - of.listenedAt < listenAgainMs;
    if (of.connection === found && listens) return found;
    of.stopListening?.();
    of.stopListening = null;
    of.connection = found;
    of.listenedAt = found.now();
    const stop = await streamOf(found).listen(of.object, () => hear(of));
    if (of.closed) stop?.();
    else of.stopListening = stop;
    return found;
  }

  function close(key: string, of: Watch): void {
    of.closed = true;
    of.cancel();
    of.stopListening?.();
    watches.delete(key);
  }

  function begin(org: string, object: string): Watch {
    return {
      org,
      object,
      ids: [],
      watching: { by: 'polling', trouble: null },
      connection: null,
      stopListening: null,
      cancel: () => {},
      looking: null,
      again: false,
      closed: false,
      gathering: false,
      listenedAt: Number.NEGATIVE_INFINITY,
      scannedTo: null,
      wholeAt: Number.NEGATIVE_INFINITY,
      lookedAt: Number.NEGATIVE_INFINITY,
      tookMs: 0,
    };
  }

  return {
    follow(automations) {
      const wanted = Map.groupBy(automations, ({ automation: of }) => keyOf(of.org, of.trigger.object));
      for (const [key, of] of watches) if (!wanted.has(key)) close(key, of);
      for (const [key, group] of wanted) {
        const [first] = group;
        if (!first) continue;
        const of = watches.get(key) ?? begin(first.automation.org, first.automation.trigger.object);
        watches.set(key, of);
        const ids = group.map(({ automation }) => automation.id);
        const isNew = ids.some((id) => !of.ids.includes(id));
        of.ids = ids;
        if (isNew) {
          of.scannedTo = null;
          look(of);
        }
      }
    },
    watching: (org, object) => watches.get(keyOf(org, object))?.watching ?? null,
    wake() {
      for (const of of watches.values()) look(of);
    },
    async idle() {
      while (lookings.size > 0) {
        await Promise.all(lookings);
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
    },
    async stop() {
      for (const [key, of] of watches) close(key, of);
      for (const stream of streams.values()) stream.close();
      await Promise.all(lookings);
      // Whoever began to listen meanwhile listens no more.
      for (const stream of streams.values()) stream.close();
      streams.clear();
    },
  };
}

function keyOf(org: string, object: string): string {
  return `${org} ${object.toLowerCase()}`;
}
