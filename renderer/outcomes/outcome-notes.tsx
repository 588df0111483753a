import { Textarea, UnstyledButton } from '@mantine/core';
import { type RefObject, useState } from 'react';
import { longestRemark, type Outcome } from '../../shared/model/outcome.ts';
import { Press } from '../ui/press.tsx';
import { SectionLabel } from '../ui/states.tsx';
import { dayAndTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.tsx';
import { VisibleText } from '../ui/visible-text.tsx';
import style from './outcome-panel.module.css';

type OutcomeNotesProps = {
  of: Outcome;
  field: RefObject<HTMLTextAreaElement | null>;
  hindered: string | null;
  onAdd: (text: string) => Promise<boolean>;
  onRemove: (note: string) => void;
};

/** What supervisors noted about a call, for each other. */
export function OutcomeNotes({ of, field, hindered, onAdd, onRemove }: OutcomeNotesProps) {
  const [text, setText] = useState('');
  const now = useNow();
  const add = async () => {
    if (text.trim() === '' || hindered) return;
    if (await onAdd(text.trim())) setText('');
  };
  return (
    <>
      <SectionLabel count={of.notes.length}>Notes</SectionLabel>
      <ul className={style.notes}>
        {of.notes.map((each) => (
          <li key={each.id} className={style.note}>
            <p className={style.value}>
              <VisibleText text={each.text} />
            </p>
            <p className={style.because}>
              {each.by}, {dayAndTime(each.at, now)}{' '}
              <UnstyledButton className={style.link} onClick={() => onRemove(each.id)}>
                Remove<span className="sr-only"> this note</span>
              </UnstyledButton>
            </p>
          </li>
        ))}
      </ul>
      <div className={style.noteForm}>
        <Textarea
          ref={field}
          aria-label="A note about this call"
          placeholder="A note, for those who look at this call after you"
          autosize
          minRows={1}
          maxRows={6}
          maxLength={longestRemark}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void add();
          }}
        />
        <Press
          hint="Ctrl+Enter"
          refusedBecause={hindered ?? (text.trim() === '' ? 'Write something first.' : null)}
          onPress={() => void add()}
        >
          Add note
        </Press>
      </div>
    </>
  );
}
