import type { ClaimState, SaidView } from '../../shared/model/said-claim.ts';
import type { Tone } from '../ui/tag.tsx';

/** What became of something the agent told, in a word. */
export function saidWord({ state, tense, act, proposal }: SaidView): string {
  if (state === 'done') return proposal ? `done, ${proposal.reference}` : 'done';
  if (state === 'waiting') return proposal?.state === 'failed' ? 'not written' : 'still waits';
  if (state === 'never-asked') return tense === 'done' && act !== 'submit' ? 'not done' : 'not asked for';
  if (proposal?.state === 'expired') return 'not decided in time';
  return proposal?.state === 'undone' ? 'undone' : 'rejected';
}

const tones: Record<ClaimState, Tone> = { done: 'green', waiting: 'quiet', rejected: 'amber', 'never-asked': 'amber' };

/** How loud it is: red where the caller was told that something is done which is not. */
export function saidTone({ state, tense, alertAt }: SaidView): Tone {
  if (alertAt === null) return state === 'done' ? 'green' : 'quiet';
  return tense === 'done' ? 'red' : tones[state];
}

/** What was told and is not so by now, newest last; what somebody said is no claim is not among it. */
export function toldNotDone(said: readonly SaidView[], now: number): SaidView[] {
  return said.filter(({ alertAt }) => alertAt !== null && alertAt <= now);
}

/** What really happened, as a sentence. */
export function whatHappened({ state, proposal }: SaidView): string {
  const what = proposal ? `${proposal.reference} ${proposal.label}` : '';
  if (state === 'never-asked') return 'Nothing in this call asked for it.';
  if (state === 'waiting')
    return proposal?.state === 'failed' ? `${what} was not written.` : `${what} is not written yet.`;
  if (proposal?.state === 'expired') return `${what} was not decided in time.`;
  return proposal?.state === 'undone' ? `${what} was undone.` : `${what} was rejected.`;
}

/** What the agent can be told about it, to be sent as it stands or changed before. */
export function messageToAgent(of: SaidView): string {
  const told = `You told the caller “${of.words.quote}”.`;
  if (of.state === 'waiting')
    return `${told} That is not done yet: it waits for a supervisor. Please tell the caller so.`;
  if (of.state === 'never-asked')
    return `${told} Nothing was asked for. Please ask for it with your tool, or tell the caller that it is not done.`;
  return `${told} That was not done and will not be. Please tell the caller so.`;
}
