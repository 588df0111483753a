import type { ReactNode } from 'react';
import style from './tag.module.css';

/** What a colour means: amber = look, red = refused, green = written, violet = the agent, teal = you. */
export type Tone = 'amber' | 'red' | 'green' | 'violet' | 'teal' | 'quiet';

/** A word on a coloured ground. */
export function Tag(props: { tone?: Tone; children: ReactNode; title?: string }) {
  return (
    <span className={style.tag} data-tone={props.tone ?? 'quiet'} title={props.title}>
      {props.children}
    </span>
  );
}
