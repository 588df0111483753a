import { type FieldValue, type FieldValues, sameFieldValue } from '../../shared/model/field-value.ts';
import type { Proposal } from '../../shared/model/proposal.ts';

/** One field of a record at an earlier decision, and now. */
export type ThenNow = {
  field: string;
  label: string | null;
  type: string | null;
  /** As the record was when it was decided; undefined where there was none yet. */
  before: FieldValue | undefined;
  /** What was decided to write, or was written; undefined where the field was not touched. */
  decided: FieldValue | undefined;
  display: string | null;
  /** undefined where our user may not read it. */
  now: FieldValue | undefined;
  /** It is something else now than the decision left it. */
  changedSince: boolean;
};

/** The fields that Countersign knows of that moment, those it touched first. */
export function compareThenNow(of: Proposal, now: FieldValues | null): ThenNow[] {
  const then = (of.current ?? of.base)?.fields ?? {};
  const touched = of.operation === 'delete' ? [] : of.values.map(({ field }) => field);
  const written = of.status.state === 'written' ? of.status.result.fields : {};
  const seen = [...Object.keys(then), ...(of.operation === 'create' ? Object.keys(written) : [])];
  return [...new Set([...touched, ...seen])].map((field) => {
    const value = of.values.find((each) => each.field === field);
    const decided = touched.includes(field) || field in written ? (written[field] ?? value?.value ?? null) : undefined;
    const left = of.status.state === 'written' && decided !== undefined ? decided : then[field];
    return {
      field,
      label: value?.label ?? null,
      type: value?.type ?? null,
      before: field in then ? then[field] : undefined,
      decided,
      display: value?.display ?? null,
      now: now?.[field],
      changedSince: now !== null && field in now && left !== undefined && !sameFieldValue(left, now[field]),
    };
  });
}
