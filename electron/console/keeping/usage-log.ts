import { noteApiUsage, type UsageLog } from '../../outcomes/figures/api-usage.ts';
import type { Store } from '../../store/open-store.ts';
import type { Orgs } from '../orgs/orgs.ts';

type UsageLogParts = {
  store: Store;
  orgs: Pick<Orgs, 'all' | 'connectionOf'>;
  now(): number;
  setTimer(ms: number, callback: () => void): () => void;
  log(message: string, cause?: unknown): void;
};

/** Notes what every connected org says of its API requests. */
export function startUsageLog({ orgs, ...parts }: UsageLogParts): UsageLog {
  return noteApiUsage({
    ...parts,
    said: () =>
      orgs.all().flatMap(({ org }) => {
        const connection = orgs.connectionOf(org.id);
        const usage = 'message' in connection ? null : connection.apiUsage();
        return usage ? [{ org: org.id, ...usage }] : [];
      }),
  });
}
