import type { WriteBack } from '../../../shared/contract/outcomes-contract.ts';
import type { Action } from '../../../shared/model/action.ts';
import type { Call } from '../../../shared/model/call.ts';
import type { FieldValue } from '../../../shared/model/field-value.ts';
import { type Outcome, outcomeValue } from '../../../shared/model/outcome.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import { type Proposal, proposal } from '../../../shared/model/proposal.ts';
import type { RecordRef } from '../../../shared/model/record-ref.ts';
import type { Catalogue } from '../../actions/catalogue.ts';
import { readByHand } from '../../actions/read-by-hand.ts';
import type { RequestedValue } from '../../actions/requested-value.ts';
import { idField } from '../../actions/sought-record.ts';
import { callName, loadCall, utterancesOf } from '../../calls/call-store.ts';
import { recordingAddress } from '../../outcomes/call-recording.ts';
import { logText } from '../../outcomes/log-text.ts';
import { loadOutcome, logAction } from '../../outcomes/outcome-store.ts';
import { logOf } from '../../outcomes/read-outcomes.ts';
import { proposalsOfCall } from '../../proposals/proposal-store.ts';
import type { Proposals } from '../../proposals/proposals.ts';
import { fromJson } from '../../store/from-json.ts';
import type { Store } from '../../store/open-store.ts';
import { type HandWork, proposeByHand } from '../decisions/propose-by-hand.ts';
import type { Orgs } from '../orgs/orgs.ts';

/** What writing back works with. */
export type WriteBackParts = {
  store: Store;
  orgs: Pick<Orgs, 'find'>;
  catalogue: Catalogue;
  proposals: Proposals;
  now(): number;
};

type Log = { of: Call; outcome: Outcome; transcript: boolean };

const recordingAction = 'attach_recording';
const changeAction = 'update_object';

/** Proposes the logs of calls, one after the other; each takes the way of every proposal. */
export async function proposeLogs(
  parts: WriteBackParts,
  wanted: { calls: readonly string[]; transcript: boolean },
): Promise<WriteBack> {
  const told: WriteBack = { proposed: [], leftOut: [] };
  for (const call of new Set(wanted.calls)) {
    const of = await loadCall(parts.store.db, call);
    const outcome = await loadOutcome(parts.store.db, call);
    try {
      if (!of || !outcome) throw refused('Nothing is known yet of what became of this call.');
      if (of.erased) throw refused('What was said in this call was erased: there is nothing to write back.');
      const made = await proposeLog(parts, { of, outcome, transcript: wanted.transcript });
      const [first] = made;
      told.proposed.push({ call, proposals: made.map(({ id }) => id), reference: first?.reference ?? '' });
    } catch (cause) {
      if (!(cause instanceof ProblemError)) throw cause;
      told.leftOut.push({ call, name: of ? callName(of) : call, why: cause.problem.message });
    }
  }
  return told;
}

async function proposeLog(parts: WriteBackParts, log: Log): Promise<Proposal[]> {
  const { db } = parts.store;
  const { of } = log;
  const row = await logOf(db, of.id);
  const held = row && fromJson(proposal, row.body);
  if (held?.status.state === 'written') return [await changeWritten(parts, log, held.status.result.record)];
  if (held && held.status.state !== 'waiting') throw refused(`${held.reference} is on its way already.`);
  const values = await valuesOf(parts, log);
  const work = { action: action(parts, logAction), values, record: null, ...(held && { into: held.id }) };
  const made = await hand(parts, log, work);
  const recording = await proposeRecording(parts, log, made);
  return recording ? [made, recording] : [made];
}

