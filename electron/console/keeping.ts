import type { SecretStore } from '../secrets/open-secret-store.ts';
import type { Store } from '../store/open-store.ts';
import { createFiguresRoutes } from './figures-routes.ts';
import type { Orgs } from './orgs.ts';
import { startUsageLog } from './usage-log.ts';
import { createVconRoutes } from './vcon-routes.ts';

/** What keeping, counting and handing out works with. */
export type KeepingParts = {
  store: Store;
  secrets: Pick<SecretStore, 'get' | 'set'>;
  orgs: Pick<Orgs, 'all' | 'connectionOf'>;
  now(): number;
  setTimer(ms: number, callback: () => void): () => void;
  log(message: string, cause?: unknown): void;
};

/** What is done with what the console kept: it is counted, and handed out as vCons. */
export function createKeeping(parts: KeepingParts) {
  const usage = startUsageLog(parts);
  return {
    routes: { vcon: createVconRoutes(parts), figures: createFiguresRoutes({ ...parts, usage }) },
    stop: usage.stop,
  };
}
