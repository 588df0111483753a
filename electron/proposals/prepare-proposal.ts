import type { Action } from '../../shared/model/action.ts';
import type { Call } from '../../shared/model/call.ts';
import type { ObjectDescribe } from '../../shared/model/object-describe.ts';
import { type Problem, ProblemError, toProblem } from '../../shared/model/problem.ts';
import type { Proposal, ProposedValue, Readiness, Snapshot } from '../../shared/model/proposal.ts';
import type { RecordRef } from '../../shared/model/record-ref.ts';
import { missingRequired, type PreparationContext, prepareValues } from '../actions/prepare-values.ts';
import type { RequestedValue } from '../actions/requested-value.ts';
import type { Prepared } from './proposal-event.ts';

/** What preparing asks of an org. */
export type OrgReader = {
  describe(org: string, object: string): Promise<ObjectDescribe>;
  readRecord(org: string, object: string, id: string, fields: readonly string[]): Promise<Snapshot | null>;
};

/** Makes a proposal ready: forms and labels by the describe, the record by the caller, and the record as it is now. Never throws. */
export async function prepareProposal(
  of: Proposal,
  requested: readonly RequestedValue[],
  action: Action,
  context: PreparationContext,
  reader: OrgReader,
): Promise<Prepared> {
  try {
    const describe = await reader.describe(of.org, of.object);
    const values = prepareValues(action, requested, describe, context);
    const record = recordOf(of, context.call?.caller ?? null);
    const told = { values, objectLabel: describe.label, record };
    if (of.operation !== 'create' && !record) return { ...told, base: null, readiness: { state: 'needs-record' } };
    const base = record
      ? await reader.readRecord(of.org, of.object, record.id, baseFields(action, values, describe))
      : null;
    if (record && !base) return { ...told, base, readiness: { state: 'blocked', problem: gone(record) } };
    return { ...told, base, readiness: readinessOf(action, values, describe) };
  } catch (cause) {
    const problem =
      cause instanceof ProblemError
        ? cause.problem
        : toProblem('internal', 'The record could not be read.', { next: 'retry' });
    return {
      values: of.values,
      objectLabel: of.objectLabel,
      record: of.record,
      base: of.base,
      readiness: { state: 'blocked', problem },
    };
  }
}

/** Whether values can be sent: none invalid, none required missing. */
export function readinessOf(action: Action, values: readonly ProposedValue[], describe: ObjectDescribe): Readiness {
  const invalid = values.filter((value) => value.invalid !== null);
  const missing = missingRequired(action, values, describe).filter(
    (field) => !invalid.some((value) => value.field === field.name),
  );
  if (invalid.length === 0 && missing.length === 0) return { state: 'ready' };
  const fields: Problem['fields'] = [
    ...invalid.map(({ field, label, invalid: message }) => ({ field, label, message: message ?? '' })),
    ...missing.map(({ name, label }) => ({ field: name, label, message: `${label} is required.` })),
  ];
  const message = fields.map((field) => field.message).join(' ');
  return { state: 'blocked', problem: toProblem('invalid-input', message, { next: 'edit', fields }) };
}

function recordOf(of: Proposal, caller: Call['caller'] | null): RecordRef | null {
  if (of.recordFrom !== 'caller') return of.record;
  if (caller?.state !== 'matched') return null;
  return caller.person.record.object === of.object ? caller.person.record : null;
}

/** Fields read for the diff: those proposed, and the action's others, so that what somebody else changes is seen too. */
function baseFields(action: Action, values: readonly ProposedValue[], describe: ObjectDescribe): string[] {
  const known = new Set(describe.fields.map((field) => field.name));
  const wanted = new Set([...values.map((value) => value.field), ...action.inputs.map((input) => input.field)]);
  return [...wanted].filter((field) => known.has(field));
}

function gone(record: RecordRef): Problem {
  return toProblem(
    'not-found',
    `${record.name} is no longer in Salesforce, or this user may not see it. Choose another record.`,
    {
      next: 'choose-record',
    },
  );
}
