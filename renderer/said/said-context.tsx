import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { SaidView } from '../../shared/model/said-claim.ts';
import { Note } from '../ui/note.tsx';
import { VisibleText } from '../ui/visible-text.tsx';

const SaidContext = createContext<ReadonlyMap<string, SaidView>>(new Map());

/** Lets the cards of a call know what its agent told about them. */
export function SaidProvider(props: { said: readonly SaidView[]; children: ReactNode }) {
  const { said } = props;
  const byProposal = useMemo(
    () =>
      new Map(
        said.flatMap((each) =>
          each.proposal && each.alertAt !== null && each.tense === 'done' ? [[each.proposal.id, each]] : [],
        ),
      ),
    [said],
  );
  return <SaidContext value={byProposal}>{props.children}</SaidContext>;
}

/** On a card: the caller was told already that it is done. */
export function ToldOfCard(props: { proposal: string }) {
  const told = useContext(SaidContext).get(props.proposal);
  if (!told) return null;
  return (
    <Note tone="amber">
      The agent told the caller already: “<VisibleText text={told.words.quote} />
      ”.
    </Note>
  );
}
