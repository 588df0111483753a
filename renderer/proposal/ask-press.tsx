import type { CallDoorsView, ProposalClock } from '../../shared/contract/clock-view.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { useLine } from '../client/console-context.tsx';
import { useKeys } from '../desk/keys.tsx';
import { Press } from '../ui/press.tsx';

type AskPressProps = {
  of: Proposal;
  /** The way to the agent, or why there is none; null while that is not known, absent where nobody looks for it. */
  door: CallDoorsView['tell'] | null | undefined;
  clock: ProposalClock | null;
  selected: boolean;
  /** Asked where it cannot be, the reason is told on the card. */
  onAsk: (why: string | null) => void;
};

/** Asks the agent back, where its platform can hear it. */
export function AskPress({ of, door, clock, selected, onAsk }: AskPressProps) {
  const offline = useLine().state === 'open' ? null : 'Reconnecting: asking waits until the console is back.';
  const why = offline ?? (clock?.asksItself ? null : whyNotAsk(of, door ?? null));
  const shown = (of.call !== null && door !== undefined) || of.askers.some(({ kind }) => kind === 'agent');
  useKeys(selected && shown ? { ask: () => onAsk(why) } : {});
  if (!shown) return null;
  return (
    <Press
      hint="Y"
      hintElsewhere={!selected}
      refusedBecause={why}
      onPress={() => onAsk(null)}
      onRefused={() => onAsk(why)}
    >
      Ask
    </Press>
  );
}

function whyNotAsk(of: Proposal, door: CallDoorsView['tell'] | null): string | null {
  if (of.call === null) return 'The agent cannot be asked: it named no call, and does not ask what came of it.';
  if (!door) return 'Looking for the way to the agent.';
  return door.open ? null : `The agent cannot be asked: ${door.why ?? 'its platform has no way into a live call.'}`;
}
