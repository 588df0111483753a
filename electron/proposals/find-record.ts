import type { Action } from '../../shared/model/action.ts';
import type { Call } from '../../shared/model/call.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import type { RecordRef } from '../../shared/model/record-ref.ts';
import type { RequestedValue } from '../actions/requested-value.ts';
import { soughtRecord } from '../actions/sought-record.ts';
import type { OrgReader } from './prepare-proposal.ts';

/** The record a proposal is about, or those that it may be about. */
export type FoundRecord = { record: RecordRef | null; candidates: RecordRef[]; reason: string | null };

const none: FoundRecord = { record: null, candidates: [], reason: null };
/** More than this many candidates are no choice for a person. */
const shown = 20;

/** Finds it: what a person chose stays; else as the action says. One that fits is taken, several are offered. */
export async function findRecord(
  of: Pick<Proposal, 'org' | 'object' | 'operation' | 'record' | 'recordFrom'>,
  action: Action,
  requested: readonly RequestedValue[],
  context: { caller: Call['caller'] | null; reader: OrgReader },
): Promise<FoundRecord> {
  if (of.recordFrom === 'chosen') return { ...none, record: of.record, reason: 'chosen by the supervisor' };
  switch (action.record) {
    case 'none':
      return { ...none, record: of.record };
    case 'caller':
      return { ...none, record: callersOwn(of.object, context.caller) };
    case 'given':
    case 'found':
      return look(of, action, requested, context);
  }
}

function callersOwn(object: string, caller: Call['caller'] | null): RecordRef | null {
  if (caller?.state !== 'matched') return null;
  return caller.person.record.object === object ? caller.person.record : null;
}

async function look(
  of: Pick<Proposal, 'org' | 'object'>,
  action: Action,
  requested: readonly RequestedValue[],
  { caller, reader }: { caller: Call['caller'] | null; reader: OrgReader },
): Promise<FoundRecord> {
  const sought = soughtRecord(action, requested, caller);
  if (sought.kind === 'unknown') return none;
  const object = action.find?.object ?? of.object;
  const where = sought.kind === 'named' ? { [sought.field]: sought.values } : sought.where;
  const found = await reader.findRecords(of.org, object, where, shown);
  const [only] = found;
  if (found.length === 1 && only) return { record: only, candidates: [], reason: sought.reason };
  return { record: null, candidates: found, reason: null };
}
