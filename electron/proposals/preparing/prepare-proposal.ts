import { isAccessToken, type TokenGrant } from '../../../shared/model/access-token.ts';
import type { Action } from '../../../shared/model/action.ts';
import type { Call } from '../../../shared/model/call.ts';
import { proposalOfToken } from '../../../shared/model/change-set.ts';
import type { FieldValue, FieldValues } from '../../../shared/model/field-value.ts';
import type { KeptRecording } from '../../../shared/model/kept-recording.ts';
import type { LikeRecord } from '../../../shared/model/like-record.ts';
import type { ObjectDescribe } from '../../../shared/model/object-describe.ts';
import { isOutbound } from '../../../shared/model/outbound.ts';
import { type Problem, ProblemError, toProblem } from '../../../shared/model/problem.ts';
import type { Precedent, Proposal, ProposedValue, Readiness, Snapshot } from '../../../shared/model/proposal.ts';
import type { RecordChoice, RecordRef } from '../../../shared/model/record-ref.ts';
import type { StatusValue } from '../../../shared/model/status-value.ts';
import type { WriteFacts } from '../../actions/consequences.ts';
import type { Hanging } from '../../actions/deletion.ts';
import type { OtherProposal } from '../../actions/other-proposal.ts';
import { missingRequired, type PreparationContext, prepareValues } from '../../actions/prepare-values.ts';
import { guardFields, refuseByRecord } from '../../actions/record-guards.ts';
import type { RequestedValue } from '../../actions/requested-value.ts';
import { consequencesOf, fieldsThatGo, gone, refuseByObject } from '../about-record.ts';
import type { Prepared } from '../proposal-event.ts';
import { type FoundRecord, findRecord } from './find-record.ts';
import { likelyDuplicates } from './likely-duplicates.ts';
import { ownerFields } from './match-record.ts';
import { type OutboundReader, prepareOutbound } from './prepare-outbound.ts';
import { prepareRead } from './prepare-read.ts';
import { prepareToken } from './prepare-token.ts';
import { prepareUndo } from './prepare-undo.ts';
import { tellConsequences } from './tell-consequences.ts';
import { tellWhose } from './tell-whose.ts';
import { withRecording } from './with-recording.ts';

/** What preparing asks of an org. */
export type OrgReader = {
  describe(org: string, object: string): Promise<ObjectDescribe>;
  readRecord(org: string, object: string, id: string, fields: readonly string[]): Promise<Snapshot | null>;
  /** Records whose fields hold these values (any of several), newest first. */
  findRecords(
    org: string,
    object: string,
    where: Readonly<Record<string, FieldValue | readonly string[]>>,
    limit: number,
  ): Promise<RecordChoice[]>;
  /** Records that a new one of these values would be one more of; absent where nobody looks. */
  findLike?(org: string, object: string, values: FieldValues): Promise<LikeRecord[]>;
  /** Fetches the recording at an address that a call told, and keeps it until it is uploaded. */
  keepRecording(address: string, sources: Call['sources']): Promise<KeptRecording>;
  /** The org's grant for access tokens, or why none can be given; absent where none ever are. */
  tokenGrant?(org: string): TokenGrant | Problem;
  /** Who things go out through; absent where nothing ever does. */
  outbound?: OutboundReader;
  /** What the values of an object's status mean. */
  statusValues(org: string, object: string): Promise<readonly StatusValue[]>;
  /** Of each record type the picklist values that go with it. */
  recordTypePicklists(org: string, object: string): Promise<WriteFacts['picklists']>;
  /** What is deleted together with a record, and what keeps it. */
  countDeletedWith(org: string, object: string, id: string): Promise<Hanging>;
};

