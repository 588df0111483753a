import { mostOutcomes, type OutcomeRow } from '../../shared/contract/outcomes-contract.ts';
import { Note } from '../ui/note.tsx';
import { phoneText } from '../ui/phone-text.ts';
import { Press } from '../ui/press.tsx';
import { SectionLabel } from '../ui/states.tsx';
import { Tag } from '../ui/tag.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './outcome-panel.module.css';
import { dispositionTone } from './outcome-words.ts';
import { TranscriptChoice } from './transcript-choice.tsx';
import type { Review } from './use-review.ts';

type PickedPanelProps = {
  rows: readonly OutcomeRow[];
  review: Review;
  /** Their logs are being proposed. */
  writing: boolean;
  onWrite: () => void;
  onDone: () => void;
  onFlag: () => void;
  onAssign: () => void;
  onClear: () => void;
};

const namesShown = 40;

/** Several calls that were picked, and what is done about all of them: at the end of a shift, say. */
export function PickedPanel(props: PickedPanelProps) {
  const { rows, review } = props;
  const tooMany = rows.length > mostOutcomes ? `At most ${mostOutcomes} at once.` : null;
  const whyNot = review.hindered ?? tooMany;
  const groups = Map.groupBy(rows, ({ disposition }) => disposition);
  const unreviewed = rows.filter(({ reviewed }) => !reviewed).length;
  return (
    <section className={style.panel} aria-label="Picked calls">
      <SectionLabel count={rows.length}>Picked</SectionLabel>
      <div className={style.presses}>
        <Press
          tone="primary"
          hint="L"
          refusedBecause={whyNot ?? (props.writing ? 'They are being proposed.' : null)}
          onPress={props.onWrite}
        >
          Write back {rows.length}
        </Press>
        <Press hint="D" refusedBecause={whyNot} onPress={props.onDone}>
          Reviewed
        </Press>
        <Press hint="F" refusedBecause={whyNot} onPress={props.onFlag}>
          Flag
        </Press>
        <Press hint="O" refusedBecause={whyNot} onPress={props.onAssign}>
          Assign
        </Press>
        <Press tone="quiet" hint="Esc" onPress={props.onClear}>
          Clear
        </Press>
        <TranscriptChoice />
      </div>
      {unreviewed > 0 ? <Note tone="amber">{unreviewed} of them nobody has reviewed yet.</Note> : null}
      {[...groups].map(([disposition, of]) => (
        <div key={disposition} className={style.group}>
          <Tag tone={dispositionTone(disposition)}>
            {disposition} · {of.length}
          </Tag>
          <p className={style.quiet}>
            <VisibleText
              text={of
                .slice(0, namesShown)
                .map(({ name }) => phoneText(name))
                .join(', ')}
            />
            {of.length > namesShown ? ` and ${of.length - namesShown} more` : null}
          </p>
        </div>
      ))}
    </section>
  );
}
