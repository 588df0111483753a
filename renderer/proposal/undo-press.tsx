import type { Proposal } from '../../shared/model/proposal.ts';
import { useLine } from '../client/console-context.tsx';
import { useDecisions } from '../desk/decisions.tsx';
import { Press } from '../ui/press.tsx';
import { whyNotUndo } from './why-not.ts';

/** Whether a card offers to take back what was decided. */
export function hasUndo(of: Proposal): boolean {
  return whyNotUndo(of) === null;
}

/** Takes back an approval that was not sent yet; of what was written, proposes the reverse. */
export function UndoPress(props: { of: Proposal; hinted: boolean; onPress: () => void }) {
  const { of, hinted, onPress } = props;
  const offline = useLine().state === 'open' ? null : 'Reconnecting: taking back waits until the console is back.';
  const busy = useDecisions().busy(of.id) ? 'Asked for, waiting for the console.' : null;
  return (
    <Press hint="U" hintElsewhere={!hinted} refusedBecause={offline ?? busy} onPress={onPress} onRefused={onPress}>
      {of.status.state === 'approved' ? 'Cancel' : 'Undo'}
    </Press>
  );
}
