import type { WriteClass } from './action.ts';
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
};

/** What came of sending. `unknown` means the answer was lost: it may have happened. */
export type Sent =
  | { kind: 'written'; result: WriteResult }
  | { kind: 'refused'; problem: Problem }
  /** Nothing was written because the record is no longer what the supervisor saw. */
  | { kind: 'conflict'; current: Snapshot; fields: string[] }
  /** Definitely not written, and worth another try without asking again: not connected, locked, rate limited. */
  | { kind: 'not-sent'; problem: Problem; retryAfterMs: number | null }
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

/** Where approved proposals are sent. It never sends anything twice by itself. */
export type Target = {
  send(order: WriteOrder, checkpoint: (name: string) => void): Promise<Sent>;
  settle(order: WriteOrder): Promise<Settled>;
  /** Reads the named fields of a record; null where it does not exist (any more). */
  readRecord(org: string, object: string, id: string, fields: readonly string[]): Promise<Snapshot | null>;
};
