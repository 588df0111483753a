import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import type { Evidence } from '../../shared/model/evidence.ts';
import type { Utterance } from '../../shared/model/utterance.ts';
import { useEvidences } from './evidence-pointer.tsx';
import style from './transcript.module.css';
import { UtteranceRow } from './utterance-row.tsx';

type UtteranceListProps = {
  utterances: readonly Utterance[];
  marked: ReadonlyMap<string, readonly Evidence[]>;
  /** What stands below an utterance. */
  below: (utterance: string) => ReactNode;
};

const noEvidence: Evidence[] = [];

/** All that was said, for a call of usual length: the browser's own search finds every word of it. */
export function UtteranceList(props: UtteranceListProps) {
  return (
    <ol className={style.list}>
      {props.utterances.map((each) => (
        <UtteranceRow key={each.id} utterance={each} marked={props.marked.get(each.id) ?? noEvidence}>
          {props.below(each.id)}
        </UtteranceRow>
      ))}
    </ol>
  );
}

const beyondView = 20;
const farEnd = 1e9;
const linePx = 21;
const aroundPx = 10;
const lettersInLine = 60;
const abovePx = 14;
const belowPx = 18;

/** A very long call: only what is in view is drawn, so that a word said costs the same at its end as at its start. */
export function WindowedList(props: UtteranceListProps) {
  const { utterances } = props;
  const list = useRef<HTMLOListElement>(null);
  const latest = useRef(utterances);
  latest.current = utterances;
  // The same function every time: with another, all places would be worked out anew each time it is drawn.
  const keyOf = useCallback((index: number) => latest.current[index]?.id ?? index, []);
  const rows = useVirtualizer({
    count: utterances.length,
    // What it scrolls in, asked of the page: a ref of the parent is not set yet when both are drawn for the first time.
    getScrollElement: () => list.current?.parentElement ?? null,
    estimateSize: (index) =>
      aroundPx + linePx * Math.max(1, Math.ceil((utterances[index]?.text.length ?? 0) / lettersInLine)),
    overscan: beyondView,
    // Drawn first at its end, where the call is followed; else the list would jump to its start, as if the reader had.
    initialOffset: farEnd,
    paddingStart: abovePx,
    paddingEnd: belowPx,
    getItemKey: keyOf,
  });
  usePointedRow(utterances, (index) => rows.scrollToIndex(index, { align: 'auto' }));
  return (
    <ol ref={list} className={style.list} style={{ height: rows.getTotalSize() }} data-windowed>
      {rows.getVirtualItems().map((row) => {
        const utterance = utterances[row.index];
        if (!utterance) return null;
        return (
          <UtteranceRow
            key={row.key}
            utterance={utterance}
            marked={props.marked.get(utterance.id) ?? noEvidence}
            index={row.index}
            top={row.start}
            measure={rows.measureElement}
          >
            {props.below(utterance.id)}
          </UtteranceRow>
        );
      })}
    </ol>
  );
}

/** Words pointed at may stand in a row that is not drawn: it is brought into view, and shows itself from there. */
function usePointedRow(utterances: readonly Utterance[], show: (index: number) => void): void {
  const pointer = useEvidences()?.pointer ?? null;
  useEffect(() => {
    if (!pointer) return;
    return pointer.subscribe(() => {
      const pointed = pointer.pointed();
      const index = pointed ? utterances.findIndex((each) => each.id === pointed.utterance) : -1;
      if (index >= 0) show(index);
    });
  });
}
