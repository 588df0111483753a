import { useCallback, useMemo, useRef, useState } from 'react';
import type { FieldValue, FieldValues } from '../../shared/model/field-value.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { type Choice, choiceEdits, choiceOf, choose, withChoices } from './choices.ts';

/** What a person took on the cards of this window, before deciding. */
export type Choices = {
  /** Takes a value for one field; the proposed one takes the choice back. */
  take(of: Proposal, field: string, value: FieldValue): void;
  choice(of: Proposal, field: string): Choice | null;
  /** The proposal with the taken values in it. */
  asChosen(of: Proposal): Proposal;
};

const none: readonly Choice[] = [];

/** Keeps what was taken, and tells it as the edits of an approval. */
export function useChoices(): Choices & { editsOf(of: Proposal): FieldValues } {
  const [byProposal, setByProposal] = useState<ReadonlyMap<string, readonly Choice[]>>(new Map());
  // A key can decide before React renders what was just taken.
  const latest = useRef(byProposal);
  const take = useCallback((of: Proposal, field: string, value: FieldValue) => {
    const held = latest.current.get(of.id) ?? none;
    latest.current = new Map(latest.current).set(of.id, choose(held, of, field, value));
    setByProposal(latest.current);
  }, []);
  const editsOf = useCallback((of: Proposal) => choiceEdits(of, latest.current.get(of.id) ?? none), []);
  return useMemo(
    () => ({
      take,
      editsOf,
      choice: (of, field) => choiceOf(byProposal.get(of.id) ?? none, of, field),
      asChosen: (of) => withChoices(of, byProposal.get(of.id) ?? none),
    }),
    [byProposal, take, editsOf],
  );
}
