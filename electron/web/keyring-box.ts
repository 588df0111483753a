import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AsyncEntry } from '@napi-rs/keyring';

/** What the box needs of the system's keyring: one secret, read and written. */
export interface KeyringEntry {
  getSecret(): Promise<Uint8Array | number[] | null | undefined>;
  setSecret(secret: Uint8Array): Promise<void>;
}

interface SealingBox {
  kind: 'os' | 'memory';
  describe: string;
  seal(plain: string): Promise<string>;
  open(sealed: string): Promise<string>;
}

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** The console's own entry in the keyring of the system. */
export function systemKeyringEntry(): KeyringEntry {
  // Without the pin the library falls back to kernel memory on Linux, which is gone at reboot, and does not say so.
  return new AsyncEntry('Countersign', 'sealing-key', { linux: { store: 'secret-service' } });
}

/** Seals with a key kept in the system's keyring; where there is none, in memory only, and says so. */
export async function openKeyringBox(openEntry: () => KeyringEntry, timeoutMs = 5000): Promise<SealingBox> {
  const key = await within(timeoutMs, keyringKey(openEntry)).catch(() => null);
  if (key) {
    return sealingBox('os', "Tokens are sealed with a key in this computer's keyring.", key);
  }
  return sealingBox(
    'memory',
    'This computer offers no keyring: tokens are kept in memory only and are gone when the console stops.',
    randomBytes(keyBytes),
  );
}

async function keyringKey(openEntry: () => KeyringEntry): Promise<Uint8Array> {
  const entry = openEntry();
  const kept = await entry.getSecret();
  if (kept && kept.length === keyBytes) return Uint8Array.from(kept);
  const key = randomBytes(keyBytes);
  await entry.setSecret(key);
  return key;
}

function sealingBox(kind: SealingBox['kind'], describe: string, key: Uint8Array): SealingBox {
  return {
    kind,
    describe,
    async seal(plain) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
    },
    async open(sealed) {
      const bytes = Buffer.from(sealed, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8');
    },
  };
}

/** A locked keyring asks its owner and may wait for ever where nobody sits. */
async function within<Result>(timeoutMs: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The keyring did not answer in time.')), timeoutMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
