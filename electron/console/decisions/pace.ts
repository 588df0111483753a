import type { Deciding } from '../../../shared/model/deciding.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { changedWords, keepsPace, readingMs } from '../../../shared/model/reading-pace.ts';

/** How long what is decided was wholly on the screen, and whether it was asked for once more already. */
export type Shown = { onScreenMs?: number | undefined; hurried?: boolean | undefined };

/** Throws where an approval comes sooner than what it changes can be read; given once more, it passes. */
export function keepPace(of: readonly Proposal[], deciding: Deciding, { onScreenMs, hurried }: Shown): void {
  if (onScreenMs === undefined || hurried) return;
  const words = of.filter((each) => keepsPace(each, deciding)).reduce((sum, each) => sum + changedWords(each), 0);
  const needed = words === 0 ? 0 : readingMs(words);
  if (onScreenMs >= needed) return;
  const message = `It was on the screen for ${seconds(onScreenMs)} s, and takes ${seconds(needed)} s to read. Nothing was approved yet: approve once more if you have read it.`;
  throw new ProblemError(toProblem('not-allowed', message, { code: 'pace' }));
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
