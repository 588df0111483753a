import type { Call } from '../../../shared/model/call.ts';
import { type DerivedOutcome, sentiment } from '../../../shared/model/outcome.ts';
import type { Utterance } from '../../../shared/model/utterance.ts';
import { deriveDisposition } from './derive-disposition.ts';
import { deriveSentiment } from './derive-sentiment.ts';
import { deriveSummary } from './derive-summary.ts';

/** A call that is over, and what its agent asked to be logged of it. */
export type EndedCall = {
  call: Pick<Call, 'startedAt' | 'endedAt' | 'endReason' | 'transfers' | 'analysis'>;
  /** Final turns in their order. */
  said: readonly Utterance[];
  /** What the agent itself asked to log; null where it did not. */
  asked: { disposition: string | null; summary: string | null } | null;
};

type Analysis = EndedCall['call']['analysis'];

/** What became of a call: by its platform's own analysis, else by its agent, else by rules from what was said. */
export function deriveOutcome(of: EndedCall): DerivedOutcome {
  const { analysis } = of.call;
  return {
    disposition:
      inWords(analysis?.disposition ?? extracted(analysis, /^(?:call[ _-]?)?(?:disposition|outcome)$/i), 'platform') ??
      inWords(of.asked?.disposition, 'agent') ??
      deriveDisposition(of),
    sentiment: sentimentTold(analysis) ?? deriveSentiment(of.said),
    summary: inWords(analysis?.summary, 'platform') ?? inWords(of.asked?.summary, 'agent') ?? deriveSummary(of.said),
    seconds: { value: secondsOf(of), from: 'call', reasons: [], utterances: [] },
  };
}

/** What an agent's builder let the platform extract under a name of their own. */
function extracted(analysis: Analysis, name: RegExp): string | null {
  return Object.entries(analysis?.values ?? {}).find(([key]) => name.test(key))?.[1] ?? null;
}

function sentimentTold(analysis: Analysis): DerivedOutcome['sentiment'] | null {
  const told = sentiment.safeParse(
    analysis?.sentiment ??
      extracted(analysis, /^(?:(?:user|caller|customer|call)[ _-]?)?sentiment$/i)
        ?.trim()
        .toLowerCase(),
  );
  return told.success ? { value: told.data, from: 'platform', reasons: [], utterances: [] } : null;
}

function inWords(
  text: string | null | undefined,
  from: 'platform' | 'agent',
): DerivedOutcome['summary' | 'disposition'] | null {
  const value = text?.trim() ?? '';
  return value === '' ? null : { value, from, reasons: [], utterances: [] };
}

/** A call that was replayed fast took as long as its words did. */
function secondsOf({ call, said }: EndedCall): number {
  const clock = (call.endedAt ?? call.startedAt) - call.startedAt;
  const spoken = Math.max(0, ...said.map(({ startMs, endMs }) => endMs ?? startMs ?? 0));
  return Math.round(Math.max(clock, spoken, 0) / 1000);
}
