import { useEffect } from 'react';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { useDecisions } from '../../desk/decisions.tsx';
import type { Desk } from '../../desk/use-desk.ts';
import { OrgScope } from '../../ui/org-context.tsx';
import { EditDialog } from '../editing/edit-dialog.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { RejectDialog } from './reject-dialog.tsx';

/** What a desk asks before a decision: how to edit, or why to reject. */
export function DeskDialogs(props: { desk: Desk; find: (id: string) => Proposal | undefined }) {
  const { desk } = props;
  const { dialog, closeDialog } = desk;
  const { asChosen } = useDecisions();
  const found = dialog ? props.find(dialog.proposal) : undefined;
  const of = found && asChosen(found);
  // Just taken back to waiting, it may still be listed as refused.
  const decided = of !== undefined && !['waiting', 'failed'].includes(of.status.state);
  useEffect(() => {
    if (decided) closeDialog();
  }, [decided, closeDialog]);

  if (!dialog || !of) return null;
  if (dialog.kind === 'edit') {
    return (
      <OrgScope id={of.org}>
        <EditDialog
          of={of}
          hindrance={desk.hindrance(of)}
          onApprove={(opened, edits) => desk.approve(opened, edits)}
          onClose={closeDialog}
        />
      </OrgScope>
    );
  }
  if (dialog.kind === 'ask') return <AskDialog of={of} onClose={closeDialog} />;
  return (
    <RejectDialog
      of={of}
      hindrance={desk.hindrance(of)}
      onReject={(rejection) => desk.rejectBecause(of, rejection)}
      onClose={closeDialog}
    />
  );
}
