import { isAccessToken } from '../../shared/model/access-token.ts';
import { assertNever } from '../../shared/model/assert-never.ts';
import { diffProposal } from '../../shared/model/diff.ts';
import { otherSide } from '../../shared/model/other-side.ts';
import { turnedAway } from '../../shared/model/outbound.ts';
import type { Proposal, Readiness } from '../../shared/model/proposal.ts';
import { secondLook } from '../../shared/model/record-match.ts';
import { reverseOf } from '../../shared/model/undo.ts';

/** Why a proposal cannot be approved as it stands; null where it can. */
export function whyNotApprove(of: Proposal): string | null {
  if (of.status.state === 'failed') return `${refusedBy(of)} Fix it first (E), or take it back to waiting.`;
  if (of.status.state === 'uncertain') return 'Say first whether it was written.';
  if (of.status.state !== 'waiting') return 'It is not waiting for a decision.';
  const unready = whyNotReady(of.readiness) ?? secondLook(of);
  if (unready) return unready;
  const invalid = of.values.find((value) => value.invalid !== null);
  if (invalid) return `${invalid.label} cannot be sent as it is. Edit it first.`;
  const rows = diffProposal(of);
  if (of.operation === 'update' && rows.every((row) => row.change === 'unchanged')) {
    return 'The record already says so: nothing would change. Reject it as already done.';
  }
  return null;
}

/** Why a proposal cannot be edited; null where it can. */
export function whyNotEdit(of: Proposal): string | null {
  if (of.status.state === 'failed' && !isAccessToken(of)) return null;
  if (of.status.state !== 'waiting') return 'It is not waiting for a decision.';
  if (of.undoes) return 'An undo puts back all that was written, or nothing.';
  if (of.operation === 'delete') return 'There is nothing to edit in a deletion.';
  if (isAccessToken(of)) return 'There is nothing to edit in a request for an access token.';
  return of.readiness.state === 'blocked' ? null : whyNotReady(of.readiness);
}

/** Why a proposal cannot be rejected; null where it can. */
export function whyNotReject(of: Proposal): string | null {
  if (of.status.state === 'failed') return 'Take it back to waiting first, then reject it.';
  return of.status.state === 'waiting' ? null : 'It is not waiting for a decision.';
}

/** Why what was decided cannot be taken back; null where it can. */
export function whyNotUndo(of: Proposal): string | null {
  if (of.status.state === 'approved') return null;
  if (of.status.state === 'writing') return 'It is being sent. It can be undone once it is written.';
  const reverse = reverseOf(of);
  return reverse.kind === 'none' ? reverse.why : null;
}

function refusedBy(of: Proposal): string {
  const isOurs = of.status.state === 'failed' && of.status.problem.code === turnedAway;
  return isOurs ? 'It was not sent.' : `${otherSide(of)} refused it.`;
}

function whyNotReady(readiness: Readiness): string | null {
  switch (readiness.state) {
    case 'ready':
      return null;
    case 'preparing':
      return 'The record is still being read.';
    case 'needs-record':
      return 'Say first which record it is about.';
    case 'blocked':
      return readiness.problem.message;
    default:
      return assertNever(readiness);
  }
}
