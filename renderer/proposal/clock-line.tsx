import { UnstyledButton } from '@mantine/core';
import type { ProposalClock } from '../../shared/contract/clock-view.ts';
import { isAccessToken } from '../../shared/model/access-token.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { useLine } from '../client/console-context.tsx';
import { useDecisions } from '../desk/decisions.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { timeLeft, timeOfDay } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import style from './card-clock.module.css';

type ClockLineProps = { of: Proposal; clock: ProposalClock | null; selected: boolean; onExtend: () => void };

/** What the clock means: who waits and until when, what nobody can move, and what can: the proposal's own end. */
export function ClockLine(props: ClockLineProps) {
  const { of, clock } = props;
  const now = useNow();
  if (!clock) return null;
  const { state, heldUntil, platformLimit, expiresAt } = clock;
  const waits = state === 'caller-waiting' && heldUntil !== null;
  if (!waits && expiresAt === null) return null;
  return (
    <div className={style.line}>
      <span>
        {waits ? <span className={style.waits}>{waitsWords(heldUntil, now)} </span> : null}
        {waits && platformLimit !== null
          ? `The platform gives up at ${timeOfDay(platformLimit, true)}; nobody can move that. `
          : null}
        {state === 'parked' ? 'The agent was told that it waits. ' : null}
        {expiresAt === null ? null : <Ends at={expiresAt} reminded={of.remindedAt !== undefined} now={now} />}
      </span>
      {expiresAt === null || isAccessToken(of) ? null : (
        <MoreTime of={of} selected={props.selected} onExtend={props.onExtend} />
      )}
    </div>
  );
}

function waitsWords(heldUntil: number, now: number): string {
  return heldUntil > now
    ? 'The caller waits: decided in time, the agent hears it as its answer.'
    : 'The time to answer is over: the agent is being told that it waits.';
}

/** Near its end it says so once more, and what comes of it. */
function Ends({ at, reminded, now }: { at: number; reminded: boolean; now: number }) {
  if (at <= now) return 'Its time is over.';
  const words = `Ends undecided in ${timeLeft(at - now)}.`;
  if (!reminded) return words;
  return (
    <span className={style.waits}>{words} Nothing is approved then; whoever asked is told that nobody decided.</span>
  );
}

function MoreTime(props: { of: Proposal; selected: boolean; onExtend: () => void }) {
  const busy = useDecisions().busy(props.of.id);
  const offline = useLine().state !== 'open';
  const refused = busy || offline;
  return (
    <UnstyledButton
      className={style.more}
      aria-disabled={refused || undefined}
      aria-keyshortcuts={props.selected ? 'M' : undefined}
      onClick={() => !refused && props.onExtend()}
    >
      A day more
      <KeyHint unseen={!props.selected}>M</KeyHint>
    </UnstyledButton>
  );
}
