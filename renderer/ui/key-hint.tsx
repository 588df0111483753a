import style from './press.module.css';

/** The cap of a key, as it is shown on what it does; unseen, it only keeps its place. */
export function KeyHint(props: { children: string; unseen?: boolean }) {
  return (
    <span className={style.hint} data-unseen={props.unseen || undefined} aria-hidden="true">
      {props.children}
    </span>
  );
}
