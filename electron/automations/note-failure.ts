import type { Automation } from '../../shared/model/automation.ts';
import type { RunLine } from '../../shared/model/automation-run.ts';
import { appendJournal } from '../journal/append-journal.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { loadAutomation, moveAutomation, saveAutomation } from './automation-store.ts';

/** Failed runs, one after the other, after which an automation pauses itself. */
const mostFailures = 3;

/** Counts a run that failed; so many in a row, and its automation pauses itself. */
export async function noteFailure(
  store: Store,
  tx: StoreTransaction,
  run: Pick<RunLine, 'id' | 'automation' | 'org' | 'call' | 'told' | 'at' | 'startedAt' | 'endedAt'>,
): Promise<void> {
  const stored = await loadAutomation(tx, run.automation);
  if (!stored) return;
  const { automation } = stored;
  const { name } = automation;
  const failures = stored.failures + 1;
  const at = run.endedAt ?? run.startedAt;
  const line = { at, org: run.org, call: run.call, proposal: null, actor: 'Countersign' };
  const detail = { automation: run.automation, run: run.id, told: run.told };
  const where = run.at === null ? '' : ` at “${run.at}”`;
  await appendJournal(tx, [
    { ...line, kind: 'automation.failed', summary: `the automation “${name}” failed${where}`, detail },
  ]);
  if (failures < mostFailures || !automation.enabled) {
    await moveAutomation(tx, run.automation, { failures });
    return;
  }
  const paused: Automation = { ...automation, enabled: false, paused: { at, why: run.told } };
  await saveAutomation(store, tx, { ...stored, automation: paused, failures, nextAt: null });
  const summary = `the automation “${name}” paused itself after ${failures} failures`;
  await appendJournal(tx, [{ ...line, kind: 'automation.paused', summary, detail }]);
}
