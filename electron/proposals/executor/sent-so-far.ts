import { sql } from 'kysely';
import { outboundField, practiceLine, reachesPerson } from '../../../shared/model/outbound.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import type { SentSoFar } from '../../policy/outbound-facts.ts';
import type { StoreTransaction } from '../../store/open-store.ts';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
/** Whoever decides has a day for it at most, and then it may be kept through a night. */
const longestMs = 60 * hourMs;
/** What was approved counts, whether or not it has left yet: a hundred at once are a hundred. */
const states = ['approved', 'writing', 'uncertain', 'written'];

/**
 * How many calls and messages left, or were approved to, before this one. It is read from what is on disk, so that a restart
 * forgets none; what is kept for the morning counts in the hour in which it leaves.
 */
export async function sentSoFar(tx: StoreTransaction, of: Proposal, now: number): Promise<SentSoFar> {
  if (!reachesPerson(of)) return { lastHour: 0, toToday: 0 };
  const to = of.values.find(({ field }) => field === outboundField.to)?.value ?? null;
  const rows = await tx
    .selectFrom('proposals')
    .select([
      'state',
      'number',
      leavesAt.as('at'),
      sql<number>`json_extract(body, '$.status.decision.at')`.as('decided'),
      told(outboundField.to).as('to'),
      told(outboundField.via).as('via'),
    ])
    // As it stands in the index, which SQLite would not see behind parameters.
    .where(sql<boolean>`action IN ('start_call', 'send_message')`)
    .where('created_at', '>', now - longestMs)
    .where('state', 'in', states)
    .where('org', '=', of.org)
    .where('id', '!=', of.id)
    .execute();
  const others = rows.filter((each) => each.via !== practiceLine && isBefore(each, of));
  return {
    lastHour: others.filter(({ at }) => at > now - hourMs).length,
    toToday: to === null ? 0 : others.filter((each) => each.to === to && each.at > now - dayMs).length,
  };
}

/** When it left, or is to. */
const leavesAt = sql<number>`CASE state
  WHEN 'approved' THEN coalesce(json_extract(body, '$.status.sendAt'), json_extract(body, '$.status.decision.at'))
  WHEN 'written' THEN json_extract(body, '$.status.result.at')
  ELSE json_extract(body, '$.status.attempt.startedAt') END`;

function told(field: string) {
  return sql<string | null>`(SELECT json_extract(value, '$.value') FROM json_each(proposals.body, '$.values')
    WHERE json_extract(value, '$.field') = ${field})`;
}

/** Of two that wait to leave, the one that was approved first counts for the other, and not the other way round. */
function isBefore(each: { state: string; decided: number; number: number }, of: Proposal): boolean {
  if (each.state !== 'approved' || of.status.state !== 'approved') return true;
  const apart = each.decided - of.status.decision.at;
  return apart < 0 || (apart === 0 && each.number < Number(of.reference.replace('P-', '')));
}
