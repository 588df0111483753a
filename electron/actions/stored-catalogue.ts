import { z } from 'zod';
import { type Action, action } from '../../shared/model/action.ts';
import { ProblemError, toProblem } from '../../shared/model/problem.ts';
import { fromJson } from '../store/from-json.ts';
import type { Store } from '../store/open-store.ts';
import type { Catalogue } from './catalogue.ts';
import { refuseAction } from './refuse-action.ts';

/** The catalogue as people edit it: what ships with the console, with their changes over it. */
export type StoredCatalogue = Catalogue & {
  isBuiltIn(key: string): boolean;
  isEdited(key: string): boolean;
  save(action: Action): Promise<void>;
  /** Sets a built-in action back to how it came; another is removed. */
  reset(key: string): Promise<void>;
};

const preference = 'catalogue';
const saved = z.array(action);

/** Reads the changes from the store; what is read from the catalogue is always what was last saved. */
export async function createStoredCatalogue(store: Store, builtIn: readonly Action[]): Promise<StoredCatalogue> {
  const shipped = new Map(builtIn.map((each) => [each.key, each]));
  let changes = new Map((await readChanges(store)).map((each) => [each.key, each]));

  async function write(next: Map<string, Action>): Promise<void> {
    const value = JSON.stringify([...next.values()]);
    await store.transact((tx) =>
      tx
        .insertInto('preferences')
        .values({ key: preference, value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
        .execute(),
    );
    changes = next;
  }

  return {
    find: (key) => changes.get(key) ?? shipped.get(key) ?? null,
    all: () => [
      ...builtIn.map((each) => changes.get(each.key) ?? each),
      ...[...changes.values()].filter(({ key }) => !shipped.has(key)),
    ],
    isBuiltIn: (key) => shipped.has(key),
    isEdited: (key) => changes.has(key),
    async save(wanted) {
      const original = shipped.get(wanted.key) ?? null;
      const refused = refuseAction(wanted, original);
      if (refused) throw new ProblemError(toProblem('invalid-input', refused, { next: 'edit' }));
      await write(new Map(changes).set(wanted.key, wanted));
    },
    async reset(key) {
      const next = new Map(changes);
      next.delete(key);
      await write(next);
    },
  };
}

async function readChanges(store: Store): Promise<Action[]> {
  const row = await store.db.selectFrom('preferences').select('value').where('key', '=', preference).executeTakeFirst();
  return row ? fromJson(saved, row.value) : [];
}
