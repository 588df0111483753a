import type { AutomationRun } from '../../../shared/model/automation-run.ts';
import type { Call, CallErased } from '../../../shared/model/call.ts';
import type { Outcome } from '../../../shared/model/outcome.ts';
import { type Problem, toProblem } from '../../../shared/model/problem.ts';
import type { Decision, Proposal, ProposalStatus, ProposedValue, WriteResult } from '../../../shared/model/proposal.ts';
import type { RecordRef } from '../../../shared/model/record-ref.ts';

/** Stands where a name was. */
export const erasedName = 'Erased';

/** A call without what was said in it, or made of that; it says who erased it, and why. */
export function wordlessCall(of: Call, erased: CallErased): Call {
  const { analysis, troubles: _troubles, ...kept } = of;
  return {
    ...kept,
    erased,
    ...(analysis && { analysis: { ...analysis, summary: null, disposition: null, values: {} } }),
  };
}

/** A call without its recording's address. */
export function soundlessCall(of: Call): Call {
  return of.analysis ? { ...of, analysis: { ...of.analysis, recordingUrl: null } } : of;
}

/** A call of which only stays that it was: when, on which platform, with which agent. */
export function erasedCall(of: Call, erased: CallErased): Call {
  const { transfers, ...kept } = soundlessCall(wordlessCall(of, erased));
  return {
    ...kept,
    ...(transfers && { transfers: transfers.map(({ at }) => ({ at, to: null })) }),
    parties: of.parties.map((each) =>
      each.role === 'agent' ? each : { role: each.role, name: null, phone: null, email: null },
    ),
    variables: {},
    caller: { state: 'none', lookedFor: [] },
  };
}

/** A proposal without the words that support its values. */
export function wordlessProposal(of: Proposal): Proposal {
  return { ...of, values: of.values.map(wordlessValue) };
}

function wordlessValue({ marks: _marks, asTold: _told, ...of }: ProposedValue): ProposedValue {
  const alternatives = of.alternatives.map((each) => ({ ...each, evidence: null }));
  return { ...of, alternatives, evidence: null, reasons: [], resolvedFrom: null };
}

/** A proposal of which only stays what was done to which record, by whom and when: no value, name or reason. */
export function erasedProposal(of: Proposal): Proposal {
  const { id, reference, org, call, action, actionLabel, operation, writeClass, object, objectLabel, recordObject } =
    of;
  const { recordFrom, pinnedTo, readiness, revision, createdAt, updatedAt, expiresAt, reverse } = of;
  return {
    ...{ id, reference, org, call, action, actionLabel, operation, writeClass, object, objectLabel, recordObject },
    ...{ recordFrom, pinnedTo, revision, createdAt, updatedAt, expiresAt, reverse },
    record: of.record && nameless(of.record),
    recordReason: null,
    askers: of.askers.map((each) => ({ ...each, values: {} })),
    values: [],
    readiness: readiness.state === 'blocked' ? { state: 'preparing' } : readiness,
    base: null,
    current: null,
    status: erasedStatus(of.status),
  };
}

function erasedStatus(of: ProposalStatus): ProposalStatus {
  switch (of.state) {
    case 'rejected':
      return { ...of, decision: erasedDecision(of.decision) };
    case 'written':
    case 'undone':
      return { ...of, decision: erasedDecision(of.decision), result: erasedResult(of.result) };
    case 'failed':
      return { ...of, decision: erasedDecision(of.decision), problem: erasedProblem(of.problem) };
    default:
      return of;
  }
}

function erasedDecision(of: Decision): Decision {
  return { ...of, rejection: of.rejection && { ...of.rejection, text: '' } };
}

function erasedResult({ rows: _rows, ...of }: WriteResult): WriteResult {
  return { ...of, record: nameless(of.record), fields: {} };
}

function erasedProblem({ kind }: Problem): Problem {
  return toProblem(kind, 'It was refused. What was said of it was erased.');
}

function nameless(of: RecordRef): RecordRef {
  return { ...of, name: erasedName, detail: null };
}

/** What became of a call, without a word of it. */
export function wordlessOutcome(of: Outcome): Outcome {
  const { disposition, sentiment, summary, seconds } = of.derived;
  const unspoken = { reasons: [], utterances: [] };
  const { summary: _summary, ...edits } = of.edits;
  return {
    ...of,
    derived: {
      disposition: { ...disposition, ...unspoken },
      sentiment: { ...sentiment, ...unspoken },
      summary: { ...summary, ...unspoken, value: '' },
      seconds: { ...seconds, ...unspoken },
    },
    edits,
  };
}

/** What became of a call, without what anybody noted of it. */
export function erasedOutcome(of: Outcome): Outcome {
  const { verdict } = of;
  return { ...wordlessOutcome(of), notes: [], verdict: verdict && { ...verdict, why: '' } };
}

/** A run of which only stays that it was, and how far it came. */
export function erasedRun(of: AutomationRun): AutomationRun {
  const steps = of.steps.map((each) => ({ ...each, input: {}, output: null, told: erasedName }));
  return { ...of, startedBy: erasedName, record: null, told: erasedName, facts: {}, steps };
}
