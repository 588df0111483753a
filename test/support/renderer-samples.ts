import type { ProposalClock } from '../../shared/contract/clock-view.ts';
import type { CallSummary } from '../../shared/contract/views.ts';
import type { CallerCandidate } from '../../shared/model/caller-match.ts';
import type { Evidence } from '../../shared/model/evidence.ts';
import type { FieldValue } from '../../shared/model/field-value.ts';
import type { FieldDescribe } from '../../shared/model/object-describe.ts';
import type { Decision, Proposal, ProposedValue } from '../../shared/model/proposal.ts';
import type { Utterance } from '../../shared/model/utterance.ts';

/** A proposed value; told only what matters to the test. */
export function sampleValue(field: string, value: FieldValue, rest: Partial<ProposedValue> = {}): ProposedValue {
  return {
    field,
    label: field,
    type: 'string',
    value,
    origin: 'said',
    evidence: null,
    certainty: 'certain',
    reasons: [],
    resolvedFrom: null,
    alternatives: [],
    invalid: null,
    display: null,
    ...rest,
  };
}

/** The clock of a card that nobody waits for. */
export function sampleClock(of: Partial<ProposalClock> = {}): ProposalClock {
  return { state: 'none', heldUntil: null, platformLimit: null, expiresAt: null, ...of };
}

/** A waiting update of Dana Reyes's email. */
export function sampleProposal(rest: Partial<Proposal> = {}): Proposal {
  return {
    id: 'p1',
    reference: 'P-1042',
    org: '00D000000000001AAA',
    call: 'c1',
    action: 'update_contact',
    actionLabel: 'Update contact',
    operation: 'update',
    writeClass: 'absolute-update',
    object: 'Contact',
    objectLabel: 'Contact',
    record: { object: 'Contact', id: '003000000000001AAA', name: 'Dana Reyes', detail: 'Reyes Interiors' },
    recordFrom: 'caller',
    askers: [{ kind: 'agent', feed: 'vapi', toolCall: 't1', name: null, at: 0, values: {} }],
    pinnedTo: 'u1',
    values: [sampleValue('Email', 'dana@reyesinteriors.com', { type: 'email' })],
    readiness: { state: 'ready' },
    base: { fields: { Email: 'd.reyes@oldmail.example' }, modifiedAt: null, modifiedBy: null, readAt: 0 },
    current: null,
    status: { state: 'waiting', conflict: null, problem: null },
    revision: 1,
    createdAt: 1000,
    updatedAt: 1000,
    ...rest,
  };
}

/** A supervisor's decision. */
export function sampleDecision(rest: Partial<Decision> = {}): Decision {
  return {
    id: 'd1',
    kind: 'approved',
    by: { kind: 'supervisor', user: '005000000000001AAA', name: 'Sam Ortiz' },
    at: 2000,
    revision: 1,
    rejection: null,
    payloadHash: null,
    ...rest,
  };
}

/** A final utterance of the caller. */
export function sampleUtterance(id: string, text: string, rest: Partial<Utterance> = {}): Utterance {
  return {
    id,
    call: 'c1',
    seq: 1,
    party: 'caller',
    text,
    state: 'final',
    startMs: 0,
    endMs: null,
    receivedAt: 0,
    masked: [],
    ...rest,
  };
}

/** The words of an utterance as evidence. */
export function sampleEvidence(of: Pick<Utterance, 'id' | 'text'>, quote: string): Evidence {
  const start = of.text.indexOf(quote);
  return { utterance: of.id, start, end: start + quote.length, quote };
}

/** Somebody who may be the caller. */
export function sampleCandidate(name: string, rest: Partial<CallerCandidate> = {}): CallerCandidate {
  return {
    record: { object: 'Contact', id: '003000000000001AAA', name, detail: 'Reyes Interiors' },
    certainty: 'certain',
    reasons: ['number and name match'],
    accountId: null,
    phone: '+14155550134',
    email: null,
    ...rest,
  };
}

/** A live call with a known caller. */
export function sampleSummary(id: string, name: string, rest: Partial<CallSummary['call']> = {}): CallSummary {
  return {
    call: {
      id,
      org: '00D000000000001AAA',
      sources: [{ feed: 'f', platform: 'vapi', externalId: id, carrierId: null }],
      channel: 'phone',
      direction: 'inbound',
      agent: { id: 'a', name: 'Front desk', version: null },
      parties: [{ role: 'caller', name: null, phone: '+14155550134', email: null }],
      variables: {},
      startedAt: 0,
      heldAt: null,
      endedAt: null,
      endReason: null,
      caller: { state: 'matched', person: sampleCandidate(name), by: 'console', others: [] },
      ...rest,
    },
    name,
    waiting: 0,
    uncertain: 0,
    written: 0,
    rejected: 0,
    replaying: false,
  };
}

/** A field's describe. */
export function sampleField(name: string, type: string, rest: Partial<FieldDescribe> = {}): FieldDescribe {
  return {
    name,
    label: name,
    type,
    length: 0,
    precision: 0,
    scale: 0,
    digits: 0,
    nillable: true,
    createable: true,
    updateable: true,
    defaultedOnCreate: false,
    restrictedPicklist: false,
    externalId: false,
    unique: false,
    filterable: true,
    nameField: false,
    picklistValues: [],
    referenceTo: [],
    relationshipName: null,
    inlineHelpText: null,
    ...rest,
  };
}
