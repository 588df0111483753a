import { isOutbound } from '../../../shared/model/outbound.ts';
import { type Proposal, proposal } from '../../../shared/model/proposal.ts';
import type { RecordRef } from '../../../shared/model/record-ref.ts';
import { fromJson } from '../../store/from-json.ts';
import type { StoreTransaction } from '../../store/open-store.ts';

type Reader = Pick<StoreTransaction, 'selectFrom'>;

const decidedStates: readonly Proposal['status']['state'][] = [
  'approved',
  'writing',
  'uncertain',
  'written',
  'failed',
  'rejected',
  'undone',
];
const mostDecisions = 50;
const mostWritten = 20;

/** Every proposal about a record that was decided, newest first. */
export async function decisionsOn(db: Reader, org: string, record: string): Promise<Proposal[]> {
  const rows = await db
    .selectFrom('proposals')
    .select('body')
    .where('record', '=', record)
    .where('org', '=', org)
    .where('state', 'in', decidedStates)
    .orderBy('number', 'desc')
    .limit(mostDecisions)
    .execute();
  return rows.map(({ body }) => fromJson(proposal, body));
}

/** The records written last, each once, newest first; what was deleted is left out. */
export async function writtenLately(db: Reader, org: string): Promise<{ record: RecordRef; at: number }[]> {
  const rows = await db
    .selectFrom('proposals')
    .select('body')
    .where('state', '=', 'written')
    .where('org', '=', org)
    .orderBy('changed', 'desc')
    // More than are shown: the same record is often written several times in a row.
    .limit(mostWritten * 5)
    .execute();
  const seen = new Map<string, { record: RecordRef; at: number } | null>();
  for (const { body } of rows) {
    const { operation, status } = fromJson(proposal, body);
    if (status.state !== 'written' || operation === 'read' || isOutbound({ operation })) continue;
    if (seen.has(status.result.record.id)) continue;
    const { record, at } = status.result;
    seen.set(record.id, operation === 'delete' ? null : { record, at });
  }
  return [...seen.values()].filter((each) => each !== null).slice(0, mostWritten);
}
