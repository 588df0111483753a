import { sameFieldValue } from '../../shared/model/field-value.ts';
import { isWaiting, type Proposal } from '../../shared/model/proposal.ts';

/** A proposal that was written and that a waiting one asks for once more: the same action with the same words; null where there is none. */
export function writtenBefore(of: Proposal, others: readonly Proposal[]): Proposal | null {
  if (!isWaiting(of)) return null;
  return (
    others.find((other) => other.id !== of.id && other.status.state === 'written' && asksTheSame(of, other)) ?? null
  );
}

function asksTheSame(of: Proposal, other: Proposal): boolean {
  if (of.action !== other.action || of.record?.id !== other.record?.id) return false;
  const said = of.values.filter((value) => value.origin !== 'fixed' && value.origin !== 'defaulted');
  return (
    said.length > 0 &&
    said.every(({ field, value }) =>
      other.values.some((each) => each.field === field && sameFieldValue(each.value, value)),
    )
  );
}
