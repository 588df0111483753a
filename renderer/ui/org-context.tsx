import { createContext, type ReactNode, useContext } from 'react';
import type { Org } from '../../shared/model/org.ts';

const OrgContext = createContext<Org | null>(null);
const OrgsContext = createContext<readonly Org[]>([]);

/** Lets values be shown the way the signed-in user's org shows them. */
export function OrgProvider(props: { org: Org | null; orgs?: readonly Org[]; children: ReactNode }) {
  return (
    <OrgsContext value={props.orgs ?? []}>
      <OrgContext value={props.org}>{props.children}</OrgContext>
    </OrgsContext>
  );
}

/** What is inside belongs to this org: its values, describes and records are the ones meant. */
export function OrgScope(props: { id: string; children: ReactNode }) {
  const around = useContext(OrgContext);
  const org = useContext(OrgsContext).find((each) => each.id === props.id) ?? around;
  return <OrgContext value={org}>{props.children}</OrgContext>;
}

/** The org that what is shown here belongs to; null while there is none. */
export function useOrg(): Org | null {
  return useContext(OrgContext);
}

/** Every org in use. */
export function useOrgs(): readonly Org[] {
  return useContext(OrgsContext);
}

/** Whether more than one org is in use, so that each thing has to say which is its own. */
export function useSeveralOrgs(): boolean {
  return useContext(OrgsContext).length > 1;
}

/** One of the orgs in use; null where it is none of them. */
export function useOrgNamed(id: string | null): Org | null {
  return useContext(OrgsContext).find((each) => each.id === id) ?? null;
}
