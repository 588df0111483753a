import type { AnswerOutcome } from '../../../shared/model/answer.ts';
import type { ToolAnswer, ToolAsk } from '../../platforms/platform.ts';
import { oneLine, type Told } from './answer-words.ts';

/** What matters most of several: nothing is done while a part of it is not. */
const order: readonly AnswerOutcome[] = ['refused', 'failed', 'rejected', 'pending', 'done'];

/** The one answer to a tool call, also where two proposals came of it. */
export function joinAnswers(ask: ToolAsk, reference: string, told: readonly Told[]): ToolAnswer {
  const [first, ...others] = told;
  const joined = others.length > 0;
  return {
    ask,
    outcome: order.find((each) => told.some(({ outcome }) => outcome === each)) ?? 'pending',
    text: joined ? oneLine(told.map(({ text }) => text).join(' ')) : (first?.text ?? ''),
    reference,
    // What was asked for leads; the rest fills in.
    values: Object.assign({}, ...others.map(({ values }) => values), first?.values),
    ...(first?.handsOver && { handsOver: true }),
  };
}

/** The answer to what was not even proposed. */
export function refusalOf(ask: ToolAsk, why: string): ToolAnswer {
  return { ask, outcome: 'refused', text: oneLine(why), reference: null, values: {} };
}
