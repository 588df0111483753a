import type { RecordWatchState } from '../../../shared/contract/record-watch-contract.ts';
import type { FieldValues } from '../../../shared/model/field-value.ts';
import { type Problem, ProblemError } from '../../../shared/model/problem.ts';
import type { Proposals } from '../../proposals/proposals.ts';
import { type ChangedRecords, type ChangeStream, createChangeStream } from '../../salesforce/changes/change-stream.ts';
import { lookAtRecord } from '../../salesforce/changes/look-at-record.ts';
import type { SalesforceConnection } from '../../salesforce/salesforce-connection.ts';
import type { Orgs } from '../orgs/orgs.ts';

/** A record of an org. */
export type WatchedRecord = { org: string; object: string; id: string };

/** How a record is watched now. */
export type Watching = Pick<RecordWatchState, 'how' | 'why'>;

/** Watches records while their cards are open: as many as are looked at, however many windows look. */
export type RecordWatch = {
  /** Watches until the answer is called; `changed` hears when the watching itself changes. */
  open(record: WatchedRecord, changed: () => void): () => void;
  /** How it is watched now. */
  state(record: WatchedRecord): Watching;
  stop(): void;
};

/** What watching works with. */
export type RecordWatchParts = {
  orgs: Pick<Orgs, 'connectionOf' | 'doubt'>;
  proposals: Pick<Proposals, 'recordMoved'>;
  setTimer(ms: number, run: () => void): () => void;
  log(message: string, cause?: unknown): void;
};

/** Cards that are only passed on the way to another are not watched. */
const passedMs = 200;
const askEveryMs = 4_000;
/** Where the org tells of changes, it is asked all the same: a stream can lose one. */
const checkEveryMs = 60_000;
const sparingMs = 30_000;
/** Of the day's requests: beyond it they are kept for writes. */
const sparingFrom = 0.8;
const notFrom = 0.95;

type Held = {
  record: WatchedRecord;
  watching: Watching;
  listeners: Set<() => void>;
  /** What it said when watching began, and the moment the next look asks about. */
  first: FieldValues | null;
  since: number | null;
  looking: boolean;
  again: boolean;
  connection: SalesforceConnection | null;
  stopListening: (() => void) | null;
  cancelTimer: (() => void) | null;
  closed: boolean;
};

/** Makes the watch. */
export function createRecordWatch(parts: RecordWatchParts): RecordWatch {
  const { orgs, proposals, setTimer } = parts;
  const held = new Map<string, Held>();
  const streams = new Map<SalesforceConnection, ChangeStream>();

  function streamOf(connection: SalesforceConnection): ChangeStream {
    const stream = streams.get(connection) ?? createChangeStream({ connection, setTimer });
    streams.set(connection, stream);
    return stream;
  }

  function become(of: Held, watching: Watching): void {
    const { how, why } = of.watching;
    if (how === watching.how && why === watching.why) return;
    of.watching = watching;
    for (const changed of of.listeners) changed();
  }

  function later(of: Held, ms: number): void {
    of.cancelTimer?.();
    if (!of.closed) of.cancelTimer = setTimer(ms, () => void look(of));
  }

  /** The connection as it is now; where it is another than before, it is listened to anew. */
  async function connect(of: Held): Promise<SalesforceConnection> {
    const found = orgs.connectionOf(of.record.org);
    if ('message' in found) throw new ProblemError(found);
    if (of.connection === found) return found;
    of.stopListening?.();
    of.connection = found;
    const { object, id } = of.record;
    const heard = (changed: ChangedRecords) => {
      if (changed === 'all' || changed.includes(id)) void look(of);
    };
    const stop = await streamOf(found).listen(object, heard);
    if (of.closed) stop?.();
    else of.stopListening = stop;
    return found;
  }

  /** One look at a time; what changes meanwhile is one more. */
  async function look(of: Held): Promise<void> {
    if (of.looking) {
      of.again = true;
      return;
    }
    of.looking = true;
    try {
      do {
        of.again = false;
        await lookOnce(of);
      } while (of.again && !of.closed);
    } catch (cause) {
      fail(of, cause);
    } finally {
      of.looking = false;
    }
  }

  async function lookOnce(of: Held): Promise<void> {
    const connection = await connect(of);
    const used = shareUsed(connection);
    if (used >= notFrom) {
      become(of, { how: 'off', why: 'The org’s API requests of the day are nearly used up.' });
      return later(of, checkEveryMs);
    }
    const found = await lookAtRecord(connection, { ...of.record, since: of.since });
    if (of.closed) return;
    if (found.kind === 'gone') {
      become(of, { how: 'off', why: 'The record is no longer there, or you may not see it.' });
      return later(of, checkEveryMs);
    }
    if (found.kind === 'read') {
      of.first ??= found.fields;
      of.since = found.since;
      await proposals.recordMoved({ ...of.record, first: of.first, now: found.fields });
    }
    become(of, { how: of.stopListening ? 'told' : 'asked', why: null });
    later(of, pauseMs(of, used));
  }

  function fail(of: Held, cause: unknown): void {
    const problem: Problem | null = cause instanceof ProblemError ? cause.problem : null;
    if (!problem) parts.log('a record could not be watched', cause);
    if (problem?.kind === 'not-connected') orgs.doubt(of.record.org);
    become(of, { how: 'off', why: problem?.message ?? 'Salesforce could not be asked.' });
    later(of, sparingMs);
  }

  function close(key: string, of: Held): void {
    of.closed = true;
    of.cancelTimer?.();
    of.stopListening?.();
    held.delete(key);
  }

  return {
    open(record, changed) {
      const key = keyOf(record);
      const of = held.get(key) ?? begin(record);
      if (!held.has(key)) {
        held.set(key, of);
        later(of, passedMs);
      }
      of.listeners.add(changed);
      return () => {
        of.listeners.delete(changed);
        if (of.listeners.size === 0 && !of.closed) close(key, of);
      };
    },
    state: (record) => held.get(keyOf(record))?.watching ?? beginning,
    stop() {
      for (const [key, of] of held) close(key, of);
      for (const stream of streams.values()) stream.close();
      streams.clear();
    },
  };
}

const beginning: Watching = { how: 'asked', why: null };

function begin(record: WatchedRecord): Held {
  return {
    record,
    watching: beginning,
    listeners: new Set(),
    first: null,
    since: null,
    looking: false,
    again: false,
    connection: null,
    stopListening: null,
    cancelTimer: null,
    closed: false,
  };
}

function keyOf({ org, object, id }: WatchedRecord): string {
  return `${org} ${object} ${id}`;
}

function shareUsed(connection: SalesforceConnection): number {
  const usage = connection.apiUsage();
  return usage ? usage.used / usage.limit : 0;
}

function pauseMs({ stopListening }: Held, used: number): number {
  if (stopListening) return checkEveryMs;
  return used >= sparingFrom ? sparingMs : askEveryMs;
}