/** Makes a proposal ready: forms and labels by the describe, the record by the caller, and the record as it is now. Never throws. */
export async function prepareProposal(
  of: Proposal,
  requested: readonly RequestedValue[],
  wanted: Action,
  context: Omit<PreparationContext, 'record' | 'coming'>,
  reader: OrgReader,
): Promise<Prepared> {
  try {
    if (isAccessToken(of)) return prepareToken(of, reader);
    if (isOutbound(of)) return await prepareOutbound(of, requested, context, reader);
    if (of.undoes) return await prepareUndo(of, of.undoes, reader);
    if (of.operation === 'read') return await prepareRead(of, requested, context, reader);
    const describe = await reader.describe(of.org, of.object);
    const found = await findRecord(of, wanted, requested, {
      caller: context.call?.caller ?? null,
      reader,
      others: context.others,
    });
    const { record, candidates, reason, coming } = found;
    const told = prepareValues(wanted, requested, describe, { ...context, record, coming });
    const { action, values } = await withRecording(wanted, told, describe, { call: context.call, reader });
    const shown = {
      object: describe.name,
      objectLabel: describe.label,
      values,
      record,
      candidates,
      recordReason: reason,
      consequences: [],
      recordMatch: null,
      like: [],
      after: precedentsOf(values, context.others),
    };
    const barred = refuseByObject(describe, of.operation);
    if (barred) return { ...shown, base: null, readiness: { state: 'blocked', problem: barred } };
    const misplaced = refuseByPlace(action, describe, record);
    if (misplaced) return { ...shown, base: null, readiness: { state: 'blocked', problem: misplaced } };
    if (of.operation === 'create') {
      const consequences = await tellConsequences(of, { describe, values, base: null }, reader);
      const whose = await tellWhose(of, requested, { found, base: null, context, reader, action });
      const like = await likelyDuplicates(of, describe.name, values, reader);
      const readiness = readinessOf(action, values, describe, found);
      return { ...shown, ...whose, consequences, like, base: null, readiness };
    }
    if (!record) return { ...shown, base: null, readiness: { state: 'needs-record' } };
    const base = await reader.readRecord(of.org, of.object, record.id, baseFields(action, values, describe));
    if (!base) return { ...shown, base, readiness: { state: 'blocked', problem: gone(record) } };
    const refused = of.operation === 'update' ? refuseByRecord(describe.name, base) : null;
    if (refused) return { ...shown, base, readiness: { state: 'blocked', problem: refused } };
    const consequences =
      of.operation === 'delete'
        ? await consequencesOf(of, record, reader)
        : await tellConsequences(of, { describe, values, base }, reader);
    const whose = await tellWhose(of, requested, { found, base, context, reader, action });
    return { ...shown, ...whose, base, consequences, readiness: readinessOf(action, values, describe) };
  } catch (cause) {
    const problem =
      cause instanceof ProblemError
        ? cause.problem
        : toProblem('internal', 'The record could not be read.', { next: 'retry' });
    const { object, objectLabel, values, record, base, recordReason = null } = of;
    return {
      object,
      objectLabel,
      values,
      record,
      candidates: [],
      recordReason,
      consequences: [],
      after: of.after ?? [],
      base,
      readiness: { state: 'blocked', problem },
    };
  }
}

/** The proposals whose records stand in values: these go first. */
export function precedentsOf(values: readonly ProposedValue[], others: readonly OtherProposal[]): Precedent[] {
  return values.flatMap(({ field, type, value }) => {
    const id = type === 'reference' ? proposalOfToken(value) : null;
    const other = others.find((each) => each.id === id);
    return other ? [{ proposal: other.id, reference: other.reference, label: other.actionLabel, field }] : [];
  });
}

/** A new record that cannot hang on one of this kind: not every object carries topics. */
function refuseByPlace(action: Action, describe: ObjectDescribe, record: RecordRef | null): Problem | null {
  const place = describe.fields.find(({ name }) => name === action.find?.through);
  if (!record || !place || place.referenceTo.length === 0 || place.referenceTo.includes(record.object)) return null;
  const what = describe.name === 'TopicAssignment' ? 'topics' : describe.labelPlural.toLowerCase();
  return toProblem('invalid-input', `${record.object} records cannot carry ${what}.`, { next: 'choose-record' });
}

/** Whether values can be sent: none invalid, none required missing. */
export function readinessOf(
  action: Action,
  values: readonly ProposedValue[],
  describe: ObjectDescribe,
  found: Pick<FoundRecord, 'candidates'> = { candidates: [] },
): Readiness {
  const invalid = values.filter((value) => value.invalid !== null);
  const missing = missingRequired(action, values, describe).filter(
    (field) => !invalid.some((value) => value.field === field.name),
  );
  if (invalid.length === 0 && missing.length === 0) return { state: 'ready' };
  const fields: Problem['fields'] = [
    ...invalid.map(({ field, label, invalid: message }) => ({ field, label, message: message ?? '' })),
    ...missing.map(({ name, label }) => ({ field: name, label, message: whyMissing(action, name, label, found) })),
  ];
  const message = fields.map((field) => field.message).join(' ');
  return { state: 'blocked', problem: toProblem('invalid-input', message, { next: 'edit', fields }) };
}

/** A record that several fit is asked for by what they are called. */
function whyMissing(
  action: Action,
  field: string,
  label: string,
  { candidates }: Pick<FoundRecord, 'candidates'>,
): string {
  if (action.find?.through !== field) return `${label} is required.`;
  const what = action.find.object.toLowerCase();
  if (candidates.length === 0) return `It is not known which ${what} this belongs to. Choose it.`;
  const names = candidates.slice(0, 3).map(({ name, detail }) => (detail ? `${name} (${detail})` : name));
  const more = candidates.length > 3 ? ` and ${candidates.length - 3} more` : '';
  return `${candidates.length} open ${what}s fit: ${names.join(', ')}${more}. Choose one.`;
}

/** Fields read for the diff: those proposed, and the action's others, so that what somebody else changes is seen too. */
function baseFields(action: Action, values: readonly ProposedValue[], describe: ObjectDescribe): string[] {
  const known = new Set(describe.fields.map((field) => field.name));
  const wanted = new Set([
    ...values.map((value) => value.field),
    ...action.inputs.map((input) => input.field),
    ...guardFields(action.object),
    ...ownerFields,
    ...(action.operation === 'delete' ? fieldsThatGo(describe) : []),
    // Which values fit depends on it.
    ...((describe.recordTypeInfos ?? []).some(({ master }) => !master) ? ['RecordTypeId'] : []),
  ]);
  return [...wanted].filter((field) => known.has(field));
}
