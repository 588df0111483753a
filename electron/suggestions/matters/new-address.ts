import { addressesIn, type HeardAddress } from '../extract/addresses.ts';
import type { Heard } from '../extract/heard.ts';
import { placesIn } from '../extract/places.ts';
import { referencesIn } from '../extract/references.ts';
import type { Hearing } from '../reading/hearing.ts';
import { confirmedOf, settle } from './settle.ts';

/** The address that stands, in parts: completed by what was told after it, with a part corrected later in its place. */
export function newAddress(hearing: Hearing, from: number): Heard[] {
  const standing = standingAddress(hearing, addressesIn(hearing, from));
  if (!standing) return [];
  const told = [...standing.parts, ...toldAfter(hearing, standing)];
  return (['street', 'city', 'state', 'postal-code', 'country'] as const).flatMap(
    (detail) =>
      settle(
        told.filter((heard) => heard.detail === detail),
        hearing.turns,
      ) ?? [],
  );
}

/** City, state and postal code that were asked for, or corrected, behind the street. */
function toldAfter(hearing: Hearing, standing: HeardAddress): Heard[] {
  const codes = referencesIn(hearing).filter((heard) => heard.detail === 'postal-code' && heard.turn > standing.turn);
  const asked = placesIn(hearing).filter(
    ({ turn }) =>
      turn > standing.turn && hearing.turns[turn]?.asked.some((topic) => topic === 'city' || topic === 'postal-code'),
  );
  return [...codes, ...asked];
}

function standingAddress({ turns }: Hearing, given: readonly HeardAddress[]): HeardAddress | null {
  let standing: HeardAddress | null = null;
  for (const address of given) {
    const said = { ...address, parts: address.parts.map((part) => confirmedOf(part, turns)) };
    standing = standing ? laterAddress(standing, said, turns) : said;
  }
  return standing;
}

/** A later address replaces the one that stands where it corrects it, and completes it where it is the same street. */
function laterAddress(standing: HeardAddress, later: HeardAddress, turns: Hearing['turns']): HeardAddress {
  const [before] = standing.parts;
  const [street] = later.parts;
  if (!before || !street) return standing;
  if (String(before.value).toLowerCase() === String(street.value).toLowerCase()) {
    const known = new Set(standing.parts.map(({ detail }) => detail));
    return { ...standing, parts: [...standing.parts, ...later.parts.filter(({ detail }) => !known.has(detail))] };
  }
  const settled = settle([before, { ...street, detail: before.detail }], turns);
  if (settled?.turn !== later.turn) return standing;
  return {
    ...later,
    parts: later.parts.map((part) => (part === street ? { ...settled, detail: street.detail } : part)),
  };
}
