import type { DerivedOutcome } from '../../../shared/model/outcome.ts';
import type { Utterance } from '../../../shared/model/utterance.ts';
import { gladWords, upsetWords } from './cues.ts';

/** From here on a mood is more than politeness, or a grumble. */
const enough = 1;
/** How a call ends is how it is remembered. */
const lastPart = 0.67;
const lastWeight = 1.5;
const shownWords = 3;

type Felt = { utterance: string; words: string; weight: number };

/** How the caller felt, from the caller's own words. */
export function deriveSentiment(said: readonly Utterance[]): DerivedOutcome['sentiment'] {
  const turns = said.filter(({ party }) => party === 'caller');
  const from = Math.floor(turns.length * lastPart);
  const felt = (words: readonly [RegExp, number][]) =>
    turns.flatMap((turn, index) => feltIn(turn, words, index >= from ? lastWeight : 1));
  const upset = felt(upsetWords);
  const glad = felt(gladWords).filter(({ utterance, words }) => !isDenied(words, upset, utterance));
  const down = sum(upset);
  const up = sum(glad);
  if (down >= enough && down > up) return mood('negative', upset);
  if (up >= enough && up > down) return mood('positive', glad);
  return { value: 'neutral', from: 'transcript', reasons: ['nothing the caller said tells otherwise'], utterances: [] };
}

function feltIn({ id, text }: Utterance, words: readonly [RegExp, number][], factor: number): Felt[] {
  return words.flatMap(([pattern, weight]) =>
    [...text.matchAll(pattern)]
      .filter(({ index }) => !/\b(?:not|n't|no|isn't|wasn't|never)\s+(?:\w+\s+)?$/i.test(text.slice(0, index)))
      .map(([found]) => ({ utterance: id, words: found, weight: weight * factor })),
  );
}

/** “Great, another hour wasted”: next to anger, praise is none. */
function isDenied(words: string, upset: readonly Felt[], utterance: string): boolean {
  return (
    /^(?:great|lovely|wonderful|brilliant|fantastic|perfect)$/i.test(words) &&
    upset.some((each) => each.utterance === utterance && each.weight >= 0.75)
  );
}

function mood(value: 'positive' | 'negative', felt: readonly Felt[]): DerivedOutcome['sentiment'] {
  const most = felt.toSorted((one, other) => other.weight - one.weight).slice(0, shownWords);
  return {
    value,
    from: 'transcript',
    reasons: most.map(({ words }) => `the caller said “${words}”`),
    utterances: [...new Set(most.map(({ utterance }) => utterance))],
  };
}

function sum(felt: readonly Felt[]): number {
  return felt.reduce((total, { weight }) => total + weight, 0);
}
