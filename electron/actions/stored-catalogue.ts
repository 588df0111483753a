import { z } from 'zod';
import { type Action, action } from '../../shared/model/action.ts';
import { ProblemError, toProblem } from '../../shared/model/problem.ts';
import { appendJournal, type JournalLine } from '../journal/append-journal.ts';
import { fromJson } from '../store/from-json.ts';
import type { Store } from '../store/open-store.ts';
import type { Catalogue } from './catalogue.ts';
import { refuseAction } from './refuse-action.ts';

/** The catalogue as people edit it: what ships with the console, with their changes over it. */
export type StoredCatalogue = Catalogue & {
  isBuiltIn(key: string): boolean;
  isEdited(key: string): boolean;
  save(action: Action, by: Editor): Promise<void>;
  /** Sets a built-in action back to how it came; another is removed. */
  reset(key: string, by: Editor): Promise<void>;
};

/** Who changes the catalogue, and when: the journal keeps it beside what was there before. */
export type Editor = { name: string; org: string; at: number };

const preference = 'catalogue';
const saved = z.array(action);

/** Reads the changes from the store; what is read from the catalogue is always what was last saved. */
export async function createStoredCatalogue(store: Store, builtIn: readonly Action[]): Promise<StoredCatalogue> {
  const shipped = new Map(builtIn.map((each) => [each.key, each]));
  let changes = new Map((await readChanges(store)).map((each) => [each.key, each]));

  const current = (key: string) => changes.get(key) ?? shipped.get(key) ?? null;

  /** Puts a change and its line in the journal on disk together. */
  async function write(key: string, wanted: Action | null, by: Editor): Promise<void> {
    await store.transact(async (tx) => {
      const before = current(key);
      const next = new Map(changes);
      if (wanted) next.set(key, wanted);
      else next.delete(key);
      const value = JSON.stringify([...next.values()]);
      await tx
        .insertInto('preferences')
        .values({ key: preference, value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
        .execute();
      const after = wanted ?? shipped.get(key) ?? null;
      if (JSON.stringify(before) !== JSON.stringify(after)) await appendJournal(tx, [lineOf(before, after, by)]);
      changes = next;
    });
  }

  return {
    find: current,
    all: () => [
      ...builtIn.map((each) => changes.get(each.key) ?? each),
      ...[...changes.values()].filter(({ key }) => !shipped.has(key)),
    ],
    isBuiltIn: (key) => shipped.has(key),
    isEdited: (key) => changes.has(key),
    async save(wanted, by) {
      const refused = refuseAction(wanted, shipped.get(wanted.key) ?? null);
      if (refused) throw new ProblemError(toProblem('invalid-input', refused, { next: 'edit' }));
      await write(wanted.key, wanted, by);
    },
    reset: (key, by) => write(key, null, by),
  };
}

function lineOf(before: Action | null, after: Action | null, { name, org, at }: Editor): JournalLine {
  const label = (after ?? before)?.label ?? '';
  return {
    at,
    kind: 'catalogue.changed',
    org,
    call: null,
    proposal: null,
    actor: name,
    summary: `the action “${label}” was ${wordFor(before, after)}`,
    detail: { before, after },
  };
}

function wordFor(before: Action | null, after: Action | null): string {
  if (!before) return 'added';
  return after ? 'changed' : 'removed';
}

async function readChanges(store: Store): Promise<Action[]> {
  const row = await store.db.selectFrom('preferences').select('value').where('key', '=', preference).executeTakeFirst();
  return row ? fromJson(saved, row.value) : [];
}
