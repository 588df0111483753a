import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/contract.ts';
import { readCases } from '../outcomes/figures/read-cases.ts';
import { readFigures } from '../outcomes/figures/read-figures.ts';
import type { Store } from '../store/open-store.ts';
import { refusing } from './refusing.ts';

/** What answers about figures. */
export type FiguresRoutesParts = { store: Store; log(message: string, cause?: unknown): void };

/** Answers the contract's calls about figures. */
export function createFiguresRoutes({ store, log }: FiguresRoutesParts) {
  const os = implement(contract).figures;
  return {
    read: os.read.handler(({ input }) => refusing(() => readFigures(store.db, input), log)),
    cases: os.cases.handler(({ input: { which, ...asked } }) => refusing(() => readCases(store.db, asked, which), log)),
  };
}
