import type { Automation, AutomationDraft, AutomationStep } from '../../shared/model/automation.ts';
import { type AutomationRun, isOver, type StepRecord } from '../../shared/model/automation-run.ts';
import { ProblemError, toProblem } from '../../shared/model/problem.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { appendJournal } from '../journal/append-journal.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { loadAutomation, loadVersion, moveAutomation, saveAutomation } from './automation-store.ts';
import { commonFacts } from './facts.ts';
import type { Facts } from './places.ts';
import { loadRun, saveRun } from './run-store.ts';
import { fillStep } from './steps/fill-step.ts';
import type { StepOutcome, StepParts } from './steps/step.ts';
import { takeStep } from './steps/take-step.ts';

/** Takes runs from step to step; what it knows of them is on disk before anything leaves. */
export type Runner = {
  /** Takes a run as far as it goes now. */
  advance(run: string): Promise<void>;
  /** Takes a run up again from a step; everything from there on is taken anew. */
  retry(run: string, step: string | null, by: string): Promise<AutomationRun>;
  /** Ends a run where it is. */
  stop(run: string, by: string): Promise<AutomationRun>;
};

/** What the runner works with. */
export type RunnerParts = StepParts & {
  store: Store;
  /** Names the points at which tests kill the process. */
  checkpoint(name: string): void;
  log(message: string, cause?: unknown): void;
};

/** Failed runs, one after the other, after which an automation pauses itself. */
export const mostFailures = 3;

