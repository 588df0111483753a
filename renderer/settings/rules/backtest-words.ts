import type { BacktestProgress } from '../../../shared/contract/rules-contract.ts';
import type { RuleEffect } from '../../../shared/model/policy-verdict.ts';

/** What a backtest found, in a sentence or two. */
export function backtestWords(effect: RuleEffect, told: BacktestProgress): string {
  const of = `${told.done.toLocaleString('en')} ${told.done === 1 ? 'decision' : 'decisions'}`;
  const failed = told.failed > 0 ? ` It could not be asked about ${told.failed}.` : '';
  if (told.done === 0) return 'Nobody decided anything here yet: there is nothing to compare it with.';
  if (effect === 'auto-approve') return passed(told, of) + failed;
  const would = { block: 'blocked', 'ask-two': 'asked two people about', ask: 'asked a person about' }[effect];
  const agreed = told.approved + told.edited;
  return `It would have ${would} ${told.matched} of ${of}. People approved ${agreed} of those and rejected ${told.rejected}.${failed}`;
}

function passed({ matched, edited, rejected }: BacktestProgress, of: string): string {
  if (matched === 0) return `It would have passed none of ${of}.`;
  if (edited + rejected === 0) return `It would have passed ${matched} of ${of}. People approved every one as it was.`;
  return `It would have passed ${matched} of ${of}. Of those, people edited ${edited} and rejected ${rejected}:`;
}
