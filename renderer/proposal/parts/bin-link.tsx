import type { Proposal } from '../../../shared/model/proposal.ts';
import { reverseOf } from '../../../shared/model/undo.ts';
import { Note } from '../../ui/note.tsx';
import { useOrg } from '../../ui/org-context.tsx';
import { RecordLink } from '../record-link.tsx';

/** Where a deleted record is brought back from; nothing for whatever else was written. */
export function BinLink(props: { of: Proposal }) {
  const reverse = reverseOf(props.of);
  if (reverse.kind !== 'none' || !reverse.inBin) return null;
  return (
    <Note tone="quiet">
      {reverse.why} <RecycleBin />
    </Note>
  );
}

/** The recycle bin of the org that a card belongs to. */
export function RecycleBin() {
  const org = useOrg();
  return org ? <RecordLink url={`${org.instanceUrl}/lightning/o/DeleteEvent/home`} name="Recycle bin" /> : null;
}
