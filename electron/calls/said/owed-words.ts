import { assertNever } from '../../../shared/model/assert-never.ts';
import type { SaidView } from '../../../shared/model/said-claim.ts';

/** What is owed to a caller who was told something that is not so. */
export function owedWords({ words, tense, state, proposal }: SaidView): string {
  const told = `The agent ${tense === 'done' ? 'told' : 'promised'} the caller: “${words.quote}”.`;
  const what = proposal ? `${proposal.reference} ${proposal.label}` : '';
  switch (state) {
    case 'waiting':
      return `${told} ${what} still waits: approve it, or tell the caller that it is not done.`;
    case 'rejected':
      return `${told} ${what} ${rejectedWord(proposal?.state ?? '')}: tell the caller, or propose it anew.`;
    case 'never-asked':
      return `${told} Nothing in the call asked for it: propose it, or tell the caller.`;
    case 'done':
      return `${told} It is done.`;
    default:
      return assertNever(state);
  }
}

function rejectedWord(state: string): string {
  if (state === 'expired') return 'was not decided in time';
  return state === 'undone' ? 'was undone' : 'was rejected';
}
