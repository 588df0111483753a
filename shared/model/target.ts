import type { WriteClass } from './action.ts';
import type { FieldValues } from './field-value.ts';
import type { Payload } from './payload.ts';
import type { Problem } from './problem.ts';
import type { Attempt, Snapshot, WriteResult } from './proposal.ts';

/** One write as the executor hands it to a target. */
export type WriteOrder = {
  payload: Payload;
  writeClass: WriteClass;
  attempt: Attempt;
  /** The record as the supervisor saw it; null for a create. */
  seen: Snapshot | null;
  /** What an update wants and the record held already when it was shown: not sent, but to be found there still. */
  held?: FieldValues;
  /** Set for a target that awaits it: resolves once the intent is on disk, rejects where this must not be sent. */
  intended?: Promise<void>;
};

/** What came of sending. `unknown` means the answer was lost: it may have happened. */
export type Sent =
  | { kind: 'written'; result: WriteResult }
  | { kind: 'refused'; problem: Problem }
  /** Nothing was written because the record is no longer what the supervisor saw. */
  | { kind: 'conflict'; current: Snapshot; fields: string[] }
  /** Definitely not written, and worth another try without asking again: not connected, locked, rate limited. */
  | {
      kind: 'not-sent';
      problem: Problem;
      /** Null where time does not help: it waits until somebody connects again. */
      retryAfterMs: number | null;
      /** Next time by itself: it was in the way of others, or others were in its way. */
      alone?: boolean;
      /** The other side broke on it, which may be for good: a write that it cannot take. */
      failing?: boolean;
    }
  | { kind: 'unknown'; problem: Problem };

/** What looking found out about a write whose answer was lost. */
export type Settled =
  | { kind: 'written'; result: WriteResult }
  /** Proved absent: sending again is safe. */
  | { kind: 'absent' }
  | { kind: 'conflict'; current: Snapshot; fields: string[] }
  /** Cannot be told by looking: a person must. */
  | { kind: 'unclear'; problem: Problem }
  /** The other side could not be asked; look again later. */
  | { kind: 'unreachable'; problem: Problem };

/** Writes of one org that go out together, in few requests; each has its own outcome, in the order they were given. */
export type TogetherTarget = {
  /** The classes of write that can. */
  classes: readonly WriteClass[];
  /** How many at once, at most; no two of them about the same record. */
  most: number;
  send(orders: readonly WriteOrder[], checkpoint: (name: string) => void): Promise<Sent[]>;
  settle(orders: readonly WriteOrder[]): Promise<Settled[]>;
};

/** Creates of one org that come after each other: all of them happen, or none. */
export type ChainTarget = {
  classes: readonly WriteClass[];
  /** Those that others may come after. */
  heads: readonly WriteClass[];
  most: number;
  /** Whether these can go so; where not, or where it cannot be told, each goes after the other. */
  fits(orders: readonly WriteOrder[]): Promise<boolean>;
  /** In the order they come after each other; a value that stands for the record of another is put in by the target. */
  send(orders: readonly WriteOrder[], checkpoint: (name: string) => void): Promise<Sent[]>;
};

/** Requests used of those the other side allows in a period; at the limit it refuses everything. */
export type TargetUsage = { used: number; limit: number };

/** Where approved proposals are sent. It never sends anything twice by itself. */
export type Target = {
  send(order: WriteOrder, checkpoint: (name: string) => void): Promise<Sent>;
  settle(order: WriteOrder): Promise<Settled>;
  /** Whether it awaits `intended` before anything that writes leaves, and may read while the intent goes to disk. */
  awaitsIntent?: true;
  /** Absent where everything is sent by itself. */
  together?: TogetherTarget;
  /** Absent where what comes after another is sent after it. */
  chain?: ChainTarget;
  /** What was used so far, by the last answer; null or absent where that is not known. */
  usage?(org: string): TargetUsage | null;
  /** Asks, in one small request, whether an org that refused everything answers again; what hinders it otherwise. */
  probe?(org: string): Promise<Problem | null>;
  /** Reads the named fields of a record; null where it does not exist (any more). */
  readRecord(org: string, object: string, id: string, fields: readonly string[]): Promise<Snapshot | null>;
};
