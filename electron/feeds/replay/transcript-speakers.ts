import type { Party, PartyRole } from '../../../shared/model/call.ts';
import { numberOfLabel, roleOfLabel } from './speaker-role.ts';

/** Tells which part each speaker of a transcript plays: by the label, by a party's name, by position, or by who spoke first. */
export function roleOfSpeakers(
  labels: readonly (string | null)[],
  parties: readonly Party[],
  dialogParties: readonly number[],
): (label: string | null) => PartyRole {
  const distinct = [...new Set(labels.filter((label) => label !== null))];
  const known = new Map(distinct.map((label) => [label, toldRole(label, parties, dialogParties)]));
  const taken = new Set(known.values());
  // Nobody says who is who: whoever answers speaks first, and that is the agent's side.
  const free: PartyRole[] = (['agent', 'caller'] as const).filter((role) => !taken.has(role));
  for (const label of distinct) {
    if (known.get(label) === null) known.set(label, free.shift() ?? 'other');
  }
  return (label) => (label === null ? 'other' : (known.get(label) ?? 'other'));
}

function toldRole(label: string, parties: readonly Party[], dialogParties: readonly number[]): PartyRole | null {
  const name = label.trim().toLowerCase();
  const named = parties.find((party) => party.name?.toLowerCase() === name);
  if (named) return named.role;
  const number = numberOfLabel(label);
  if (number !== null) return parties[dialogParties[number] ?? -1]?.role ?? null;
  return roleOfLabel(label);
}