/** The recording goes with the log it belongs to, once. */
async function proposeRecording(parts: WriteBackParts, log: Log, made: Proposal): Promise<Proposal | null> {
  const { db } = parts.store;
  const address = await recordingAddress(db, log.of);
  const wanted = parts.catalogue.find(recordingAction);
  if (address === null || !wanted || wanted.off) return null;
  const lost = ['rejected', 'superseded', 'expired', 'undone'];
  const all = (await proposalsOfCall(db, log.of.id)).map(({ proposal: each }) => each);
  const held = all.find((each) => each.action === recordingAction && !lost.includes(each.status.state));
  if (held) return held.status.state === 'waiting' ? held : null;
  const values = { [idField]: made.reference, ContentUrl: address };
  return hand(parts, log, { action: wanted, values, record: null });
}

/** A log that is in the org already is changed there: what a person made of the call since. */
async function changeWritten(parts: WriteBackParts, log: Log, record: RecordRef): Promise<Proposal> {
  const { CallDisposition, Description } = await valuesOf(parts, log);
  const values = { CallDisposition: CallDisposition ?? null, Description: Description ?? null };
  return hand(parts, log, { action: action(parts, changeAction), values, record, object: 'Task' });
}

async function valuesOf(
  { store }: WriteBackParts,
  { of, outcome, transcript }: Log,
): Promise<Record<string, FieldValue>> {
  const said = transcript ? (await utterancesOf(store.db, of.id)).filter(({ state }) => state === 'final') : null;
  const about = await caseOf(store, of);
  return {
    CallDisposition: outcomeValue(outcome, 'disposition'),
    Description: logText(outcomeValue(outcome, 'summary'), said),
    CallDurationInSeconds: outcomeValue(outcome, 'seconds'),
    ...(about && { WhatId: about.id }),
  };
}

/** The case that the call was about: the one it last wrote to. A task on a lead takes none. */
async function caseOf(store: Store, of: Call): Promise<RecordRef | null> {
  if (of.caller.state === 'matched' && of.caller.person.record.object === 'Lead') return null;
  const written = (await proposalsOfCall(store.db, of.id)).flatMap(({ proposal: { status, record } }) => {
    if (status.state !== 'written') return [];
    return [record, status.result.record].filter((each) => each?.object === 'Case' && each.id !== '');
  });
  return written.at(-1) ?? null;
}

type Wanted = {
  action: Action;
  values: Record<string, FieldValue>;
  record: RecordRef | null;
  object?: string;
  into?: string;
};

async function hand(parts: WriteBackParts, { of, outcome }: Log, wanted: Wanted): Promise<Proposal> {
  const org = parts.orgs.find(of.org);
  if (!org) throw refused('Countersign does not know this org.');
  const values = Object.entries(wanted.values).map(([field, value]) => ({ field, value, evidence: null }));
  const read = readByHand(wanted.action, { object: wanted.object ?? null, record: wanted.record, values });
  if ('message' in read) throw new ProblemError(read);
  const requested = read.requested.map(
    (value): RequestedValue => ({ ...value, origin: 'fixed', reasons: [reasonOf(value.field, outcome)] }),
  );
  const { into } = wanted;
  const work: HandWork = { org, call: of.id, ...read, requested, ...(into === undefined ? {} : { into }) };
  return proposeByHand(parts.proposals, work, parts.now());
}

const origins = {
  platform: 'the platform’s own analysis',
  agent: 'as the agent told it',
  transcript: 'made out from what was said',
  call: 'the call itself',
} as const;

/** Who stands behind a value of the log. */
function reasonOf(field: string, { derived, edits }: Outcome): string {
  const parts = { CallDisposition: 'disposition', Description: 'summary', CallDurationInSeconds: 'seconds' } as const;
  const part = Object.entries(parts).find(([name]) => name === field)?.[1];
  if (!part) return field === 'WhatId' ? 'the case of the call' : 'the recording of the call';
  const edit = edits[part];
  return edit ? `as ${edit.by} put it` : origins[derived[part].from];
}

function action({ catalogue }: WriteBackParts, key: string): Action {
  const found = catalogue.find(key);
  if (!found) throw refused(`The catalogue has no action “${key}”.`);
  return found;
}

function refused(message: string): ProblemError {
  return new ProblemError(toProblem('not-allowed', message));
}
