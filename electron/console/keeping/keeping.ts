import { join } from 'node:path';
import { createRetention } from '../../outcomes/retention/retention.ts';
import type { RecordingShelf } from '../../platforms/recordings/recording-shelf.ts';
import type { SecretStore } from '../../secrets/open-secret-store.ts';
import type { Store } from '../../store/open-store.ts';
import { createCallRecordings } from '../calls/call-recordings.ts';
import { neededRecordings, recordingsFolder, recordingsOf } from '../calls/recordings.ts';
import type { Orgs } from '../orgs/orgs.ts';
import { createFiguresRoutes } from './figures-routes.ts';
import { createRetentionRoutes } from './retention-routes.ts';
import { startUsageLog } from './usage-log.ts';
import { createVconRoutes } from './vcon-routes.ts';

/** What keeping, counting and handing out works with. */
export type KeepingParts = {
  store: Store;
  secrets: Pick<SecretStore, 'get' | 'set'>;
  orgs: Pick<Orgs, 'all' | 'connectionOf' | 'find' | 'main'>;
  recordings: Pick<RecordingShelf, 'keep' | 'load' | 'digestAt'>;
  dataFolder: string;
  now(): number;
  setTimer(ms: number, callback: () => void): () => void;
  log(message: string, cause?: unknown): void;
};

/** What is done with what the console kept: it is counted, handed out as vCons, and erased when its time has come. */
export function createKeeping(parts: KeepingParts) {
  const usage = startUsageLog(parts);
  const retention = createRetention({
    ...parts,
    recordingsFolder: join(parts.dataFolder, recordingsFolder),
    neededRecordings: () => neededRecordings(parts.store),
    recordingsOf: (found) => recordingsOf(parts.store, parts.recordings, found),
  });
  return {
    routes: {
      vcon: createVconRoutes({ ...parts, sounds: createCallRecordings(parts.store, parts.recordings) }),
      figures: createFiguresRoutes({ ...parts, usage }),
      retention: createRetentionRoutes({ ...parts, retention }),
    },
    stop() {
      usage.stop();
      retention.stop();
    },
  };
}
