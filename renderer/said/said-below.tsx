import type { SaidView } from '../../shared/model/said-claim.ts';
import { Tag } from '../ui/tag.tsx';
import style from './said.module.css';
import { saidTone, saidWord } from './told-words.ts';

/** Below an agent's words: what became of what they say is done, or will be. */
export function SaidBelow(props: { said: readonly SaidView[] }) {
  return (
    <ul className={style.below} aria-label="What became of it">
      {props.said.map((each) => (
        <li key={each.id}>
          <Tag tone={saidTone(each)} title={`“${each.words.quote}”`}>
            {`${each.tense === 'done' ? 'told' : 'promised'}: ${saidWord(each)}`}
          </Tag>
        </li>
      ))}
    </ul>
  );
}
