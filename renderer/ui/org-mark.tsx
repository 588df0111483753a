import type { OrgColour } from '../../shared/contract/org-views.ts';
import type { Org } from '../../shared/model/org.ts';
import { useOrg, useSeveralOrgs } from './org-context.tsx';
import style from './org-mark.module.css';

const environmentWords: Record<Org['environment'], string> = {
  practice: 'Practice',
  sandbox: 'Sandbox',
  production: 'Production',
};

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
export function EnvironmentTag(props: { environment: Org['environment']; title?: string }) {
  return (
    <span className={style.environment} data-environment={props.environment} title={props.title}>
      {environmentWords[props.environment]}
    </span>
  );
}

/** Which org something belongs to; nothing while there is only one. */
export function OrgMark() {
  const org = useOrg();
  const several = useSeveralOrgs();
  return org && several ? <EnvironmentTag environment={org.environment} title={org.name} /> : null;
}
