import { afterCode, progressOf, withResults } from '../../../shared/model/change-set.ts';
import type { Payload } from '../../../shared/model/payload.ts';
import { type Problem, toProblem } from '../../../shared/model/problem.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import type { StoreTransaction } from '../../store/open-store.ts';
import { loadProposal, proposalsOfCall } from '../proposal-store.ts';

type Reader = Pick<StoreTransaction, 'selectFrom'>;

/** How things stand with what a proposal comes after. */
export type PrecedentsState =
  | { kind: 'done'; records: ReadonlyMap<string, string> }
  /** It is sent when they are written. */
  | { kind: 'coming'; problem: Problem }
  /** One of them will not be written as it stands. */
  | { kind: 'lost'; problem: Problem };

/** Looks at the proposals that come first; nothing is sent until each of them has its record. */
export async function precedentsState(db: Reader, of: Pick<Proposal, 'after'>): Promise<PrecedentsState> {
  const records = new Map<string, string>();
  const coming: Proposal[] = [];
  for (const { proposal: id, reference } of of.after ?? []) {
    const first = (await loadProposal(db, id))?.proposal;
    if (!first) return { kind: 'lost', problem: toProblem('not-found', `${reference} does not exist any more.`) };
    if (first.status.state === 'written' && first.status.result.record.id === '') {
      return { kind: 'lost', problem: notOne(first, first.status.result.record.name) };
    }
    if (first.status.state === 'written') records.set(id, first.status.result.record.id);
    else if (progressOf(first) === 'lost') return { kind: 'lost', problem: lost(first) };
    else coming.push(first);
  }
  const [next] = coming;
  return next ? { kind: 'coming', problem: waiting(next) } : { kind: 'done', records };
}

/** A payload as it is sent: the records it needs, in the place of what stood for them when it was approved. */
export function sentPayload(
  of: Pick<Proposal, 'after'>,
  payload: Payload,
  records: ReadonlyMap<string, string>,
): Payload {
  const after = of.after ?? [];
  return after.length === 0 ? payload : { ...payload, fields: withResults(payload.fields, after, records) };
}

/** Proposals that come after this one and are not settled yet, oldest first. */
export async function followersOf(db: Reader, of: Pick<Proposal, 'id' | 'call'>): Promise<Proposal[]> {
  if (of.call === null) return [];
  return (await proposalsOfCall(db, of.call))
    .map(({ proposal }) => proposal)
    .filter(({ after, status }) => {
      const isOpen = ['waiting', 'approved', 'uncertain'].includes(status.state);
      return isOpen && after?.some(({ proposal }) => proposal === of.id);
    });
}

function waiting({ reference, actionLabel, status }: Proposal): Problem {
  const what = status.state === 'waiting' ? 'which is not decided yet' : 'which is on its way';
  return toProblem('conflict', `It comes after ${reference} ${actionLabel}, ${what}.`, {
    next: 'wait',
    code: afterCode,
  });
}

function notOne({ reference, actionLabel }: Proposal, found: string): Problem {
  const message = `It comes after ${reference} ${actionLabel}, which found ${found} and not one record.`;
  return toProblem('conflict', message, { next: 'edit', code: afterCode });
}

function lost({ reference, actionLabel, status }: Proposal): Problem {
  const why = 'problem' in status && status.problem ? `: ${status.problem.message}` : '.';
  const what = status.state === 'failed' ? 'was refused by Salesforce' : `was ${status.state}`;
  return toProblem(
    'conflict',
    `It comes after ${reference} ${actionLabel}, which ${what}${why} Nothing of this was sent.`,
    { next: 'reload-record', code: afterCode },
  );
}
