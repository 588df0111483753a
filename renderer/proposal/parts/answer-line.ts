import type { ProposalClock } from '../../../shared/contract/clock-view.ts';
import type { Answer, AnswerDoor } from '../../../shared/model/answer.ts';
import { assertNever } from '../../../shared/model/assert-never.ts';

/** What a card says of an answer: how it stands, the words that were said, and whether to look. */
export type AnswerLine = { words: string; said: string | null; tone: 'quiet' | 'amber' | 'red'; at: number | null };

const doorWords: Record<AnswerDoor, string> = {
  hold: 'as its answer in the call',
  'late-door': 'later, in the live call',
  callback: 'at its callback address',
  mcp: 'as the result of its tool',
  'asked-for': 'when it asked again',
  'follow-up': 'by a person',
};

/** What became of telling the agent, given the clock of its card; null where that says it already. */
export function answerLine(of: Answer, held: ProposalClock['state'] | null): AnswerLine | null {
  const door = of.door === null ? '' : `, ${doorWords[of.door]}`;
  switch (of.state) {
    case 'owed':
      return owedLine(held);
    case 'sending':
      return { words: `The agent is being told${door}`, said: of.said, tone: 'quiet', at: of.saidAt };
    case 'arrived':
      return { words: `The agent was told${door}`, said: of.said, tone: 'quiet', at: of.saidAt };
    case 'refused':
      return {
        words: `The agent could not be told${because(of.why)} It is a follow-up now.`,
        said: of.said,
        tone: 'red',
        at: of.settledAt,
      };
    case 'unreachable':
      return {
        words: `The agent could not be told yet${because(of.why)} It is tried again.`,
        said: of.said,
        tone: 'amber',
        at: of.saidAt,
      };
    case 'uncertain':
      return {
        words: `The agent may have been told${door}: nobody can say, and it was not said twice.`,
        said: of.said,
        tone: 'amber',
        at: of.saidAt,
      };
    case 'given-up':
      return {
        words:
          of.door === 'follow-up'
            ? `The agent is not told any more${because(of.why)} It is a follow-up.`
            : `The agent was not told${because(of.why)}`,
        said: of.said,
        tone: 'amber',
        at: of.settledAt,
      };
    default:
      return assertNever(of.state);
  }
}

function owedLine(held: ProposalClock['state'] | null): AnswerLine | null {
  const line = (words: string): AnswerLine => ({ words, said: null, tone: 'quiet', at: null });
  // The clock says it.
  if (held === 'caller-waiting' || held === 'parked') return null;
  if (held === 'caller-gone') return line('The caller is gone: what comes of it becomes a follow-up.');
  return line('The agent is owed what comes of it.');
}

/** Whether what is told of it may change by itself. */
export function isUnsettled(of: Pick<Answer, 'state'>): boolean {
  return of.state === 'sending' || of.state === 'unreachable';
}

function because(why: string | null): string {
  return why ? `: ${why.replace(/[.\s]+$/, '')}.` : '.';
}
