import { ProblemError } from '../../../shared/model/problem.ts';
import { readSoql } from '../../actions/read-soql.ts';
import { askCondition } from '../condition.ts';
import { foundFacts, proposalFacts } from '../facts.ts';
import { isPassing } from './passing-trouble.ts';
import { proposeAction } from './propose-action.ts';
import { proposeOutbound } from './propose-outbound.ts';
import type { StepAt, StepOutcome, StepParts } from './step.ts';

/** How long it is waited before an org that could not answer is asked again. */
const againMs = 30_000;

/** Takes a step as far as it goes. What may be right a little later is tried again, all else ends the run. */
export async function takeStep(parts: StepParts, at: StepAt): Promise<StepOutcome> {
  try {
    if (at.record.proposal !== null) return await followProposal(parts, at, at.record.proposal);
    return await begin(parts, at);
  } catch (cause) {
    if (!(cause instanceof ProblemError)) throw cause;
    const { problem } = cause;
    const now = parts.now();
    if (!isPassing(problem, now - at.record.startedAt)) return { kind: 'fail', told: problem.message };
    return { kind: 'wait', until: now + againMs, told: problem.message };
  }
}

async function begin(parts: StepParts, at: StepAt): Promise<StepOutcome> {
  const { step } = at;
  switch (step.kind) {
    case 'look-up':
      return lookUp(parts, at);
    case 'condition': {
      const answer = askCondition(step.where, at.facts);
      if ('failed' in answer) return { kind: 'fail', told: `The condition could not be asked: ${answer.failed}` };
      const output = { holds: answer.holds };
      if (answer.holds) return { kind: 'done', output, told: 'It holds.' };
      return step.otherwise === 'end'
        ? { kind: 'stop', told: answer.why }
        : { kind: 'skip-next', output, told: `${answer.why} The next step is left out.` };
    }
    case 'wait':
      return wait(parts, at);
    case 'action':
      return afterProposing(await proposeAction(parts, { ...at, step }), at);
    case 'call':
    case 'message':
    case 'webhook':
    case 'contact':
      return afterProposing(await proposeOutbound(parts, { ...at, step }), at);
  }
}

async function lookUp(parts: StepParts, { run, record }: StepAt): Promise<StepOutcome> {
  const read = readSoql(String(record.input.soql), Number(record.input.most));
  if ('message' in read) return { kind: 'fail', told: read.message };
  const page = await parts.query(run.org, read.text);
  const { rows, totalSize } = page;
  const told = rows.length === 1 ? 'Found 1 record.' : `Found ${rows.length} records.`;
  return { kind: 'done', output: foundFacts(rows, totalSize), told };
}

function wait(parts: StepParts, { record }: StepAt): StepOutcome {
  const until = typeof record.input.until === 'string' ? Date.parse(record.input.until) : Number.NaN;
  if (!Number.isFinite(until)) return { kind: 'fail', told: 'What it is to wait for is no date.' };
  if (until > parts.now()) return { kind: 'wait', until, told: 'Waiting.' };
  return { kind: 'done', output: { until: record.input.until }, told: 'The time has come.' };
}

function afterProposing(outcome: StepOutcome, { step }: StepAt): StepOutcome {
  if (outcome.kind !== 'decide' || !('waits' in step) || step.waits) return outcome;
  return { kind: 'done', output: {}, told: outcome.told };
}

/** What became of the proposal that a step made. */
async function followProposal(parts: StepParts, at: StepAt, id: string): Promise<StepOutcome> {
  const of = await parts.loadProposal(id);
  if (!of) return { kind: 'fail', told: 'Its proposal is gone.' };
  const { status, reference } = of;
  switch (status.state) {
    case 'written':
    case 'undone': {
      const told =
        status.state === 'undone' ? `${reference} was written, and undone since.` : `${reference} was written.`;
      const { record, url, fields, rows } = status.result;
      return { kind: 'done', output: { ...proposalFacts(of), record: record.id, url, fields, rows: rows ?? [] }, told };
    }
    case 'rejected': {
      const { by, rejection } = status.decision;
      const why = (rejection?.text || rejection?.preset.replaceAll('-', ' ') || '').replace(/[.\s]+$/, '');
      return { kind: 'stop', told: `${reference} was rejected by ${by.name}${why ? `: ${why}` : ''}.` };
    }
    case 'expired':
      return { kind: 'stop', told: `Nobody decided about ${reference} in time.` };
    case 'superseded':
      if (status.by !== null) return followProposal(parts, at, status.by);
      return { kind: 'stop', told: `${reference} is no longer needed: ${status.reason}.` };
    case 'failed':
      return { kind: 'fail', told: `${reference} was refused: ${status.problem.message}` };
    case 'approved':
      return { kind: 'decide', told: `${reference} was approved. ${status.problem?.message ?? 'It is sent next.'}` };
    default:
      return { kind: 'decide', told: `${reference} waits for a decision.` };
  }
}
