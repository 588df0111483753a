import type { DiffRow } from '../../../shared/model/diff.ts';
import { VisibleText } from '../../ui/visible-text.tsx';
import { type DiffRun, sharedPart, wordDiff } from '../../ui/word-diff.ts';
import style from './value-view.module.css';
import { type FieldPlace, ValueView } from './value-view.tsx';

const shortLength = 22;
const longLength = 48;
const alikeEnough = 0.35;

/** What a proposal does to one field: the old value struck, the new one beside or below it. */
export function ChangeView(props: { row: DiffRow; place: FieldPlace; create: boolean }) {
  const { row, place, create } = props;
  const words = wordsOf(row);
  if (words) return <WordChange before={words.before} after={words.after} />;
  const display = row.value.display;
  if (create) return <ValueView place={place} value={row.proposed} display={display} tone="new" />;
  if (row.change === 'unchanged') return <ValueView place={place} value={row.current} display={display} />;
  return (
    <div className={style.pair} data-stacked={isLong(row) || undefined}>
      <ValueView place={place} value={row.current} tone="old" />
      {isLong(row) ? null : (
        <span className={style.arrow} aria-hidden="true">
          →
        </span>
      )}
      <span className="sr-only"> becomes </span>
      <ValueView place={place} value={row.proposed} display={display} tone="new" blank="cleared" />
    </div>
  );
}

function isLong(row: DiffRow): boolean {
  return [row.current, row.proposed].some((value) => String(value ?? '').length > shortLength);
}

function wordsOf(row: DiffRow): { before: DiffRun[]; after: DiffRun[] } | null {
  const { current, proposed } = row;
  if (row.change !== 'changed' || typeof current !== 'string' || typeof proposed !== 'string') return null;
  if (current.length < longLength && proposed.length < longLength) return null;
  const runs = wordDiff(current, proposed);
  return sharedPart(runs.before) >= alikeEnough || sharedPart(runs.after) >= alikeEnough ? runs : null;
}

function WordChange(props: { before: readonly DiffRun[]; after: readonly DiffRun[] }) {
  return (
    <>
      <del className={style.old}>
        <div className={style.long}>
          <Runs runs={props.before} />
        </div>
      </del>
      <span className="sr-only"> becomes </span>
      <ins className={style.new}>
        <div className={style.long}>
          <Runs runs={props.after} />
        </div>
      </ins>
    </>
  );
}

function Runs(props: { runs: readonly DiffRun[] }) {
  let offset = 0;
  return props.runs.map((run) => {
    offset += run.text.length;
    return (
      <span key={offset} className={run.kind === 'changed' ? style.word : undefined}>
        <VisibleText text={run.text} />
      </span>
    );
  });
}
