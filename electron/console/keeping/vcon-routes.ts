import { implement } from '@orpc/server';
import { contract } from '../../../shared/contract/contract.ts';
import { ProblemError, toProblem } from '../../../shared/model/problem.ts';
import { exportVcon } from '../../outcomes/vcon/export-vcon.ts';
import { createSigningKey } from '../../outcomes/vcon/signing-key.ts';
import type { SecretStore } from '../../secrets/open-secret-store.ts';
import type { Store } from '../../store/open-store.ts';
import type { CallRecordings } from '../calls/call-recordings.ts';
import { refusing } from '../refusing.ts';

/** What answers about vCons. */
export type VconRoutesParts = {
  store: Store;
  secrets: Pick<SecretStore, 'get' | 'set'>;
  sounds: Pick<CallRecordings, 'load'>;
  now(): number;
  log(message: string, cause?: unknown): void;
};

/** Answers the contract's calls about vCons. */
export function createVconRoutes({ store, secrets, sounds, now, log }: VconRoutesParts) {
  const os = implement(contract).vcon;
  const key = createSigningKey({ secrets, store, now });
  return {
    export: os.export.handler(({ input }) =>
      refusing(async () => {
        const file = await exportVcon(store.db, input.call, { key, now: now(), sound: ({ id }) => sounds.load(id) });
        if (!file) throw new ProblemError(toProblem('not-found', 'This call does not exist.'));
        const { name, text, fingerprint } = file;
        return { name, text, fingerprint };
      }, log),
    ),
  };
}
