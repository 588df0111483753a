import { Link } from 'wouter';
import type { OutcomeView } from '../../shared/contract/outcomes-contract.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { dueWords } from '../follow-ups/due-words.ts';
import { stateTone, stateWord } from '../proposal/status-words.ts';
import { SectionLabel } from '../ui/states.tsx';
import { useNow } from '../ui/use-now.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './outcome-panel.module.css';

/** What was proposed in the call and what became of it, and what is owed to the caller. */
export function OutcomeFacts(props: { view: OutcomeView; proposals: readonly Proposal[] }) {
  const { view, proposals } = props;
  const now = useNow();
  const owed = view.followUps;
  return (
    <>
      <SectionLabel count={proposals.length}>Proposed in the call</SectionLabel>
      {proposals.length === 0 ? <p className={style.none}>Nothing was proposed.</p> : null}
      <ul className={style.facts}>
        {proposals.map((each) => (
          <li key={each.id}>
            <Link
              className={style.fact}
              to={`/live/${encodeURIComponent(view.row.call)}/${encodeURIComponent(each.id)}`}
            >
              <span className={style.factName}>
                {each.actionLabel}
                {each.record ? (
                  <span className={style.quiet}>
                    {' '}
                    <VisibleText text={each.record.name} />
                  </span>
                ) : null}
              </span>
              <span className={style.factState} data-tone={stateTone(each)}>
                {stateWord(each)}
                {wasEdited(each) ? ', edited' : ''}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {owed.length > 0 ? (
        <>
          <SectionLabel count={owed.length}>Promised to the caller</SectionLabel>
          <ul className={style.facts}>
            {owed.map((each) => {
              const due = dueWords(each, now);
              return (
                <li key={each.id} className={style.owed}>
                  <span className={style.factName}>
                    <VisibleText text={each.what} />
                  </span>
                  <span className={style.factState} data-tone={each.doneAt === null ? due.tone : 'green'}>
                    {due.words}
                  </span>
                </li>
              );
            })}
          </ul>
          <Link className={style.link} to="/approvals/follow-ups">
            All follow-ups
          </Link>
        </>
      ) : null}
    </>
  );
}

function wasEdited({ status }: Proposal): boolean {
  return 'decision' in status && status.decision.kind === 'edited';
}
