import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ProposalClock } from '../../../shared/contract/clock-view.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import { useConsole } from '../../client/console-context.tsx';
import { dayAndTime } from '../../ui/times.ts';
import { useNow } from '../../ui/use-now.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import { type AnswerLine, answerLine, isUnsettled } from './answer-line.ts';
import style from './answers-view.module.css';

const againMs = 1_500;
const mostShown = 4;

/** What the agent was told of a proposal, through which door, and whether it arrived. */
export function AnswersView(props: { of: Proposal; clock: ProposalClock | null }) {
  // Only an agent is answered; and one that is replayed from a file has nobody listening.
  const asked = props.of.askers.some((each) => each.kind === 'agent' && each.toolCall !== null);
  return asked ? <Answers {...props} /> : null;
}

function Answers(props: { of: Proposal; clock: ProposalClock | null }) {
  const { of, clock } = props;
  const { query } = useConsole();
  const { data, refetch } = useQuery(
    query.proposals.answers.queryOptions({
      input: { proposal: of.id },
      refetchInterval: ({ state }) => (state.data?.some(isUnsettled) ? againMs : false),
    }),
  );
  const held = clock?.state;
  // A card is sent anew whenever something was told of it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above: what changes is the card, not what is asked
  useEffect(() => {
    void refetch();
  }, [of, held, refetch]);
  const lines = (data ?? []).flatMap((each) => {
    const line = answerLine(each, held ?? null);
    return line ? [{ id: each.id, line }] : [];
  });
  if (lines.length === 0) return null;
  return (
    <ul className={style.answers} aria-label="What the agent was told">
      {lines.slice(-mostShown).map(({ id, line }) => (
        <AnswerRow key={id} line={line} />
      ))}
    </ul>
  );
}

function AnswerRow(props: { line: AnswerLine }) {
  const { words, said, tone, at } = props.line;
  const now = useNow();
  return (
    <li className={style.answer} data-tone={tone}>
      <span>
        <VisibleText text={words} />
        {at === null ? null : `, ${dayAndTime(at, now)}`}
      </span>
      {said === null ? null : (
        <q className={style.said}>
          <VisibleText text={said} />
        </q>
      )}
    </li>
  );
}
