import { type FieldValues, sameFieldValue } from './field-value.ts';
import { isOutbound } from './outbound.ts';
import type { Proposal } from './proposal.ts';

/** Exactly what a decision is about and what is sent for it: nothing else may reach Salesforce. */
export type Payload = {
  org: string;
  proposal: string;
  operation: Proposal['operation'];
  object: string;
  recordId: string | null;
  fields: FieldValues;
  /** Past a duplicate rule that only warns. */
  saveAnyway?: true;
  /** With the org's assignment rules, which Salesforce runs unless told otherwise. */
  assignmentRules?: true;
};

/** The payload of a proposal as it stands. An update carries only fields that differ from the record the supervisor saw. */
export function toPayload(of: Proposal): Payload {
  const seen = of.current ?? of.base;
  const fields: FieldValues = {};
  for (const { field, value } of of.values) {
    const before = seen?.fields[field] ?? null;
    if (of.operation === 'update' && sameFieldValue(value, before)) continue;
    if ((of.operation === 'create' || isOutbound(of)) && (value === null || value === '')) continue;
    fields[field] = value === '' ? null : value;
  }
  return {
    org: of.org,
    proposal: of.id,
    operation: of.operation,
    object: of.object,
    recordId: of.operation === 'create' ? null : (of.record?.id ?? null),
    fields: of.operation === 'delete' ? {} : fields,
    ...(of.saveAnyway ? { saveAnyway: true } : {}),
    ...(of.assignmentRules ? { assignmentRules: true } : {}),
  };
}

/** The payload as one unambiguous text: keys sorted, nothing optional. Two payloads are the same write if and only if it is equal. */
export function canonicalPayload(of: Payload): string {
  const fields = Object.keys(of.fields)
    .sort()
    .map((name) => [name, of.fields[name] ?? null]);
  const how = [...(of.saveAnyway ? ['save-anyway'] : []), ...(of.assignmentRules ? ['assignment-rules'] : [])];
  return JSON.stringify([of.org, of.proposal, of.operation, of.object, of.recordId, fields, ...how]);
}
