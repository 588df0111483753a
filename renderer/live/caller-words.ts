import { assertNever } from '../../shared/model/assert-never.ts';
import type { CallerCandidate, CallerMatch } from '../../shared/model/caller-match.ts';
import type { Tone } from '../ui/tag.tsx';

/** Who is calling, in a few words, and whether somebody should look. */
export function callerWords(of: CallerMatch): { words: string; tone: Tone } {
  switch (of.state) {
    case 'looking':
      return { words: 'Looking for the caller in the org', tone: 'quiet' };
    case 'matched':
      return matchedWords(of.person, of.by);
    case 'several':
      return { words: `${of.candidates.length} people fit: who is it?`, tone: 'amber' };
    case 'none':
      return { words: 'Nobody in the org fits: who is it?', tone: 'amber' };
    case 'nobody':
      return { words: 'Nobody in the org, said by a supervisor', tone: 'quiet' };
    case 'unavailable':
      return { words: 'Could not look for the caller', tone: 'red' };
    default:
      return assertNever(of);
  }
}

function matchedWords(person: CallerCandidate, by: 'console' | 'supervisor'): { words: string; tone: Tone } {
  if (by === 'supervisor') return { words: `${person.record.object}, set by a supervisor`, tone: 'teal' };
  const why = person.reasons.length > 0 ? `: ${person.reasons.join(', ')}` : '';
  return {
    words: `${person.record.object}, ${person.certainty}${why}`,
    tone: person.certainty === 'unsure' ? 'amber' : 'teal',
  };
}

/** Everybody who may be the caller, the matched one first. */
export function callerCandidates(of: CallerMatch): readonly CallerCandidate[] {
  if (of.state === 'matched') return [of.person, ...of.others];
  return of.state === 'several' ? of.candidates : [];
}
