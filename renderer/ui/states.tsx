import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Problem } from '../../shared/model/problem.ts';
import { Note } from './note.tsx';
import style from './states.module.css';

/** Nothing here yet: what will appear, and how to make it. */
export function Empty(props: { title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className={style.empty}>
      <div>
        <strong>{props.title}</strong>
        {props.children ? <p>{props.children}</p> : null}
      </div>
      {props.actions ? <div className={style.emptyActions}>{props.actions}</div> : null}
    </div>
  );
}

/** Something is being read; seen only if it takes longer than 200 ms. */
export function Skeleton(props: { of: string; lines?: number }) {
  const lines = Array.from({ length: props.lines ?? 6 }, (_, line) => line);
  return (
    <div className={style.skeleton} aria-busy="true">
      {lines.map((line) => (
        <div key={line} className={style.bar} />
      ))}
      <span className="sr-only">Reading {props.of}</span>
    </div>
  );
}

/** It did not work: what happened, what to do. */
export function Failed(props: { problem: Problem; actions?: ReactNode }) {
  return (
    <div role="alert">
      <Note tone="red" actions={props.actions}>
        {props.problem.message}
      </Note>
    </div>
  );
}

/** The heading of a section, with how many there are. */
export function SectionLabel(props: { children: ReactNode; count?: number }) {
  return (
    <h2 className={style.sectionLabel}>
      <span>{props.children}</span>
      {props.count === undefined ? null : <span className={style.sectionCount}>{props.count}</span>}
    </h2>
  );
}

/** Offers what came in while nothing was allowed to move. */
export function NewPill(props: { at: 'top' | 'above' | 'bottom'; onPress: () => void; children: ReactNode }) {
  return (
    <UnstyledButton className={style.pill} data-at={props.at} onClick={props.onPress}>
      {props.children}
    </UnstyledButton>
  );
}
