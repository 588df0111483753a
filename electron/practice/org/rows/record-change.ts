import { recordChangeEvent } from '../cdc/record-change-event.ts';
import { recordEffect } from '../control/effects.ts';
import type { Org, WriteContext } from '../org.ts';
import type { ObjectType } from '../schema/object-type.ts';
import type { SqlRow } from '../store/store.ts';
import { recordHistory } from './field-history.ts';
import { touchRecent } from './recent-rows.ts';
import { indexRow } from './search-index.ts';

/** A write that is about to commit. */
export interface RowChange {
  readonly org: Org;
  readonly context: WriteContext;
  readonly object: ObjectType;
  readonly id: string;
  readonly operation: 'create' | 'update' | 'delete';
  readonly before: SqlRow | undefined;
  readonly after: SqlRow | undefined;
  /** The fields the request named. */
  readonly names: readonly string[];
}

/** Everything that is kept about a write, in the write's own transaction: a rolled back write leaves no trace. */
export function recordChange(change: RowChange): void {
  const { org, context, object, id, after } = change;
  recordEffect(change);
  recordHistory(change);
  recordChangeEvent(change);
  if (after === undefined) return;
  indexRow(org.store, object, after);
  if (change.operation !== 'delete') touchRecent(org, context.session.userId, { id, object: object.name });
}
