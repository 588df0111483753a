import type { Action } from '../../shared/model/action.ts';

/** The actions an agent may ask for, by key. */
export type Catalogue = { find(key: string): Action | null; all(): readonly Action[] };
