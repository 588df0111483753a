import type { ReactNode } from 'react';
import { DoneIcon, LookIcon, RefusedIcon } from './icons.tsx';
import style from './tag.module.css';

type NoteProps = { tone: 'amber' | 'red' | 'green' | 'quiet'; children: ReactNode; actions?: ReactNode };

/** A sentence with a sign: what happened, and what can be done. */
export function Note(props: NoteProps) {
  return (
    <div className={style.note} data-tone={props.tone}>
      <NoteSign tone={props.tone} />
      <div className={style.noteWords}>
        {props.children}
        {props.actions ? <div className={style.noteActions}>{props.actions}</div> : null}
      </div>
    </div>
  );
}

function NoteSign(props: { tone: NoteProps['tone'] }) {
  if (props.tone === 'red') return <RefusedIcon size={16} />;
  if (props.tone === 'green') return <DoneIcon size={16} />;
  if (props.tone === 'amber') return <LookIcon size={16} />;
  return null;
}
