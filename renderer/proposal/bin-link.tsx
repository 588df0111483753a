import type { Proposal } from '../../shared/model/proposal.ts';
import { reverseOf } from '../../shared/model/undo.ts';
import { Note } from '../ui/note.tsx';
import { useOrg } from '../ui/org-context.tsx';
import { RecordLink } from './record-link.tsx';

/** Where a deleted record is brought back from; nothing for whatever else was written. */
export function BinLink(props: { of: Proposal }) {
  const org = useOrg();
  const reverse = reverseOf(props.of);
  if (reverse.kind !== 'none' || !reverse.inBin) return null;
  return (
    <Note tone="quiet">
      {reverse.why}{' '}
      {org ? <RecordLink url={`${org.instanceUrl}/lightning/o/DeleteEvent/home`} name="Recycle bin" /> : null}
    </Note>
  );
}
