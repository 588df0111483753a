import type { Action } from '../../../shared/model/action.ts';
import type { Call } from '../../../shared/model/call.ts';
import type { FieldValues } from '../../../shared/model/field-value.ts';
import type { Proposal, Snapshot } from '../../../shared/model/proposal.ts';
import type { RecordMatch } from '../../../shared/model/record-match.ts';
import type { RecordChoice, RecordRef } from '../../../shared/model/record-ref.ts';
import type { PreparationContext } from '../../actions/prepare-values.ts';
import type { RequestedValue } from '../../actions/requested-value.ts';
import { namingFields, soughtRecord } from '../../actions/sought-record.ts';
import type { FoundRecord } from './find-record.ts';
import { isPerson, matchRecord, ownerFields } from './match-record.ts';
import type { OrgReader } from './prepare-proposal.ts';

type Telling = {
  found: FoundRecord;
  base: Snapshot | null;
  context: Pick<PreparationContext, 'call'>;
  reader: OrgReader;
  action: Action;
};

/** Whether the record is the caller's, and which others it may be about where that is unsure. */
type Whose = { recordMatch: RecordMatch | null; candidates: RecordChoice[] };

/** Tells whose the record is; nothing where there is no call, or no record yet. */
export async function tellWhose(of: Proposal, requested: readonly RequestedValue[], told: Telling): Promise<Whose> {
  const { found, base, context, reader, action } = told;
  const { record } = found;
  const caller = context.call?.caller;
  const { candidates } = found;
  if (!record || !caller || of.undoes) return { recordMatch: null, candidates };
  const naming = requested.filter(({ field }) => namingFields(action).includes(field));
  const owner = base?.fields ?? (await readOwner(of, record, caller, reader));
  const recordMatch = matchRecord({ of, record, owner, caller, naming });
  if (recordMatch?.certainty !== 'unsure') return { recordMatch, candidates };
  const theirs = await recordsOfCaller(
    of,
    record,
    requested.filter((each) => !naming.includes(each)),
    told,
  );
  return { recordMatch, candidates: [...candidates, ...theirs.filter(({ id }) => id !== record.id)] };
}

/** Of a record that a new one hangs on nothing else is read. */
async function readOwner(
  of: Proposal,
  record: RecordRef,
  caller: Call['caller'],
  reader: OrgReader,
): Promise<FieldValues> {
  if (caller.state !== 'matched' || of.recordFrom === 'chosen' || isPerson(record)) return {};
  const known = new Set((await reader.describe(of.org, record.object)).fields.map(({ name }) => name));
  const fields = ownerFields.filter((field) => known.has(field));
  if (fields.length === 0) return {};
  return (await reader.readRecord(of.org, record.object, record.id, fields))?.fields ?? {};
}

/** More are no choice for a person. */
const mostOffered = 8;

/** What the caller has of this kind: their own record, or their open cases. */
async function recordsOfCaller(
  of: Proposal,
  record: RecordRef,
  unnamed: readonly RequestedValue[],
  { context, reader, action }: Telling,
): Promise<RecordChoice[]> {
  const caller = context.call?.caller;
  if (caller?.state !== 'matched') return [];
  if (caller.person.record.object === record.object) return [caller.person.record];
  const sought = soughtRecord(action, unnamed, caller);
  if (sought.kind !== 'of-caller' || action.find?.object !== record.object) return [];
  return reader.findRecords(of.org, record.object, sought.where, mostOffered);
}
