import { implement } from '@orpc/server';
import { contract } from '../../../shared/contract/contract.ts';
import type { UsageLog } from '../../outcomes/figures/api-usage.ts';
import { readCases } from '../../outcomes/figures/read-cases.ts';
import { readFigures } from '../../outcomes/figures/read-figures.ts';
import type { Store } from '../../store/open-store.ts';
import { refusing } from '../refusing.ts';

/** What answers about figures. */
export type FiguresRoutesParts = {
  store: Store;
  usage: Pick<UsageLog, 'note'>;
  log(message: string, cause?: unknown): void;
};

/** Answers the contract's calls about figures. */
export function createFiguresRoutes({ store, usage, log }: FiguresRoutesParts) {
  const os = implement(contract).figures;
  return {
    read: os.read.handler(({ input }) =>
      refusing(async () => {
        await usage.note();
        return readFigures(store.db, input);
      }, log),
    ),
    cases: os.cases.handler(({ input: { which, ...asked } }) => refusing(() => readCases(store.db, asked, which), log)),
  };
}
