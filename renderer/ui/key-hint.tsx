import style from './press.module.css';

/** The cap of a key, as it is shown on what it does. */
export function KeyHint(props: { children: string }) {
  return (
    <span className={style.hint} aria-hidden="true">
      {props.children}
    </span>
  );
}