/** Makes the runner; one run is taken by one hand at a time. */
export function createRunner(parts: RunnerParts): Runner {
  const { store, now, checkpoint } = parts;
  const lanes = new Map<string, Promise<unknown>>();

  function inLane<T>(run: string, work: () => Promise<T>): Promise<T> {
    const next = (lanes.get(run) ?? Promise.resolve()).then(work, work);
    lanes.set(run, next);
    const done = () => {
      if (lanes.get(run) === next) lanes.delete(run);
    };
    next.then(done, done);
    return next;
  }

  async function go(id: string): Promise<void> {
    const found = await loadRun(store.db, id);
    if (!found) return;
    const version = await loadVersion(store.db, found.automation, found.version);
    if (!version) return finish(found, 'stopped', 'The automation was removed.');
    let run: AutomationRun | null = found;
    while (run) run = await takeNext(run, version.draft);
  }

  /** Takes the next step; answers with the run where it can go on at once. */
  async function takeNext(run: AutomationRun, of: AutomationDraft): Promise<AutomationRun | null> {
    const step = nextStep(of.steps, run.steps);
    if (!step) {
      await finish(run, 'done', 'Done.');
      return null;
    }
    const facts = factsOf(run, parts);
    const begun = run.steps.find(({ key }) => key === step.key);
    const record = begun ?? newRecord(step, facts, run, parts);
    const at = begun ? run : withStep({ ...run, state: 'running', at: step.label }, record);
    // What a step takes in is settled before anything of it can leave: taken up again, it is the same.
    if (!begun && hasEffect(step)) await store.transact((tx) => saveRun(store, tx, at));
    checkpoint('automation.step');
    let latest = at;
    const alongside = async (tx: StoreTransaction, proposal: Proposal) => {
      latest = withStep({ ...at, state: 'deciding' }, deciding(record, proposal));
      await saveRun(store, tx, latest);
    };
    const outcome = await takeStep(parts, { step, run: at, record, facts, alongside });
    checkpoint('automation.taken');
    return settle(latest, of.steps, step, outcome);
  }

  async function settle(
    run: AutomationRun,
    steps: readonly AutomationStep[],
    step: AutomationStep,
    outcome: StepOutcome,
  ): Promise<AutomationRun | null> {
    const record = run.steps.find(({ key }) => key === step.key);
    if (!record) throw new Error(`run ${run.id} lost its step ${step.key}`);
    const { told } = outcome;
    switch (outcome.kind) {
      case 'decide':
        return keep({ ...run, state: 'deciding', told, wakesAt: null }, { ...record, state: 'deciding', told });
      case 'wait':
        return keep({ ...run, state: 'waiting', told, wakesAt: outcome.until }, { ...record, state: 'waiting', told });
      case 'stop':
        await finish(withStep(run, over(record, 'stopped', told)), 'stopped', told);
        return null;
      case 'fail':
        if (run.state === 'failed') return null;
        await finish(withStep(run, over(record, 'failed', told)), 'failed', told);
        return null;
      case 'done':
        return withStep(
          { ...run, state: 'running', endedAt: null },
          { ...over(record, 'done', told), output: outcome.output },
        );
      case 'skip-next': {
        const left = steps[steps.findIndex(({ key }) => key === step.key) + 1];
        const taken = withStep(run, { ...over(record, 'done', told), output: outcome.output });
        return left ? withStep(taken, skipped(left, run.startedAt)) : taken;
      }
    }
  }

  async function keep(run: AutomationRun, record: StepRecord): Promise<null> {
    const before = run.steps.find(({ key }) => key === record.key);
    const after = withStep(run, record);
    // Nothing new: whoever watches need not look.
    if (before && JSON.stringify(before) === JSON.stringify(record) && run.state === 'deciding') {
      const stored = await loadRun(store.db, run.id);
      if (stored?.state === 'deciding' && stored.told === run.told) return null;
    }
    await store.transact((tx) => saveRun(store, tx, after));
    return null;
  }

  function over(record: StepRecord, state: StepRecord['state'], told: string): StepRecord {
    return { ...record, state, told, endedAt: now() };
  }

  async function finish(run: AutomationRun, state: 'done' | 'stopped' | 'failed', told: string): Promise<void> {
    const at = state === 'done' ? null : run.at;
    const ended: AutomationRun = { ...run, state, told, at, wakesAt: null, endedAt: now() };
    await store.transact(async (tx) => {
      await saveRun(store, tx, ended);
      const stored = await loadAutomation(tx, run.automation);
      if (!stored) return;
      if (state === 'failed') await noteFailure(tx, ended, stored);
      else if (state === 'done' && stored.failures > 0) await moveAutomation(tx, run.automation, { failures: 0 });
    });
  }

  async function noteFailure(
    tx: StoreTransaction,
    run: AutomationRun,
    stored: NonNullable<Awaited<ReturnType<typeof loadAutomation>>>,
  ): Promise<void> {
    const failures = stored.failures + 1;
    const { automation } = stored;
    const line = { at: now(), org: run.org, call: run.call, proposal: null, actor: 'Countersign' };
    const detail = { automation: run.automation, run: run.id, told: run.told };
    const name = automation.name;
    await appendJournal(tx, [
      { ...line, kind: 'automation.failed', summary: `the automation “${name}” failed at “${run.at ?? ''}”`, detail },
    ]);
    if (failures < mostFailures || !automation.enabled) {
      await moveAutomation(tx, run.automation, { failures });
      return;
    }
    const paused: Automation = { ...automation, enabled: false, paused: { at: now(), why: run.told } };
    await saveAutomation(store, tx, { ...stored, automation: paused, failures, nextAt: null });
    const summary = `the automation “${name}” paused itself after ${failures} failures`;
    await appendJournal(tx, [{ ...line, kind: 'automation.paused', summary, detail }]);
  }

  async function found(id: string): Promise<AutomationRun> {
    const run = await loadRun(store.db, id);
    if (!run) throw new ProblemError(toProblem('not-found', 'This run does not exist any more.'));
    return run;
  }

  async function retryNow(id: string, from: string | null, by: string): Promise<AutomationRun> {
    const run = await found(id);
    if (!isOver(run.state)) throw new ProblemError(toProblem('conflict', 'This run is still under way.'));
    const version = await loadVersion(store.db, run.automation, run.version);
    if (!version) throw new ProblemError(toProblem('not-found', 'The automation of this run was removed.'));
    const { steps } = version.draft;
    const wanted = from ?? run.steps.findLast(({ state }) => state === 'failed' || state === 'stopped')?.key;
    const at = steps.findIndex(({ key }) => key === wanted);
    if (at === -1) throw new ProblemError(toProblem('invalid-input', 'There is no such step to take up again.'));
    const anew = new Set(steps.slice(at).map(({ key }) => key));
    const held = run.steps.find(({ key, proposal }) => anew.has(key) && proposal !== null);
    const open = held?.proposal ? await parts.loadProposal(held.proposal) : null;
    if (open && !canBeAnew(open)) {
      const message = `${open.reference} is still open. Once it is decided and written, the run goes on by itself.`;
      throw new ProblemError(toProblem('conflict', message));
    }
    const attempt = Math.max(0, ...run.steps.filter(({ key }) => anew.has(key)).map((each) => each.attempt));
    const again: AutomationRun = {
      ...run,
      state: 'running',
      told: `Taken up again by ${by}.`,
      at: steps[at]?.label ?? null,
      endedAt: null,
      steps: run.steps.filter(({ key }) => !anew.has(key)),
      facts: { ...run.facts, attempt: attempt + 1 },
    };
    await store.transact(async (tx) => {
      await saveRun(store, tx, again);
      const summary = `the automation “${run.automationName}” was taken up again at “${again.at ?? ''}”`;
      const line = { at: now(), org: run.org, call: run.call, proposal: null, actor: by, detail: { run: id } };
      await appendJournal(tx, [{ ...line, kind: 'automation.retried', summary }]);
    });
    return again;
  }

  async function stopNow(id: string, by: string): Promise<AutomationRun> {
    const run = await found(id);
    if (isOver(run.state)) return run;
    const told = `Ended by ${by}.`;
    const at = run.steps.findLast(({ state }) => state !== 'done' && state !== 'skipped');
    await finish(at ? withStep(run, over(at, 'stopped', told)) : run, 'stopped', told);
    return found(id);
  }

  return {
    advance: (run) => inLane(run, () => go(run)),
    retry: (run, step, by) => inLane(run, () => retryNow(run, step, by)),
    stop: (run, by) => inLane(run, () => stopNow(run, by)),
  };
}

