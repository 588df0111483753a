import type { Party, PartyRole } from '../../../shared/model/call.ts';
import { toLabel } from '../../platforms/plain-text.ts';
import { roleOfLabel } from './speaker-role.ts';
import { type VconParty, vconParty } from './vcon-shape.ts';

const mostParties = 50;

/** The parties of a vCon in their own order: other parts refer to them by index. */
export function readParties(raw: readonly unknown[]): Party[] {
  const told = raw.slice(0, mostParties).map((each) => vconParty.safeParse(each).data ?? null);
  const roles = withCaller(told.map(toldRole));
  return roles.map((role, index) => toParty(told[index] ?? null, role ?? 'other'));
}

function toldRole(party: VconParty | null): PartyRole | null {
  return roleOfLabel(party?.role ?? '') ?? roleOfLabel(party?.meta?.role ?? '');
}

// Without roles the first party is the one who called, as in the draft's own examples; whoever is left beside a caller is the agent.
function withCaller(roles: (PartyRole | null)[]): (PartyRole | null)[] {
  const filled = roles.includes('caller') ? [...roles] : fillFirst(roles, 'caller');
  return filled.includes('agent') ? filled : fillFirst(filled, 'agent');
}

function fillFirst(roles: readonly (PartyRole | null)[], role: PartyRole): (PartyRole | null)[] {
  const first = roles.indexOf(null);
  return roles.map((each, index) => (index === first ? role : each));
}

function toParty(told: VconParty | null, role: PartyRole): Party {
  return {
    role,
    name: toLabel(told?.name),
    phone: toPhone(told?.tel),
    email: toLabel((told?.mailto ?? told?.email)?.replace(/^mailto:/i, '')),
  };
}

/** A number as it stands, without `tel:` and, where it is international, without punctuation (E.164). */
export function toPhone(raw: string | null | undefined): string | null {
  const label = toLabel(raw?.replace(/^tel:/i, ''), 40);
  return label && /^\+[\d\s().-]+$/.test(label) ? `+${label.replaceAll(/\D/g, '')}` : label;
}
