import { useEffect, useRef } from 'react';
import type { CallerPanel } from '../../shared/contract/caller-contract.ts';
import type { Call } from '../../shared/model/call.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { useCallerPanel } from '../proposal/use-caller-panel.ts';

/** What the org knows of who calls now; read anew when the caller is another, or something of the call was written. */
export function useKnownCaller(
  call: Call,
  proposals: readonly Proposal[],
): { known: CallerPanel | null; problem: unknown; again: () => void } {
  const matched = call.caller.state === 'matched' ? call.caller.person.record.id : null;
  const answer = useCallerPanel(call.id, matched !== null);
  const { refetch } = answer;
  const written = proposals.flatMap(({ status }) => (status.state === 'written' ? [status.result.at] : []));
  const stamp = `${matched} ${written.join(' ')}`;
  const seen = useRef(stamp);
  useEffect(() => {
    if (seen.current === stamp) return;
    seen.current = stamp;
    if (matched !== null) void refetch();
  }, [stamp, matched, refetch]);
  // Of another caller nothing is shown, not even for a moment.
  const known = answer.data?.record?.id === matched ? (answer.data ?? null) : null;
  return { known, problem: known ? null : answer.error, again: () => void refetch() };
}
