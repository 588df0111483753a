import type { FieldValue, FieldValues } from '../../shared/model/field-value.ts';
import type { Payload } from '../../shared/model/payload.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import type { CardReading, CardValue } from './read-card.ts';

const numbers = ['int', 'double', 'currency', 'percent'];

/**
 * The write that a card is about, by what it shows: values from the card alone, and from the proposal only of which kind
 * it is, and which type its fields are.
 */
export function payloadOnCard(card: CardReading, of: Proposal): Payload {
  const types = new Map(of.values.map(({ field, type }) => [field, type]));
  const fields: FieldValues = {};
  for (const row of card.rows) {
    if (row.new === undefined) continue;
    const value = toValue(row.new, types.get(row.field) ?? null);
    if (value === null && of.operation === 'create') continue;
    fields[row.field] = value;
  }
  return {
    org: of.org,
    proposal: card.proposal,
    operation: of.operation,
    object: of.object,
    recordId: of.operation === 'create' ? null : card.record,
    fields,
    ...(of.saveAnyway ? { saveAnyway: true } : {}),
    ...(of.assignmentRules ? { assignmentRules: true } : {}),
  };
}

function toValue(shown: CardValue, type: string | null): FieldValue {
  if (shown === null) return null;
  // A lookup shows what its record is called, then its id.
  if (type === 'reference') return shown.text.slice(-18);
  if (shown.stored === null) return shown.text;
  if (type === 'boolean') return shown.stored === 'true';
  return numbers.includes(type ?? '') ? Number(shown.stored) : shown.stored;
}
