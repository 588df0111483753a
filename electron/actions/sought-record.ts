import type { Action } from '../../shared/model/action.ts';
import type { Call } from '../../shared/model/call.ts';
import type { RequestedValue } from './requested-value.ts';

/** Name under which a request carries the id of the record it is about. */
export const idField = 'Id';

/** Which record a request is about, as far as it says so or the call tells. */
export type SoughtRecord =
  | { kind: 'named'; field: string; values: string[]; reason: string }
  | { kind: 'of-caller'; where: Record<string, string | boolean>; reason: string }
  | { kind: 'unknown' };

/** What to look for; a number comes with the leading zeros that people leave out. */
export function soughtRecord(
  action: Action,
  requested: readonly RequestedValue[],
  caller: Call['caller'] | null,
): SoughtRecord {
  for (const field of namingFields(action)) {
    const named = requested.find((value) => value.field === field);
    const texts = named ? [named.raw, ...named.others.map(({ raw }) => raw)].filter(isName) : [];
    if (named && texts.length > 0) {
      const values = [...new Set(texts.flatMap((text) => (field === idField ? [text.trim()] : spellings(text))))];
      return { kind: 'named', field, values, reason: reasonOf(named, field) };
    }
  }
  const { ofCaller } = action.find ?? { ofCaller: null };
  if (!ofCaller || caller?.state !== 'matched') return { kind: 'unknown' };
  const { record } = caller.person;
  if (record.object !== 'Contact' && record.object !== 'Account') return { kind: 'unknown' };
  const pointer = record.object === 'Contact' ? ofCaller.contact : ofCaller.account;
  return {
    kind: 'of-caller',
    where: { [pointer]: record.id, [ofCaller.closed]: false },
    reason: `the caller's only open ${action.find?.object.toLowerCase()}`,
  };
}

/** Fields of a request that say which record it is about; they are not written. */
export function namingFields(action: Pick<Action, 'find'>): string[] {
  return [idField, ...(action.find?.by.map(({ field }) => field) ?? [])];
}

function isName(raw: unknown): raw is string {
  return typeof raw === 'string' && raw.trim() !== '';
}

function spellings(text: string): string[] {
  const bare = text.trim().replace(/^#|[\s-]/g, '');
  return /^\d{1,7}$/.test(bare) ? [bare.padStart(8, '0'), bare] : [text.trim()];
}

function reasonOf({ evidence, askedBy }: RequestedValue, field: string): string {
  if (field === idField) return 'the record that was asked for by its id';
  return evidence ? 'the number the caller gave' : `the number the ${askedBy === 'agent' ? 'agent' : 'request'} gave`;
}