/** Whether another proposal in its place could not make it happen twice unseen. */
function canBeAnew({ status }: Proposal): boolean {
  return ['rejected', 'expired', 'superseded', 'written', 'undone'].includes(status.state);
}

function nextStep(steps: readonly AutomationStep[], taken: readonly StepRecord[]): AutomationStep | undefined {
  const over = new Set(taken.filter(({ state }) => state === 'done' || state === 'skipped').map(({ key }) => key));
  return steps.find(({ key }) => !over.has(key));
}

/** Everything a step's places can name. */
export function factsOf(
  run: Pick<AutomationRun, 'facts' | 'steps' | 'org'>,
  parts: Pick<StepParts, 'org' | 'now'>,
): Facts {
  const org = parts.org(run.org) ?? { id: run.org, name: '', timeZone: 'UTC' };
  const steps = Object.fromEntries(run.steps.map(({ key, output }) => [key, output ?? {}]));
  return { ...commonFacts(org, parts.now()), ...run.facts, steps };
}

function newRecord(
  step: AutomationStep,
  facts: Facts,
  run: AutomationRun,
  parts: Pick<StepParts, 'org' | 'now'>,
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

function deciding(record: StepRecord, { id, reference }: Proposal): StepRecord {
  return { ...record, state: 'deciding', proposal: id, reference, told: `${reference} waits for a decision.` };
}

function skipped({ key, kind, label }: AutomationStep, at: number): StepRecord {
  const told = 'Left out.';
  const nothing = { input: {}, output: null, proposal: null, reference: null };
  return { key, kind, label, state: 'skipped', told, ...nothing, startedAt: at, endedAt: at, attempt: 1 };
}

/** The run with a step's record, in its place or as the last. */
function withStep(run: AutomationRun, record: StepRecord): AutomationRun {
  const at = run.steps.findIndex(({ key }) => key === record.key);
  return { ...run, steps: at === -1 ? [...run.steps, record] : run.steps.with(at, record) };
}

/** Whether something may leave in a step, or time passes: then it must be the same when it is taken up again. */
function hasEffect({ kind }: AutomationStep): boolean {
  return kind !== 'look-up' && kind !== 'condition';
}
