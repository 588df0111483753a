import { memo } from 'react';
import type { OutcomeRow as Row } from '../../shared/contract/outcomes-contract.ts';
import { platformName } from '../../shared/model/platform-name.ts';
import { DoneIcon, FlagIcon } from '../ui/icons.tsx';
import { OrgScope } from '../ui/org-context.tsx';
import { OrgMark } from '../ui/org-mark.tsx';
import { phoneText } from '../ui/phone-text.ts';
import { PickRow } from '../ui/pick-list.tsx';
import { Tag } from '../ui/tag.tsx';
import { clock, dayAndTime, timeOfDay } from '../ui/times.ts';
import { VisibleText } from '../ui/visible-text.tsx';
import { dispositionTone, logWords, sentimentTone, sentimentWords } from './outcome-words.ts';
import style from './outcomes.module.css';

/** Height of a row, in pixels: rows do not differ, so that nothing moves while scrolling. */
export const rowHeightPx = 60;

type OutcomeRowProps = {
  of: Row;
  selected: boolean;
  picked: boolean;
  index: number;
  count: number;
  /** The day, so that those of today need none. */
  now: number;
  onChoose: (call: string) => void;
  onPick: (call: string, how: 'toggle' | 'extend') => void;
};

/** One call that ended, in the list: who, what became of it, and what is still to do. */
export const OutcomeRow = memo(function OutcomeRow(props: OutcomeRowProps) {
  const { of } = props;
  const log = logWords(of.log);
  return (
    <OrgScope id={of.org}>
      <PickRow
        id={`outcome-${of.call}`}
        className={style.row ?? ''}
        of={of.call}
        selected={props.selected}
        picked={props.picked}
        index={props.index}
        count={props.count}
        onChoose={props.onChoose}
        onPick={props.onPick}
      >
        <span className={style.line}>
          <span className={style.who}>
            <OrgMark />
            <VisibleText text={phoneText(of.name)} />
          </span>
          <span className={style.what}>
            <Tag tone={dispositionTone(of.disposition)} title={of.disposition}>
              {of.disposition}
            </Tag>
          </span>
        </span>
        <span className={style.line}>
          <span className={style.quiet}>
            {endedWords(of.endedAt, props.now)} · {clock(of.seconds * 1000)}
            {of.platform ? ` · ${platformName(of.platform)}` : ''}
          </span>
          <span className={style.marks}>
            {of.sentiment === 'neutral' ? null : (
              <span data-tone={sentimentTone[of.sentiment]}>{sentimentWords[of.sentiment]}</span>
            )}
            {of.owed > 0 ? <span data-tone="amber">{of.owed} owed</span> : null}
            {of.flagged ? (
              <span data-tone="amber" title="Flagged">
                <FlagIcon size={14} />
                <span className="sr-only">flagged</span>
              </span>
            ) : null}
            {log ? <span data-tone={log.tone}>{log.words}</span> : null}
            {of.reviewed ? (
              <span data-tone="green" title="Reviewed">
                <DoneIcon size={14} />
                <span className="sr-only">reviewed</span>
              </span>
            ) : null}
          </span>
        </span>
      </PickRow>
    </OrgScope>
  );
});

function endedWords(at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return isToday ? timeOfDay(at) : dayAndTime(at, now);
}
