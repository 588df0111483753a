import { type FieldValue, type FieldValues, sameFieldValue } from '../../shared/model/field-value.ts';
import type { Proposal, ProposedValue } from '../../shared/model/proposal.ts';

/** A value a person took on a card instead of the proposed one: another asker's, or the one already in the record. */
export type Choice = {
  field: string;
  value: FieldValue;
  /** What was proposed, and what the record said, when it was taken. */
  insteadOf: FieldValue;
  record: FieldValue;
};

/** Takes a value for one field; the proposed one takes the choice back. */
export function choose(held: readonly Choice[], of: Proposal, field: string, value: FieldValue): readonly Choice[] {
  const proposed = of.values.find((each) => each.field === field);
  if (!proposed) return held;
  const insteadOf = choiceOf(held, of, field)?.insteadOf ?? proposed.value;
  const others = held.filter((each) => each.field !== field);
  if (sameFieldValue(value, insteadOf)) return others;
  return [...others, { field, value, insteadOf, record: recordValue(of, field) }];
}

/** What was taken for a field. It stands only as long as what it was weighed against does. */
export function choiceOf(held: readonly Choice[], of: Proposal, field: string): Choice | null {
  const choice = held.find((each) => each.field === field);
  const proposed = of.values.find((each) => each.field === field);
  if (!choice || !proposed || !sameFieldValue(choice.record, recordValue(of, field))) return null;
  const same = sameFieldValue(proposed.value, choice.insteadOf) || sameFieldValue(proposed.value, choice.value);
  return same ? choice : null;
}

/** The proposal with the taken values in it: what is shown, and what approving it would write. */
export function withChoices(of: Proposal, held: readonly Choice[]): Proposal {
  if (of.status.state !== 'waiting' || !of.values.some(({ field }) => choiceOf(held, of, field))) return of;
  return { ...of, values: of.values.map((value) => taken(value, choiceOf(held, of, value.field))) };
}

/** The taken values as the edits of an approval. */
export function choiceEdits(of: Proposal, held: readonly Choice[]): FieldValues {
  return Object.fromEntries(
    of.values.flatMap(({ field }) => {
      const choice = choiceOf(held, of, field);
      return choice ? [[field, choice.value]] : [];
    }),
  );
}

function taken(value: ProposedValue, choice: Choice | null): ProposedValue {
  if (!choice || sameFieldValue(choice.value, value.value)) return value;
  const source = value.alternatives.find((other) => sameFieldValue(other.value, choice.value));
  return {
    ...value,
    value: choice.value,
    origin: 'edited',
    evidence: source?.evidence ?? null,
    certainty: 'certain',
    reasons: [],
    resolvedFrom: null,
    alternatives: value.alternatives.filter((other) => other !== source),
    invalid: null,
    display: null,
  };
}

function recordValue(of: Proposal, field: string): FieldValue {
  return (of.current ?? of.base)?.fields[field] ?? null;
}
