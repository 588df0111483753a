import { isAccessToken } from './access-token.ts';
import type { SensitiveSettings } from './deciding.ts';
import { toPayload } from './payload.ts';
import type { Proposal, ProposedValue } from './proposal.ts';

/** Why a proposal takes more than one press: what it does, in words after “it”, and how many people it takes. */
export type Sensitivity = { what: string[]; people: 1 | 2 };

type Found = { what: string; people: 1 | 2 };

/** What is sensitive in a proposal as it would be sent; null where nothing is. */
export function sensitivityOf(of: Proposal, settings: SensitiveSettings): Sensitivity | null {
  const found = [...asWhole(of, settings), ...inFields(of, settings)];
  if (found.length === 0) return null;
  return {
    what: [...new Set(found.map(({ what }) => what))],
    people: found.some(({ people }) => people === 2) ? 2 : 1,
  };
}

/** The same as one sentence. */
export function sensitivityWords({ what }: Sensitivity): string {
  const [last] = what.slice(-1);
  return what.length > 1 ? `It ${what.slice(0, -1).join(', ')} and ${last}.` : `It ${last}.`;
}

function asWhole(of: Proposal, { deletes, tokens }: SensitiveSettings): Found[] {
  if (isAccessToken(of)) return found('gives an access token', tokens);
  return of.operation === 'delete' ? found('deletes the record', deletes) : [];
}

function inFields(of: Proposal, settings: SensitiveSettings): Found[] {
  if (of.operation === 'read' || isAccessToken(of)) return [];
  const named = settings.fields.filter((each) => isSame(each.object, of.object));
  if (of.operation === 'delete') {
    return named.filter(({ field }) => field === '').flatMap(({ care }) => found(`deletes a ${of.objectLabel}`, care));
  }
  const careful = of.values.flatMap((value) => {
    const cares = [usualCare(value, settings), ...named.filter(isOf(value)).map(({ care }) => care)];
    return cares.flatMap((care) => found(`changes ${value.label}`, care)).map((each) => ({ ...each, in: value.field }));
  });
  // The whole list is asked this at once, and most of it has nothing of the kind.
  if (careful.length === 0) return [];
  const sent = toPayload(of).fields;
  return careful.filter((each) => each.in in sent);
}

function isOf(value: ProposedValue) {
  return ({ field }: SensitiveSettings['fields'][number]) => isSame(field, value.field);
}

function usualCare({ field, type }: ProposedValue, { owners, amounts }: SensitiveSettings) {
  if (field === 'OwnerId') return owners;
  return type === 'currency' ? amounts : 'as-usual';
}

/** API names know no case; an empty one stands for any. */
function isSame(wanted: string, name: string): boolean {
  return wanted === '' || wanted.toLowerCase() === name.toLowerCase();
}

function found(what: string, care: SensitiveSettings['owners']): Found[] {
  return care === 'as-usual' ? [] : [{ what, people: care === 'two-people' ? 2 : 1 }];
}
