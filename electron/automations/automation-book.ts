import { randomUUID } from 'node:crypto';
import type { Automation, AutomationDraft } from '../../shared/model/automation.ts';
import { type Problem, ProblemError, toProblem } from '../../shared/model/problem.ts';
import { appendJournal } from '../journal/append-journal.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import {
  loadAutomation,
  loadAutomations,
  type StoredAutomation,
  saveAutomation,
  saveVersion,
} from './automation-store.ts';
import { nextRound } from './triggers/next-time.ts';

/** Who changes automations. */
export type AutomationEditor = { name: string; at: number };

/** Automations as people edit them. Every change is on disk together with its line in the journal. */
export type AutomationBook = {
  all(): Promise<StoredAutomation[]>;
  find(id: string): Promise<StoredAutomation>;
  /** A new one is off; one that was changed stays as it was, and runs under way keep to their version. */
  save(draft: AutomationDraft, by: AutomationEditor): Promise<Automation>;
  setEnabled(id: string, enabled: boolean, by: AutomationEditor): Promise<Automation>;
  remove(id: string, by: AutomationEditor): Promise<void>;
};

const mostAutomations = 200;

/** Opens the book of a store. */
export function createAutomationBook(store: Store, zoneOf: (org: string) => string): AutomationBook {
  async function find(id: string, db: Pick<StoreTransaction, 'selectFrom'> = store.db): Promise<StoredAutomation> {
    const stored = await loadAutomation(db, id);
    if (stored) return stored;
    throw new ProblemError(toProblem('not-found', 'This automation does not exist any more.'));
  }

  return {
    all: () => loadAutomations(store.db),
    find: (id) => find(id),
    save: (draft, by) =>
      store.transact(async (tx) => {
        const before = draft.id === null ? null : await find(draft.id, tx);
        if (before && before.automation.version !== draft.version) throw new ProblemError(changedMeanwhile);
        if (!before && (await loadAutomations(tx)).length >= mostAutomations) throw new ProblemError(tooMany);
        const after = toAutomation(draft, before?.automation ?? null, by);
        const { id, version } = after;
        const stored = before ?? {
          automation: after,
          failures: 0,
          cursor: await store.nextChange(tx),
          seenUntil: null,
        };
        // Another trigger looks at what happens from now on.
        const looks = before && sameTrigger(before.automation, after) ? {} : { seenUntil: null, since: by.at };
        const automation = { ...after, since: looks.since ?? after.since };
        if ('since' in looks) await forgetSeen(tx, id);
        const nextAt = automation.enabled ? nextAtOf(automation, zoneOf(automation.org), by.at) : null;
        const seenUntil = 'seenUntil' in looks ? null : stored.seenUntil;
        await saveAutomation(store, tx, { ...stored, automation, seenUntil, nextAt });
        await saveVersion(tx, id, { version, savedAt: by.at, savedBy: by.name, draft: { ...draft, id, version } });
        await note(tx, before ? 'changed' : 'added', { before: before?.automation ?? null, after: automation }, by);
        return automation;
      }),
    setEnabled: (id, enabled, by) =>
      store.transact(async (tx) => {
        const before = await find(id, tx);
        if (before.automation.enabled === enabled) return before.automation;
        // Nobody meant what happened while it was off.
        const since = enabled ? by.at : before.automation.since;
        const automation = { ...before.automation, enabled, paused: null, since };
        if (enabled) await forgetSeen(tx, id);
        await saveAutomation(store, tx, {
          automation,
          failures: 0,
          cursor: await store.nextChange(tx),
          seenUntil: enabled ? null : before.seenUntil,
          nextAt: enabled ? nextAtOf(automation, zoneOf(automation.org), by.at) : null,
        });
        const change = { before: before.automation, after: automation };
        await note(tx, enabled ? 'switched on' : 'switched off', change, by);
        return automation;
      }),
    remove: (id, by) =>
      store.transact(async (tx) => {
        const { automation } = await find(id, tx);
        await tx.deleteFrom('automations').where('id', '=', id).execute();
        await forgetSeen(tx, id);
        // Their runs end where they are: without a version there is no next step.
        await tx.deleteFrom('automation_versions').where('automation', '=', id).execute();
        await store.nextChange(tx);
        await note(tx, 'removed', { before: automation, after: null }, by);
      }),
  };
}

const changedMeanwhile = toProblem(
  'conflict',
  'Somebody changed this automation while you were looking. Open it again.',
  {
    next: 'retry',
    code: 'stale',
  },
);
const tooMany: Problem = toProblem('not-allowed', `There are ${mostAutomations} automations. Remove one first.`);

function toAutomation(draft: AutomationDraft, before: Automation | null, by: AutomationEditor): Automation {
  return {
    ...draft,
    id: before?.id ?? randomUUID(),
    version: (before?.version ?? 0) + 1,
    enabled: before?.enabled ?? false,
    paused: before?.paused ?? null,
    createdAt: before?.createdAt ?? by.at,
    createdBy: before?.createdBy ?? by.name,
    savedAt: by.at,
    savedBy: by.name,
    since: before?.since ?? by.at,
  };
}

function sameTrigger(a: Automation, b: Automation): boolean {
  const told = ({ org, trigger }: Automation) => JSON.stringify([org, trigger]);
  return told(a) === told(b);
}

/** When a schedule comes round for the first time; null for any other trigger. */
function nextAtOf({ trigger }: Automation, zone: string, now: number): number | null {
  return trigger.kind === 'schedule' ? nextRound(trigger.when, { zone, from: now, now }) : null;
}

async function forgetSeen(tx: StoreTransaction, id: string): Promise<void> {
  await tx.deleteFrom('automation_seen').where('automation', '=', id).execute();
}

async function note(
  tx: StoreTransaction,
  word: string,
  change: { before: Automation | null; after: Automation | null },
  by: AutomationEditor,
): Promise<void> {
  const of = change.after ?? change.before;
  const summary = `the automation “${of?.name ?? ''}” was ${word}`;
  const line = { at: by.at, kind: 'automation.changed' as const, org: of?.org ?? '', call: null, proposal: null };
  await appendJournal(tx, [{ ...line, actor: by.name, summary, detail: change }]);
}
