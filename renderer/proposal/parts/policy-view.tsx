import { useState } from 'react';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { Note } from '../../ui/note.tsx';
import { Press } from '../../ui/press.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { SecondPersonDialog } from '../dialogs/second-person-dialog.tsx';

/** Which rule speaks of a waiting proposal, what it says, and who approved it already where two have to. */
export function PolicyView(props: { of: Proposal }) {
  const { policy, firstApproval } = props.of;
  const [signing, sign] = useState(false);
  if (!policy || props.of.status.state !== 'waiting') return null;
  const others = policy.rules.length - 1;
  const two = policy.effect === 'ask-two';
  const signs = two && firstApproval ? <Press onPress={() => sign(true)}>Second person signs in</Press> : null;
  return (
    <Note tone={two ? 'amber' : 'quiet'} actions={signs}>
      <VisibleText text={policy.why} />
      {others > 0
        ? ` ${others === 1 ? 'One other rule fits' : `${others} other rules fit`} too; the strictest holds.`
        : ''}
      {two ? ` ${approvals(firstApproval)}` : ''}
      {signing ? <SecondPersonDialog of={props.of} onClose={() => sign(false)} /> : null}
    </Note>
  );
}

function approvals(first: Proposal['firstApproval']): string {
  if (!first) return 'The first approval sends nothing yet.';
  return `${first.name} approved it as it stands. Another user of this org has to sign for it too.`;
}
