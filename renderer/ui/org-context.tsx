import { createContext, type ReactNode, useContext } from 'react';
import type { Org } from '../../shared/model/org.ts';

const OrgContext = createContext<Org | null>(null);

/** Lets values be shown the way the signed-in user's org shows them. */
export function OrgProvider(props: { org: Org | null; children: ReactNode }) {
  return <OrgContext value={props.org}>{props.children}</OrgContext>;
}

/** The org this window is connected to; null while there is none. */
export function useOrg(): Org | null {
  return useContext(OrgContext);
}
