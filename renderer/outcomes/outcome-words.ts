import type { DerivedOutcome, OutcomePart, Sentiment } from '../../shared/model/outcome.ts';
import type { Tone } from '../ui/tag.tsx';

/** Moods in words. */
export const sentimentWords: Record<Sentiment, string> = {
  positive: 'Positive',
  neutral: 'Neutral',
  negative: 'Negative',
};

/** The colour that goes with a mood, beside its word. */
export const sentimentTone: Record<Sentiment, Tone> = { positive: 'green', neutral: 'quiet', negative: 'red' };

/** The parts of an outcome in words. */
export const partWords: Record<OutcomePart, string> = {
  disposition: 'Disposition',
  sentiment: 'Sentiment',
  summary: 'Summary',
  seconds: 'Length',
};

/** Who made a part out. */
export const fromWords: Record<DerivedOutcome['summary']['from'], string> = {
  platform: 'by the platform',
  agent: 'by the agent in the call',
  transcript: 'from what was said',
  call: 'from the call itself',
};

/** The colour of a disposition that is one of the usual ones. */
export function dispositionTone(disposition: string): Tone {
  if (/^resolved$/i.test(disposition)) return 'green';
  if (/^(?:not resolved|abandoned)$/i.test(disposition)) return 'red';
  return /^(?:follow-up|transferred|unclear)/i.test(disposition) ? 'amber' : 'quiet';
}

/** Where the log of a call stands, in a few words; null where there is none. */
export function logWords(log: string | null): { words: string; tone: Tone } | null {
  switch (log) {
    case null:
      return null;
    case 'written':
      return { words: 'Logged', tone: 'green' };
    case 'waiting':
      return { words: 'Log waits', tone: 'amber' };
    case 'failed':
      return { words: 'Log refused', tone: 'red' };
    case 'uncertain':
      return { words: 'Logged or not?', tone: 'red' };
    default:
      return { words: 'Being logged', tone: 'amber' };
  }
}
