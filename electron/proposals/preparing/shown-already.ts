import type { Proposal } from '../../../shared/model/proposal.ts';
import type { Prepared } from '../proposal-event.ts';

/** Whether only the console's own rules asked for it: nobody waits for an answer. */
export function isOnlySuggested(of: Pick<Proposal, 'askers'>): boolean {
  return of.askers.every((each) => each.kind === 'suggestion');
}

/** Whether Salesforce has every one of its values already. */
export function hasNothingToWrite(of: Proposal, prepared: Pick<Prepared, 'values' | 'base'>): boolean {
  if (of.operation !== 'update' || !prepared.base) return false;
  const { fields } = prepared.base;
  return prepared.values.every(({ field, value }) => (fields[field] ?? null) === (value === '' ? null : value));
}

/** Whether making ready again found nothing that the card does not show already. */
export function isShownAlready(of: Proposal, prepared: Prepared): boolean {
  if (prepared.current || of.current !== null || of.status.state !== 'waiting' || of.status.conflict !== null)
    return false;
  const seen = (shot: Proposal['base']) => shot && { ...shot, readAt: 0 };
  const shown = ({
    values,
    record,
    candidates,
    consequences,
    base,
    readiness,
    after,
    atOnce,
    recordMatch,
    like,
  }: Shown) =>
    JSON.stringify([
      values,
      record,
      candidates ?? [],
      consequences ?? [],
      seen(base),
      readiness,
      after ?? [],
      atOnce ?? null,
      recordMatch ?? null,
      like ?? [],
    ]);
  return shown(of) === shown(prepared);
}

type Shown = Pick<
  Proposal,
  | 'values'
  | 'record'
  | 'candidates'
  | 'consequences'
  | 'base'
  | 'readiness'
  | 'after'
  | 'atOnce'
  | 'recordMatch'
  | 'like'
>;

/** Whether it is worth another look: not ready, for a reason that no edit mends. */
export function needsPreparing(of: Proposal): boolean {
  if (of.readiness.state === 'preparing' || of.readiness.state === 'needs-record') return true;
  if (of.readiness.state !== 'blocked') return false;
  return of.readiness.problem.next !== 'edit';
}
