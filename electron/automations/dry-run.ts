import type { DryRunReport, StartOn } from '../../shared/contract/automations-contract.ts';
import type { AutomationDraft, AutomationStep } from '../../shared/model/automation.ts';
import type { StepRecord } from '../../shared/model/automation-run.ts';
import { diffProposal } from '../../shared/model/diff.ts';
import { isOutbound } from '../../shared/model/outbound.ts';
import { ProblemError, toProblem } from '../../shared/model/problem.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import type { ProposalRequest } from '../proposals/propose.ts';
import { askCondition } from './condition.ts';
import { commonFacts } from './facts.ts';
import { type Facts, toText } from './places.ts';
import type { Start } from './run-store.ts';
import type { Starts } from './starts.ts';
import { fillStep } from './steps/fill-step.ts';
import type { StepOutcome, StepParts } from './steps/step.ts';
import { takeStep } from './steps/take-step.ts';

/** What a dry run works with: everything that reads, and nothing that proposes. */
export type DryRunParts = Omit<StepParts, 'propose'> & {
  starts: Starts;
  /** What a proposal would be, made ready as for its card; nothing of it is kept. */
  tryProposal(request: ProposalRequest): Promise<Proposal>;
};

type DryStep = DryRunReport['steps'][number];

/** Tries an automation step by step; waits are left out, and what would be proposed is shown and taken as approved. */
export async function dryRun(
  parts: DryRunParts,
  draft: AutomationDraft,
  on: StartOn,
  by: string,
): Promise<DryRunReport> {
  const [start] = await parts.starts.on(draft, on, by);
  if (!start) throw new ProblemError(toProblem('not-found', 'Nothing was found to try it on.'));
  const starts = startsFor(draft, start);
  const steps: DryStep[] = [];
  const outputs: Record<string, Facts> = {};
  let told = 'It would go to its end.';
  let skip = false;
  for (const step of draft.steps) {
    if (skip) {
      steps.push(leftOut(step));
      outputs[step.key] = {};
      skip = false;
      continue;
    }
    const org = parts.org(draft.org) ?? { id: draft.org, name: '', timeZone: 'UTC' };
    const facts = { ...commonFacts(org, parts.now()), ...start.facts, steps: outputs };
    const { tried, outcome } = await tryStep(parts, draft, start, step, facts);
    steps.push(tried);
    outputs[step.key] = tried.output ?? {};
    skip = outcome.kind === 'skip-next';
    if (outcome.kind === 'stop' || outcome.kind === 'fail') {
      told = `It would end at “${step.label}”: ${outcome.told}`;
      break;
    }
  }
  return { starts, facts: start.facts, steps, told };
}

function startsFor({ trigger }: AutomationDraft, { facts }: Start): DryRunReport['starts'] {
  if (!('where' in trigger)) return { holds: true, why: 'It starts without a condition.' };
  const answer = askCondition(trigger.where, facts);
  return 'failed' in answer ? { holds: false, why: answer.failed } : answer;
}

async function tryStep(
  parts: DryRunParts,
  draft: AutomationDraft,
  start: Start,
  step: AutomationStep,
  facts: Facts,
): Promise<{ tried: DryStep; outcome: StepOutcome }> {
  const now = parts.now();
  const input = fillStep(step, facts, { org: parts.org(draft.org), now });
  let shown: Proposal | null = null;
  const record: StepRecord = {
    ...toBe(step),
    input,
    proposal: null,
    reference: null,
    startedAt: now,
    endedAt: null,
    attempt: 1,
  };
  const run = { ...runOf(draft, start), steps: [] };
  const outcome = await takeStep(
    {
      ...parts,
      async propose(request) {
        shown = await parts.tryProposal(request);
        return { kind: 'made', proposal: shown };
      },
      // It is no time for waiting: what it says is shown.
      outbound: async () => ({ ...(await parts.outbound()), quietHours: null }),
    },
    { step, run, record, facts, alongside: async () => {} },
  );
  return { tried: triedStep(record, outcome, shown), outcome };
}

function triedStep(record: StepRecord, outcome: StepOutcome, shown: Proposal | null): DryStep {
  const { key, kind, label, input } = record;
  const told = { key, kind, label, input, diff: shown ? diffOf(shown) : [] };
  const states = { done: 'done', stop: 'stopped', fail: 'failed', wait: 'waiting', decide: 'deciding' } as const;
  const state = outcome.kind === 'skip-next' ? 'done' : states[outcome.kind];
  if (!shown) {
    const output = 'output' in outcome ? outcome.output : null;
    return { ...told, state, output, told: outcome.told };
  }
  const { readiness } = shown;
  const blocked = readiness.state === 'blocked' ? readiness.problem.message : null;
  const what = isOutbound(shown) ? shown.consequences?.[0] : `“${shown.actionLabel}” would be proposed.`;
  const record_ = shown.record?.id ?? `(the new ${shown.objectLabel.toLowerCase()})`;
  const values = Object.fromEntries(shown.values.map(({ field, value }) => [field, value]));
  const output = { reference: 'P-…', action: shown.action, object: shown.object, record: record_, values };
  return { ...told, state: 'deciding', output, told: blocked ?? what ?? '' };
}

function diffOf(of: Proposal): DryStep['diff'] {
  return diffProposal(of).map(({ label, current, proposed, value }) => ({
    label,
    before: toText(current),
    after: value.display ?? toText(proposed),
    invalid: value.invalid,
  }));
}

function toBe({ key, kind, label }: AutomationStep) {
  return { key, kind, label, state: 'running' as const, output: null, told: '' };
}

function leftOut(step: AutomationStep): DryStep {
  return { ...toBe(step), state: 'skipped', input: {}, told: 'Left out.', diff: [] };
}

function runOf(draft: AutomationDraft, { startedBy, record, call, facts }: Start) {
  return {
    id: 'dry-run',
    automation: draft.id ?? 'dry-run',
    automationName: draft.name,
    version: draft.version ?? 0,
    org: draft.org,
    state: 'running' as const,
    startedBy,
    record,
    call,
    at: null,
    told: '',
    wakesAt: null,
    startedAt: 0,
    endedAt: null,
    facts,
  };
}
