import type { Action } from '../../../shared/model/action.ts';
import type { Call } from '../../../shared/model/call.ts';
import { progressOf } from '../../../shared/model/change-set.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import type { RecordChoice, RecordRef } from '../../../shared/model/record-ref.ts';
import { namedProposal, type OtherProposal, recordOf } from '../../actions/other-proposal.ts';
import type { RequestedValue } from '../../actions/requested-value.ts';
import { idField, soughtRecord } from '../../actions/sought-record.ts';
import { standardObjectOf } from '../../actions/standard-prefixes.ts';
import type { OrgReader } from './prepare-proposal.ts';

/** The record a proposal is about, or those that it may be about. */
export type FoundRecord = {
  record: RecordRef | null;
  candidates: RecordChoice[];
  reason: string | null;
  /** The proposal that will make it. */
  coming: OtherProposal | null;
};

const none: FoundRecord = { record: null, candidates: [], reason: null, coming: null };
type FindingContext = { caller: Call['caller'] | null; reader: OrgReader; others: readonly OtherProposal[] };

/** More than this many candidates are no choice for a person. */
const shown = 20;

/** Finds it: what a person chose stays; else as the action says. One that fits is taken, several are offered. */
export async function findRecord(
  of: Pick<Proposal, 'org' | 'object' | 'operation' | 'record' | 'recordFrom'>,
  action: Action,
  requested: readonly RequestedValue[],
  context: FindingContext,
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
  { caller, reader, others }: FindingContext,
): Promise<FoundRecord> {
  const sought = soughtRecord(action, requested, caller);
  if (sought.kind === 'unknown') return none;
  const byId = sought.kind === 'named' && sought.field === idField;
  const object = (byId && action.find?.anyObject && anyOf(sought.values)) || (action.find?.object ?? of.object);
  if (sought.kind === 'named') {
    const referred = sought.values.map((value) => namedProposal(value, others)).find((each) => each !== null);
    if (referred) return ofProposal(referred, action.find?.anyObject ? null : object, Boolean(action.find?.through));
  }
  const where = sought.kind === 'named' ? { [sought.field]: sought.values } : sought.where;
  const found = await reader.findRecords(of.org, object, where, shown);
  const [only] = found;
  if (found.length === 1 && only) return { ...none, record: bare(only), reason: sought.reason };
  return { ...none, candidates: found };
}

function bare({ object, id, name, detail }: RecordChoice): RecordRef {
  return { object, id, name, detail };
}

/** Of an id that may belong to several objects: which it is, by how it begins. */
function anyOf([id = '']: readonly string[]): string | null {
  return standardObjectOf(id);
}

/** The record another proposal of the call is about, or will have made. */
function ofProposal(other: OtherProposal | 'unknown', object: string | null, mayCome: boolean): FoundRecord {
  if (other === 'unknown') throw refusal('It names a proposal that is none of this call.', 'choose-record');
  const { reference, actionLabel, objectLabel, status } = other;
  if (object !== null && other.object !== object) {
    throw refusal(
      `${reference} is about a ${objectLabel.toLowerCase()}, not a ${object.toLowerCase()}.`,
      'choose-record',
    );
  }
  const record = recordOf(other);
  if (record) return { ...none, record, reason: `the record of ${reference}` };
  if (status.state === 'written') throw refusal(`${reference} found ${status.result.record.name}.`, 'choose-record');
  if (progressOf(other) === 'lost') throw refusal(`${reference} ${actionLabel} is ${status.state}.`, 'choose-record');
  if (!mayCome) throw refusal(`${reference} ${actionLabel} must be written first.`, 'retry');
  return { ...none, coming: other, reason: `the record ${reference} will make` };
}

function refusal(message: string, next: 'choose-record' | 'retry'): ProblemError {
  return new ProblemError(toProblem('conflict', message, { next }));
}
