import type { DerivedOutcome } from '../../../shared/model/outcome.ts';
import type { Utterance } from '../../../shared/model/utterance.ts';
import { doneWords, matterWords, promiseWords, unableWords } from './cues.ts';

const firstTurns = 6;
/** What was impossible at the start may have been done by the end. */
const endingTurns = 10;
const longestQuote = 240;
const fewestWords = 4;

/** What was said and agreed, in the words of those who said it: nothing is made up. */
export function deriveSummary(said: readonly Utterance[]): DerivedOutcome['summary'] {
  const matter = matterOf(said.filter(({ party }) => party === 'caller').slice(0, firstTurns));
  const ending = said.slice(-endingTurns);
  const ends = [promiseWords, doneWords, unableWords].flatMap(
    (words) => ending.findLast((each) => each.party === 'agent' && words.test(each.text)) ?? [],
  );
  // What is promised and what was done may both hold; the order they were said in tells the story.
  const came = ends.slice(0, 2).toSorted((one, other) => said.indexOf(one) - said.indexOf(other));
  const told = [...new Set([...(matter ? [matter] : []), ...came])];
  return {
    value: told.map(quoted).join(' '),
    from: 'transcript',
    reasons: told.length > 0 ? ['in their own words'] : ['nothing was said that sums it up'],
    utterances: told.map(({ id }) => id),
  };
}

/** The turn that says most of what it is about. */
function matterOf(turns: readonly Utterance[]): Utterance | null {
  const weighed = turns.map((turn) => {
    const words = turn.text.split(/\s+/).length;
    const matters = [...turn.text.matchAll(matterWords)].length;
    return { turn, weight: words < fewestWords ? 0 : Math.min(matters, 6) + Math.min(words, 30) / 30 };
  });
  const most = Math.max(0, ...weighed.map(({ weight }) => weight));
  return weighed.find(({ weight }) => weight === most && weight > 0)?.turn ?? null;
}

function quoted({ party, text }: Utterance): string {
  return `${party === 'agent' ? 'Agent' : 'Caller'}: “${telling(text, party === 'agent')}”`;
}

/** The sentences that matter, as many as fit. */
function telling(text: string, ofAgent: boolean): string {
  const sentences = [...new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)].map(({ segment }) =>
    segment.trim(),
  );
  const matters = (sentence: string) =>
    ofAgent
      ? [promiseWords, doneWords, unableWords].some((words) => words.test(sentence))
      : sentence.search(matterWords) >= 0;
  const from = Math.max(0, sentences.findIndex(matters));
  let told = '';
  for (const sentence of sentences.slice(from)) {
    if (told !== '' && told.length + sentence.length > longestQuote) break;
    told = `${told} ${sentence}`.trim();
  }
  return told.length > longestQuote ? `${told.slice(0, longestQuote - 1).trimEnd()}…` : told;
}
