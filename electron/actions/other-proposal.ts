import { progressOf, proposalOfToken, resultToken } from '../../shared/model/change-set.ts';
import type { FieldValue } from '../../shared/model/field-value.ts';
import type { FieldDescribe } from '../../shared/model/object-describe.ts';
import type { Precedent, Proposal } from '../../shared/model/proposal.ts';
import type { RecordRef } from '../../shared/model/record-ref.ts';

/** Another proposal of the same call, whose record a value may refer to. */
export type OtherProposal = Pick<
  Proposal,
  'id' | 'reference' | 'actionLabel' | 'operation' | 'object' | 'objectLabel' | 'record' | 'status' | 'after'
>;

/** What a value that names another proposal stands for. */
export type Referred = {
  value: FieldValue;
  display: string | null;
  invalid: string | null;
  after: Omit<Precedent, 'field'> | null;
};

/** The proposal a text names, by its reference or by what stands for it. */
export function namedProposal(text: unknown, others: readonly OtherProposal[]): OtherProposal | 'unknown' | null {
  const id = proposalOfToken(text);
  const reference = typeof text === 'string' ? /^\s*@?(P-\d+)\s*$/i.exec(text)?.[1]?.toUpperCase() : undefined;
  if (id === null && reference === undefined) return null;
  const named = others.find((other) => other.id === id || other.reference === reference);
  return named ? (replacementOf(named, others) ?? named) : 'unknown';
}

/** Whether another was proposed in its place. */
export function isReplaced({ status }: Pick<Proposal, 'status'>): boolean {
  return status.state === 'superseded' && status.by !== null;
}

/** What was proposed in its place, such as the update of a record that was there already. */
function replacementOf(of: OtherProposal, others: readonly OtherProposal[]): OtherProposal | null {
  const { status } = of;
  if (status.state !== 'superseded' || status.by === null) return null;
  const next = others.find(({ id }) => id === status.by);
  // A replacement comes later than what it replaces, so this ends.
  return next ? (replacementOf(next, others) ?? next) : null;
}

/** What a lookup holds that names another proposal: its record, or what stands for it until it is there. */
export function referTo(named: OtherProposal | 'unknown', text: string, field: FieldDescribe): Referred {
  if (named === 'unknown') return refused(text, `“${text}” is not a proposal of this call.`);
  if (field.referenceTo.length > 0 && !field.referenceTo.includes(named.object)) {
    return refused(text, `${field.label} takes no ${named.objectLabel.toLowerCase()} (${named.reference}).`);
  }
  const record = recordOf(named);
  if (record) return { value: record.id, display: record.name, invalid: null, after: null };
  if (named.status.state === 'written') {
    return refused(text, `${named.reference} found ${named.status.result.record.name}: say by its id which it is.`);
  }
  if (progressOf(named) === 'lost') {
    return refused(text, `${named.reference} ${named.actionLabel} is ${named.status.state}: there is no record of it.`);
  }
  return {
    value: resultToken(named.id),
    display: `the ${named.objectLabel.toLowerCase()} of ${named.reference}`,
    invalid: null,
    after: { proposal: named.id, reference: named.reference, label: named.actionLabel },
  };
}

/** The record that a proposal has made or is about; null while it is to come. */
export function recordOf({ operation, record, status }: OtherProposal): RecordRef | null {
  if (status.state === 'written') return status.result.record.id === '' ? null : status.result.record;
  return operation === 'create' || operation === 'read' ? null : record;
}

/** Whether one proposal comes after another, through however many. */
export function comesAfter(one: string, other: string, all: readonly OtherProposal[]): boolean {
  const seen = new Set<string>();
  const left = [one];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    if (id === other) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    left.push(...(all.find((each) => each.id === id)?.after ?? []).map(({ proposal }) => proposal));
  }
  return false;
}

function refused(text: string, invalid: string): Referred {
  return { value: text, display: null, invalid, after: null };
}
