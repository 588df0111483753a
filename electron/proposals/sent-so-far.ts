import { sql } from 'kysely';
import { outboundField, reachesPerson } from '../../shared/model/outbound.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import type { SentSoFar } from '../policy/outbound-facts.ts';
import type { StoreTransaction } from '../store/open-store.ts';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
const actions = ['start_call', 'send_message'];
/** What was approved counts, whether or not it has left yet: a hundred at once are a hundred. */
const states = ['approved', 'writing', 'uncertain', 'written'];

/** How many calls and messages were made and approved before this one. */
export async function sentSoFar(tx: StoreTransaction, of: Proposal, now: number): Promise<SentSoFar> {
  if (!reachesPerson(of)) return { lastHour: 0, toToday: 0 };
  const to = of.values.find(({ field }) => field === outboundField.to)?.value ?? null;
  const rows = await tx
    .selectFrom('proposals')
    .select([
      'created_at',
      sql<string | null>`(SELECT json_extract(value, '$.value') FROM json_each(proposals.body, '$.values')
      WHERE json_extract(value, '$.field') = ${outboundField.to})`.as('to'),
    ])
    .where('action', 'in', actions)
    .where('created_at', '>', now - dayMs)
    .where('state', 'in', states)
    .where('org', '=', of.org)
    .where('id', '!=', of.id)
    .execute();
  return {
    lastHour: rows.filter(({ created_at }) => created_at > now - hourMs).length,
    toToday: to === null ? 0 : rows.filter((row) => row.to === to).length,
  };
}
