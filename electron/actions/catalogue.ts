import type { Action } from '../../shared/model/action.ts';

/** The actions an agent may ask for, by key. */
export type Catalogue = { find(key: string): Action | null; all(): readonly Action[] };

/** A catalogue over a list of actions; keys are unique. */
export function createCatalogue(actions: readonly Action[]): Catalogue {
  const byKey = new Map(actions.map((each) => [each.key, each]));
  return { find: (key) => byKey.get(key) ?? null, all: () => actions };
}
