import type { AutomationStep } from '../../shared/model/automation.ts';
import type { AutomationRun, StepRecord } from '../../shared/model/automation-run.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { commonFacts } from './facts.ts';
import type { Facts } from './places.ts';
import { fillStep } from './steps/fill-step.ts';
import type { StepParts } from './steps/step.ts';

type World = Pick<StepParts, 'org' | 'now'>;

/** The first step that was neither taken nor left out. */
export function nextStep(steps: readonly AutomationStep[], taken: readonly StepRecord[]): AutomationStep | undefined {
  const past = new Set(taken.filter(({ state }) => state === 'done' || state === 'skipped').map(({ key }) => key));
  return steps.find(({ key }) => !past.has(key));
}

/** Everything a step's places can name. */
export function factsOf(run: Pick<AutomationRun, 'facts' | 'steps' | 'org'>, parts: World): Facts {
  const org = parts.org(run.org) ?? { id: run.org, name: '', timeZone: 'UTC' };
  const steps = Object.fromEntries(run.steps.map(({ key, output }) => [key, output ?? {}]));
  return { ...commonFacts(org, parts.now()), ...run.facts, steps };
}

/** A step that begins, with what it takes in. */
export function newRecord(
  step: AutomationStep,
  facts: Facts,
  run: Pick<AutomationRun, 'org' | 'facts'>,
  parts: World,
): StepRecord {
  const at = parts.now();
  return {
    key: step.key,
    kind: step.kind,
    label: step.label,
    state: 'running',
    input: fillStep(step, facts, { org: parts.org(run.org), now: at }),
    output: null,
    told: '',
    proposal: null,
    reference: null,
    startedAt: at,
    endedAt: null,
    attempt: typeof run.facts.attempt === 'number' ? run.facts.attempt : 1,
  };
}

/** The step, with the proposal it made. */
export function deciding(record: StepRecord, { id, reference }: Proposal): StepRecord {
  return { ...record, state: 'deciding', proposal: id, reference, told: `${reference} waits for a decision.` };
}

/** The step, at its end. */
export function over(record: StepRecord, state: StepRecord['state'], end: { told: string; at: number }): StepRecord {
  return { ...record, state, told: end.told, endedAt: end.at };
}

/** A step that is left out. */
export function skipped({ key, kind, label }: AutomationStep, at: number): StepRecord {
  const told = 'Left out.';
  const nothing = { input: {}, output: null, proposal: null, reference: null };
  return { key, kind, label, state: 'skipped', told, ...nothing, startedAt: at, endedAt: at, attempt: 1 };
}

/** The run with a step's record, in its place or as the last. */
export function withStep(run: AutomationRun, record: StepRecord): AutomationRun {
  const at = run.steps.findIndex(({ key }) => key === record.key);
  return { ...run, steps: at === -1 ? [...run.steps, record] : run.steps.with(at, record) };
}
