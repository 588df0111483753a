import type { DraftProblem } from '../../shared/contract/automations-contract.ts';
import style from './automations.module.css';

/** What is wrong, each in a line. */
export function Faults({ of }: { of: readonly DraftProblem[] }) {
  return of.map(({ field, message }) => (
    <p key={`${field} ${message}`} className={style.fault}>
      {message}
    </p>
  ));
}
