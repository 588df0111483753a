import { type FieldValue, sameFieldValue } from './field-value.ts';
import type { Proposal, ProposedValue } from './proposal.ts';

/** What a proposal would do to one field: blank, cleared and unchanged are told apart. */
export type Change = 'set' | 'changed' | 'cleared' | 'unchanged';

/** One row of a diff. `base` is the record then, `current` now; they differ only after somebody else changed it. */
export type DiffRow = {
  field: string;
  label: string;
  type: string | null;
  base: FieldValue;
  current: FieldValue;
  proposed: FieldValue;
  change: Change;
  /** Somebody else changed this very field to something else than proposed. */
  conflict: boolean;
  value: ProposedValue;
};

/** The field-by-field difference a proposal would make, in the order of its values. */
export function diffProposal(of: Pick<Proposal, 'values' | 'base' | 'current' | 'operation'>): DiffRow[] {
  return of.values.map((value) => {
    const base = of.base?.fields[value.field] ?? null;
    const current = (of.current ?? of.base)?.fields[value.field] ?? null;
    const conflict =
      of.operation === 'update' && !sameFieldValue(base, current) && !sameFieldValue(current, value.value);
    return {
      field: value.field,
      label: value.label,
      type: value.type,
      base,
      current,
      proposed: value.value,
      change: changeOf(current, value.value),
      conflict,
      value,
    };
  });
}

/** Fields that others changed and this proposal does not touch. */
export function changedElsewhere(of: Pick<Proposal, 'values' | 'base' | 'current'>): string[] {
  const { base, current } = of;
  if (!base || !current) return [];
  const touched = new Set(of.values.map((value) => value.field));
  return Object.keys(current.fields).filter(
    (field) => !touched.has(field) && !sameFieldValue(base.fields[field], current.fields[field]),
  );
}

function changeOf(before: FieldValue, after: FieldValue): Change {
  if (sameFieldValue(before, after)) return 'unchanged';
  if (sameFieldValue(after, null)) return 'cleared';
  return sameFieldValue(before, null) ? 'set' : 'changed';
}
