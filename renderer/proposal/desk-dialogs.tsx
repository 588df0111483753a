import type { Proposal } from '../../shared/model/proposal.ts';
import type { Desk } from '../desk/use-desk.ts';
import { EditDialog } from './edit-dialog.tsx';
import { RejectDialog } from './reject-dialog.tsx';

/** What a desk asks before a decision: how to edit, or why to reject. */
export function DeskDialogs(props: { desk: Desk; find: (id: string) => Proposal | undefined }) {
  const { desk } = props;
  const of = desk.dialog ? props.find(desk.dialog.proposal) : undefined;
  if (!desk.dialog || !of) return null;
  if (desk.dialog.kind === 'edit') {
    return <EditDialog of={of} onApprove={(opened, edits) => desk.approve(opened, edits)} onClose={desk.closeDialog} />;
  }
  return (
    <RejectDialog of={of} onReject={(rejection) => desk.rejectBecause(of, rejection)} onClose={desk.closeDialog} />
  );
}
