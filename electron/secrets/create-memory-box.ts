import { randomBytes } from 'node:crypto';
import { openWithKey, sealWithKey } from './seal-with-key.ts';
import type { SecretBox } from './secret-box.ts';

/** A box whose key lives in this process only: what it sealed cannot be opened after a restart. */
export function createMemoryBox(): SecretBox {
  const key = randomBytes(32);
  return {
    kind: 'memory',
    describe: 'memory only: secrets are forgotten when Countersign stops',
    seal: async (plain) => sealWithKey(key, plain),
    open: async (sealed) => openWithKey(key, sealed),
  };
}
