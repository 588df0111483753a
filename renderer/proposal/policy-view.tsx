import type { Proposal } from '../../shared/model/proposal.ts';
import { Note } from '../ui/note.tsx';
import { VisibleText } from '../ui/visible-text.tsx';

/** Which rule speaks of a waiting proposal, what it says, and who approved it already where two have to. */
export function PolicyView(props: { of: Proposal }) {
  const { policy, firstApproval } = props.of;
  if (!policy || props.of.status.state !== 'waiting') return null;
  const others = policy.rules.length - 1;
  const two = policy.effect === 'ask-two';
  return (
    <Note tone={two ? 'amber' : 'quiet'}>
      <VisibleText text={policy.why} />
      {others > 0
        ? ` ${others === 1 ? 'One other rule fits' : `${others} other rules fit`} too; the strictest holds.`
        : ''}
      {two ? ` ${approvals(firstApproval)}` : ''}
    </Note>
  );
}

function approvals(first: Proposal['firstApproval']): string {
  if (!first) return 'The first approval sends nothing yet.';
  return `${first.name} approved it as it stands. Somebody else, signed in to Salesforce as another user, has to approve it too.`;
}
