import type { ActionInput } from '../../shared/model/action.ts';
import { progressOf, resultToken } from '../../shared/model/change-set.ts';
import type { FieldValue } from '../../shared/model/field-value.ts';
import type { RecordRef } from '../../shared/model/record-ref.ts';
import { isReplaced } from './other-proposal.ts';
import type { PreparationContext } from './prepare-values.ts';
import { isByHand, type RequestedValue } from './requested-value.ts';

/** What nobody on the call can set; the supervisor can. */
export function suppliedValue(
  input: ActionInput,
  asked: RequestedValue | undefined,
  context: PreparationContext,
): RequestedValue | null {
  if (asked && isByHand(asked)) return asked;
  if (input.from.mode === 'fixed') return notSaid(input.field, input.from.value, 'fixed', 'fixed for this action');
  if (input.from.mode !== 'from-call') return null;
  const { from } = input.from;
  const { call } = context;
  if (from.kind === 'record') return aboutRecord(input.field, context);
  if (!call) return null;
  switch (from.kind) {
    case 'channel':
      return notSaid(input.field, call.channel === 'chat' ? from.chat : from.phone, 'fixed', 'fixed for this action');
    case 'call': {
      const value = ofCall(call, from.what, context.reading.timeZone);
      return value === null ? null : notSaid(input.field, value, 'fixed', 'the call itself');
    }
    case 'variable': {
      const value = call.variables[from.name];
      return value === undefined ? null : notSaid(input.field, value, 'fixed', `call variable ${from.name}`);
    }
    case 'caller': {
      const value = callerId(call, from.what);
      if (value === null) return from.what === 'account' ? null : toCome(input.field, from.what, context);
      const reason = from.what === 'account' ? "the caller's account" : 'the caller';
      return { ...notSaid(input.field, value, 'fixed', reason), display: callerDisplay(call, from.what) };
    }
  }
}

function aboutRecord(field: string, { record, coming }: PreparationContext): RequestedValue | null {
  if (record) return { ...notSaid(field, record.id, 'fixed', 'the record it is about'), display: named(record) };
  return coming && notSaid(field, resultToken(coming.id), 'fixed', 'the record it is about');
}

/** A caller who is not in the org yet, and whom another proposal of the call is about to put there. */
function toCome(
  field: string,
  what: 'contact' | 'lead' | 'person',
  { call, others }: PreparationContext,
): RequestedValue | null {
  if (call?.caller.state === 'matched') return null;
  const objects = { contact: ['Contact'], lead: ['Lead'], person: ['Contact', 'Lead'] }[what];
  const made = others.find(
    (other) =>
      other.operation === 'create' &&
      objects.includes(other.object) &&
      (progressOf(other) !== 'lost' || isReplaced(other)),
  );
  return made ? notSaid(field, resultToken(made.id), 'fixed', `the caller, once ${made.reference} is written`) : null;
}

function named({ name, detail }: RecordRef): string {
  return detail ? `${name} · ${detail}` : name;
}

type CallerId = 'contact' | 'account' | 'lead' | 'person';

function callerId(call: NonNullable<PreparationContext['call']>, what: CallerId): string | null {
  if (call.caller.state !== 'matched') return null;
  const { record, accountId } = call.caller.person;
  if (what === 'account') return record.object === 'Account' ? record.id : accountId;
  if (what === 'contact') return record.object === 'Contact' ? record.id : null;
  if (what === 'person') return record.object === 'Account' ? null : record.id;
  return record.object === 'Lead' ? record.id : null;
}

function callerDisplay(call: NonNullable<PreparationContext['call']>, what: CallerId): string | null {
  if (call.caller.state !== 'matched') return null;
  const { record } = call.caller.person;
  return what === 'account' && record.object !== 'Account' ? record.detail : record.name;
}

/** A value that nobody said, with the reason for it. */
export function notSaid(
  field: string,
  value: FieldValue,
  origin: 'fixed' | 'defaulted',
  reason: string,
): RequestedValue {
  return {
    field,
    raw: value,
    askedBy: 'automation',
    origin,
    evidence: null,
    certainty: 'certain',
    reasons: [reason],
    resolvedFrom: null,
    display: null,
    others: [],
  };
}

/** Facts of the call in the form of the fields they go to; null while they are not known. */
function ofCall(
  call: NonNullable<PreparationContext['call']>,
  what: 'id' | 'direction' | 'seconds' | 'date',
  timeZone: string,
): FieldValue {
  switch (what) {
    case 'id':
      return (call.sources[0]?.externalId ?? call.id).slice(0, 255);
    case 'direction':
      return { inbound: 'Inbound', outbound: 'Outbound', unknown: null }[call.direction];
    case 'seconds':
      return call.endedAt === null ? null : Math.max(0, Math.round((call.endedAt - call.startedAt) / 1000));
    case 'date':
      // Sweden writes dates as Salesforce takes them.
      return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(call.heldAt ?? call.startedAt));
  }
}
