import { isOutbound } from '../../../shared/model/outbound.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import style from '../proposal-card.module.css';

/** What else will happen, in sentences; a deletion tells it among what goes. */
export function ConsequencesView(props: { of: Proposal }) {
  const { consequences = [], operation } = props.of;
  if (consequences.length === 0 || operation === 'delete') return null;
  const title = isOutbound(props.of) ? 'What will happen' : 'What else will happen';
  return (
    <section className={style.consequences} aria-label={title}>
      <h4>{title}</h4>
      <ul>
        {consequences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}
