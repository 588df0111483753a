import type { Evidence } from '../../shared/model/evidence.ts';
import { type Problem, toProblem } from '../../shared/model/problem.ts';
import type { Utterance } from '../../shared/model/utterance.ts';

/** Words that somebody points at, as they stand in the call; refused where there are none, or where a secret was masked. */
export function checkEvidence(of: Evidence, said: readonly Utterance[]): Evidence | Problem {
  const utterance = said.find(({ id }) => id === of.utterance);
  if (!utterance) return toProblem('not-found', 'These words are none of this call.');
  if (utterance.state !== 'final')
    return toProblem('conflict', 'This is still being said. Wait for the end of the sentence.', { next: 'wait' });
  const { start, end } = of;
  if (!(start >= 0 && start < end && end <= utterance.text.length)) {
    return toProblem('invalid-input', 'These words are none of this call.', { code: 'bad-span' });
  }
  if (utterance.masked.some((span) => span.start < end && start < span.end)) {
    return toProblem('not-allowed', 'A secret was masked in these words. Choose words without it.', { code: 'masked' });
  }
  return { utterance: utterance.id, start, end, quote: utterance.text.slice(start, end) };
}
