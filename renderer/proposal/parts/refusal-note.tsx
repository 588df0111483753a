import type { Proposal } from '../../../shared/model/proposal.ts';
import { useDecisions } from '../../desk/decisions.tsx';
import { Note } from '../../ui/note.tsx';
import { Press } from '../../ui/press.tsx';

/** Why the last thing asked for was not done, here or by the console; writing to production for the first time is confirmed here. */
export function RefusalNote(props: { of: Proposal; hindrance: string | null }) {
  const decisions = useDecisions();
  const refusal = decisions.refusal(props.of.id);
  if (!refusal) {
    return <div role="alert">{props.hindrance === null ? null : <Note tone="amber">{props.hindrance}</Note>}</div>;
  }
  const toConfirm = refusal.code === 'confirm-production';
  const isAsking = toConfirm || refusal.code === 'pace';
  return (
    <div role="alert">
      <Note
        tone={isAsking ? 'amber' : 'red'}
        actions={
          toConfirm ? (
            <Press tone="danger" onPress={() => void decisions.confirmProduction(props.of)}>
              Yes, write to production
            </Press>
          ) : null
        }
      >
        {refusal.message}
      </Note>
    </div>
  );
}
