import { implement } from '@orpc/server';
import { contract } from '../../../shared/contract/contract.ts';
import type { Catalogue } from '../../actions/catalogue.ts';
import type { Store } from '../../store/open-store.ts';
import { correctionCases, readCorrections } from '../corrections/read-corrections.ts';
import { refusing } from '../refusing.ts';

/** Answers the contract's calls about what people corrected. */
export function createCorrectionsRoutes(parts: {
  store: Pick<Store, 'db'>;
  catalogue: Catalogue;
  log(message: string, cause?: unknown): void;
}) {
  const os = implement(contract).corrections;
  return {
    figures: os.figures.handler(({ input }) => refusing(() => readCorrections(parts, input), parts.log)),
    cases: os.cases.handler(({ input }) => {
      const { platform, action, field, ...within } = input;
      return refusing(() => correctionCases(parts.store, within, { platform, action, field }), parts.log);
    }),
  };
}
