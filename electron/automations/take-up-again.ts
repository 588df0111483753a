import { type AutomationRun, isOver, type StepRecord } from '../../shared/model/automation-run.ts';
import { ProblemError, toProblem } from '../../shared/model/problem.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { appendJournal } from '../journal/append-journal.ts';
import type { Store } from '../store/open-store.ts';
import { loadAutomation } from './automation-store.ts';
import { saveRun } from './run-store.ts';
import type { StepParts } from './steps/step.ts';

/**
 * Takes a run that is over up again from a step, or from where it stopped; everything from there on is taken anew, and as the
 * automation is now: it may have been mended since.
 */
export async function takeUpAgain(
  parts: Pick<StepParts, 'loadProposal' | 'now'> & { store: Store },
  run: AutomationRun,
  from: string | null,
  by: string,
): Promise<AutomationRun> {
  const { store, now } = parts;
  if (!isOver(run.state)) throw new ProblemError(toProblem('conflict', 'This run is still under way.'));
  const current = (await loadAutomation(store.db, run.automation))?.automation;
  if (!current) throw new ProblemError(toProblem('not-found', 'The automation of this run was removed.'));
  const { steps, version } = current;
  const wanted = from ?? run.steps.findLast(({ state }) => state === 'failed' || state === 'stopped')?.key;
  const at = steps.findIndex(({ key }) => key === wanted);
  if (at === -1) throw new ProblemError(toProblem('invalid-input', 'The automation has no such step any more.'));
  const anew = new Set(steps.slice(at).map(({ key }) => key));
  const again = run.steps.filter(({ key }) => anew.has(key));
  await refuseWhatIsOpen(parts, again);
  const attempt = Math.max(0, ...again.map((each) => each.attempt));
  const after: AutomationRun = {
    ...run,
    version,
    state: 'running',
    told: `Taken up again by ${by}.`,
    at: steps[at]?.label ?? null,
    endedAt: null,
    steps: run.steps.filter(({ key }) => !anew.has(key)),
    facts: { ...run.facts, attempt: attempt + 1 },
  };
  await store.transact(async (tx) => {
    await saveRun(store, tx, after);
    const summary = `the automation “${run.automationName}” was taken up again at “${after.at ?? ''}”`;
    const line = { at: now(), org: run.org, call: run.call, proposal: null, actor: by, detail: { run: run.id } };
    await appendJournal(tx, [{ ...line, kind: 'automation.retried', summary }]);
  });
  return after;
}

/** Beside a proposal that may still be sent, another like it could make the same thing happen twice. */
async function refuseWhatIsOpen(
  { loadProposal }: Pick<StepParts, 'loadProposal'>,
  steps: readonly StepRecord[],
): Promise<void> {
  for (const { proposal } of steps) {
    const of = proposal === null ? null : await loadProposal(proposal);
    if (!of || canBeAnew(of)) continue;
    const why = of.status.state === 'failed' ? 'was refused, and can be mended on its card' : 'is still open';
    const message = `${of.reference} ${why}. Once it is written, the run goes on by itself.`;
    throw new ProblemError(toProblem('conflict', message));
  }
}

function canBeAnew({ status }: Proposal): boolean {
  return ['rejected', 'expired', 'superseded', 'written', 'undone'].includes(status.state);
}
