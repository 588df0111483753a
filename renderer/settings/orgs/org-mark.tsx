import type { OrgColour } from '../../../shared/contract/org-views.ts';
import type { Org } from '../../../shared/model/org.ts';
import { environmentWords } from './org-words.ts';
import style from './orgs.module.css';

/** The mark of an org's colour; production's is a square in a red frame. */
export function OrgDot(props: { colour: OrgColour; environment?: Org['environment'] }) {
  return (
    <span
      className={style.dot}
      data-colour={props.colour}
      data-environment={props.environment ?? 'sandbox'}
      aria-hidden="true"
    />
  );
}

/** What kind of org it is; production cannot be mistaken for anything else. */
export function EnvironmentTag(props: { environment: Org['environment'] }) {
  return (
    <span className={style.environment} data-environment={props.environment}>
      {environmentWords[props.environment]}
    </span>
  );
}
