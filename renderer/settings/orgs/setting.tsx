import type { ReactNode } from 'react';
import style from './orgs.module.css';

/** One setting to make in Salesforce: under its name there, what it has to be, and why. */
export function Setting(props: { name: string; to?: string; note?: string; children?: ReactNode }) {
  return (
    <div className={style.setting}>
      <dt>{props.name}</dt>
      <dd>
        {props.to ? <b>{props.to}</b> : null}
        {props.children}
        {props.note ? <p className={style.quiet}>{props.note}</p> : null}
      </dd>
    </div>
  );
}
