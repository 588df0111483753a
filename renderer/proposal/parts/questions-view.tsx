import type { Proposal } from '../../../shared/model/proposal.ts';
import { dayAndTime } from '../../ui/times.ts';
import { useNow } from '../../ui/use-now.tsx';
import { VisibleText } from '../../ui/visible-text.tsx';
import style from './answers-view.module.css';

const mostShown = 4;

/** What was asked of the agent about a proposal, when, and whether it arrived. */
export function QuestionsView(props: { of: Proposal }) {
  const { questions = [] } = props.of;
  const now = useNow();
  if (questions.length === 0) return null;
  return (
    <ul className={style.answers} aria-label="What the agent was asked">
      {questions.slice(-mostShown).map(({ text, by, at, why, heardAt }) => (
        <li key={at} className={style.answer} data-tone={why === null ? 'quiet' : 'amber'}>
          <span>
            {why === null ? `${by} asked the agent` : `${by} asked, and it did not reach the agent`},{' '}
            {dayAndTime(at, now)}
            {heardAt === null ? ': it hears it when it next asks what came of this' : null}
            {heardAt ? `: it heard it ${dayAndTime(heardAt, now)}` : null}
            {why === null ? null : (
              <>
                : <VisibleText text={why} />
              </>
            )}
          </span>
          <q className={style.said}>
            <VisibleText text={text} />
          </q>
        </li>
      ))}
    </ul>
  );
}
