import { call } from '@orpc/server';
import { expect, vi } from 'vitest';
import type { Console } from '../../electron/console/start-console.ts';
import type { PracticeOrg } from '../../electron/practice/org/start-practice-org.ts';
import { loadProposal } from '../../electron/proposals/proposal-store.ts';
import type { Automation, AutomationDraft } from '../../shared/model/automation.ts';
import type { AutomationRun } from '../../shared/model/automation-run.ts';
import { usualOutbound } from '../../shared/model/outbound.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import { sam } from './test-console.ts';

/** A draft for the console's own org. */
export function draftFor(
  running: Console,
  of: Partial<AutomationDraft> & Pick<AutomationDraft, 'trigger' | 'steps'>,
): AutomationDraft {
  const org = running.orgs.main()?.id ?? '';
  return { id: null, name: 'An automation', description: '', version: null, org, ...of };
}

/** Saves an automation and switches it on, at whatever time of day the test runs. */
export async function automated(running: Console, draft: AutomationDraft): Promise<Automation> {
  const { automations } = running.router;
  await call(automations.outbound.write, { ...usualOutbound, quietHours: null });
  const { id } = await call(automations.save, draft);
  const on = await call(automations.setEnabled, { id, enabled: true });
  await running.idle();
  return on;
}

/** Writes a record from outside, as any other program would. */
export async function madeOutside(org: PracticeOrg, object: string, fields: Record<string, unknown>): Promise<string> {
  const response = await fetch(`${org.url}/services/data/v66.0/sobjects/${object}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${org.accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(fields),
  });
  const answer: { id: string } = await response.json();
  expect(response.status).toBe(201);
  return answer.id;
}

/** Waits until a run is in this state, and answers with it. */
export async function runIn(running: Console, state: AutomationRun['state'], at = 0): Promise<AutomationRun> {
  return vi.waitFor(
    async () => {
      await running.idle();
      const { runs } = await call(running.router.automations.runs.list, {
        automation: null,
        state: null,
        before: null,
      });
      const line = runs.toReversed()[at];
      expect(line && `${line.state}: ${line.told}`).toContain(`${state}:`);
      for await (const run of await call(running.router.automations.runs.open, { id: line?.id ?? '' })) return run;
      throw new Error('the run is gone');
    },
    { timeout: 10_000, interval: 50 },
  );
}

/** The proposal that a run waits for, made ready. */
export async function proposalOf(running: Console, run: AutomationRun): Promise<Proposal> {
  const id = run.steps.findLast(({ proposal }) => proposal !== null)?.proposal ?? '';
  return vi.waitFor(async () => {
    await running.idle();
    const found = (await loadProposal(running.store.db, id))?.proposal;
    if (found?.readiness.state === 'preparing' || !found) throw new Error('it is not ready yet');
    return found;
  });
}

/** Approves the proposal that a run waits for. */
export async function approveNext(running: Console, run: AutomationRun): Promise<Proposal> {
  const of = await proposalOf(running, run);
  await running.proposals.approve(of.id, of.revision, null, sam);
  await running.idle();
  return of;
}
