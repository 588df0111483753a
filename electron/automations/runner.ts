import type { AutomationDraft, AutomationStep } from '../../shared/model/automation.ts';
import { type AutomationRun, isOver, type StepRecord } from '../../shared/model/automation-run.ts';
import { ProblemError, toProblem } from '../../shared/model/problem.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { loadVersion, moveAutomation } from './automation-store.ts';
import { noteFailure } from './note-failure.ts';
import { loadRun, saveRun } from './run-store.ts';
import { deciding, factsOf, newRecord, nextStep, over, skipped, withStep } from './step-records.ts';
import type { StepOutcome, StepParts } from './steps/step.ts';
import { takeStep } from './steps/take-step.ts';
import { takeUpAgain } from './take-up-again.ts';

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
    const at = now();
    switch (outcome.kind) {
      case 'decide':
        return keep({ ...run, state: 'deciding', told, wakesAt: null }, { ...record, state: 'deciding', told });
      case 'wait':
        return keep({ ...run, state: 'waiting', told, wakesAt: outcome.until }, { ...record, state: 'waiting', told });
      case 'stop':
        await finish(withStep(run, over(record, 'stopped', { told, at })), 'stopped', told);
        return null;
      case 'fail':
        if (run.state === 'failed') return null;
        await finish(withStep(run, over(record, 'failed', { told, at })), 'failed', told);
        return null;
      case 'done':
      case 'skip-next': {
        const done = { ...over(record, 'done', { told, at }), output: outcome.output };
        const taken = withStep({ ...run, state: 'running', endedAt: null }, done);
        const left = steps[steps.findIndex(({ key }) => key === step.key) + 1];
        return outcome.kind === 'skip-next' && left ? withStep(taken, skipped(left, run.startedAt)) : taken;
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

  /** Ends a run, together with what that means for its automation. */
  async function finish(run: AutomationRun, state: 'done' | 'stopped' | 'failed', told: string): Promise<void> {
    const at = state === 'done' ? null : run.at;
    const ended: AutomationRun = { ...run, state, told, at, wakesAt: null, endedAt: now() };
    await store.transact(async (tx) => {
      await saveRun(store, tx, ended);
      if (state === 'failed') await noteFailure(store, tx, ended);
      if (state === 'done') await moveAutomation(tx, run.automation, { failures: 0 });
    });
  }

  async function found(id: string): Promise<AutomationRun> {
    const run = await loadRun(store.db, id);
    if (!run) throw new ProblemError(toProblem('not-found', 'This run does not exist any more.'));
    return run;
  }

  async function stopNow(id: string, by: string): Promise<AutomationRun> {
    const run = await found(id);
    if (isOver(run.state)) return run;
    const told = `Ended by ${by}.`;
    const at = run.steps.findLast(({ state }) => state !== 'done' && state !== 'skipped');
    await finish(at ? withStep(run, over(at, 'stopped', { told, at: now() })) : run, 'stopped', told);
    return found(id);
  }

  return {
    advance: (run) => inLane(run, () => go(run)),
    retry: (run, step, by) => inLane(run, async () => takeUpAgain(parts, await found(run), step, by)),
    stop: (run, by) => inLane(run, () => stopNow(run, by)),
  };
}

/** Whether something may leave in a step, or time passes: then it must be the same when it is taken up again. */
function hasEffect({ kind }: AutomationStep): boolean {
  return kind !== 'look-up' && kind !== 'condition';
}
