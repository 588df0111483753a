import type { Attempt, Proposal, ProposedValue, Snapshot, WriteResult } from '../../shared/model/proposal.ts';

/** A proposed value with what a test does not care about filled in. */
export function sampleValue(of: Partial<ProposedValue> & Pick<ProposedValue, 'field' | 'value'>): ProposedValue {
  return {
    label: of.field,
    type: 'string',
    origin: 'said',
    evidence: null,
    certainty: 'likely',
    reasons: [],
    resolvedFrom: null,
    alternatives: [],
    invalid: null,
    display: null,
    ...of,
  };
}

/** A record's fields at one moment. */
export function sampleSnapshot(fields: Snapshot['fields']): Snapshot {
  return { fields, modifiedAt: '2026-01-01T00:00:00.000Z', modifiedBy: null, readAt: 1 };
}

/** A waiting update of a contact's e-mail address, ready to be approved. */
export function sampleProposal(of: Partial<Proposal> = {}): Proposal {
  return {
    id: 'p1',
    reference: 'P-1001',
    org: '00D000000000001AAA',
    call: 'c1',
    action: 'update_contact',
    actionLabel: 'Update contact',
    operation: 'update',
    writeClass: 'absolute-update',
    object: 'Contact',
    objectLabel: 'Contact',
    record: { object: 'Contact', id: '003000000000001AAA', name: 'Dana Reyes', detail: null },
    recordFrom: 'caller',
    askers: [{ kind: 'suggestion', feed: null, toolCall: null, name: null, at: 1, values: {} }],
    pinnedTo: null,
    values: [sampleValue({ field: 'Email', value: 'new@example.com' })],
    readiness: { state: 'ready' },
    base: sampleSnapshot({ Email: 'old@example.com' }),
    current: null,
    status: { state: 'waiting', conflict: null, problem: null },
    revision: 3,
    createdAt: 1,
    updatedAt: 1,
    ...of,
  };
}

export const sampleAttempt: Attempt = { id: 'a1', number: 1, startedAt: 2 };

export const sampleResult: WriteResult = {
  record: { object: 'Contact', id: '003000000000001AAA', name: 'Dana Reyes', detail: null },
  url: 'https://example.com/003000000000001AAA',
  fields: { Email: 'new@example.com' },
  at: 3,
  settled: false,
};
