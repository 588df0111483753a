import { isAccessToken } from './access-token.ts';
import { type FieldValues, sameFieldValue } from './field-value.ts';
import { toPayload } from './payload.ts';
import type { Proposal, WriteResult } from './proposal.ts';
import type { RecordRef } from './record-ref.ts';

/** What would take a write back, or why nothing does. */
export type Reverse =
  /** The fields we wrote get back what they held before. */
  | { kind: 'restore'; record: RecordRef; before: FieldValues; written: FieldValues }
  /** What we made goes. */
  | { kind: 'delete'; record: RecordRef; written: FieldValues }
  | { kind: 'none'; why: string; inBin?: true };

/** What would take back what was written for a proposal. */
export function reverseOf(of: Proposal): Reverse {
  const { status } = of;
  if (status.state === 'undone') return none('It was undone already.');
  if (status.state !== 'written') return none('Nothing of it was written.');
  if (of.undoes) return none(`It is itself what undid ${of.undoes.reference}. Propose the change anew.`);
  if (isAccessToken(of)) return none('An access token is revoked, not undone.');
  switch (of.operation) {
    case 'read':
      return none('Reading changed nothing.');
    case 'delete':
      return { ...none('The recycle bin keeps it for 15 days; it is brought back from there.'), inBin: true };
    case 'create':
      return reverseOfCreate(of, status.result);
    case 'update':
      return reverseOfUpdate(of, status.result);
    default:
      return none('What went out cannot be called back.');
  }
}

function reverseOfCreate(of: Proposal, { record, fields, settled }: WriteResult): Reverse {
  if (record.id === '') return none('It is not known which record was made.');
  // What is named by its nature may have been there before we asked for it.
  if (of.writeClass === 'natural-key' && settled) {
    return none('It was found in Salesforce when it was written, and may be older than that.');
  }
  if (of.object === 'ContentVersion') return none('A file is deleted in Salesforce, with all its versions.');
  return { kind: 'delete', record: { ...record, object: of.object }, written: fields };
}

function reverseOfUpdate(of: Proposal, { record, fields }: WriteResult): Reverse {
  const seen = (of.current ?? of.base)?.fields ?? {};
  const sent = toPayload(of).fields;
  const names = Object.keys(sent);
  const unknown = names.find((name) => !(name in seen));
  if (unknown !== undefined) return none(`What ${labelOf(of, unknown)} held before was not read.`);
  if (names.length === 0) return none('Nothing was changed by it.');
  return {
    kind: 'restore',
    record: of.record ?? record,
    before: Object.fromEntries(names.map((name) => [name, seen[name] ?? null])),
    written: Object.fromEntries(names.map((name) => [name, (name in fields ? fields[name] : sent[name]) ?? null])),
  };
}

function none(why: string): Extract<Reverse, { kind: 'none' }> {
  return { kind: 'none', why };
}

function labelOf(of: Proposal, field: string): string {
  return of.values.find((value) => value.field === field)?.label ?? field;
}

/** Fields that are no longer what we wrote, and not what they were before either. */
export function changedSince(written: FieldValues, before: FieldValues | null, now: FieldValues): string[] {
  return Object.keys(written).filter(
    (name) => !sameFieldValue(now[name], written[name]) && !(before && sameFieldValue(now[name], before[name])),
  );
}
