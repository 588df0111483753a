import { proposal } from '../../shared/model/proposal.ts';
import { fromJson } from '../store/from-json.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import type { EndedCall } from './derive/derive-outcome.ts';
import { logAction } from './outcome-store.ts';

/** What the agent itself asked to be logged of a call, before anybody edited it; null where it asked for nothing. */
export async function askedLog(db: Pick<StoreTransaction, 'selectFrom'>, call: string): Promise<EndedCall['asked']> {
  const rows = await db
    .selectFrom('proposals')
    .select('body')
    .where('call', '=', call)
    .where('action', '=', logAction)
    .orderBy('number', 'desc')
    .execute();
  const asked = rows.flatMap(({ body }) => fromJson(proposal, body).askers).find(({ kind }) => kind === 'agent');
  if (!asked) return null;
  const text = (field: string) => (typeof asked.values[field] === 'string' ? asked.values[field] : null);
  return { disposition: text('CallDisposition'), summary: text('Description') };
}
