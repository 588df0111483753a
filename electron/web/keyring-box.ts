import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AsyncEntry } from '@napi-rs/keyring';
import { createMemoryBox } from '../secrets/create-memory-box.ts';
import type { SecretBox } from '../secrets/secret-box.ts';

/** What the box needs of the system's keyring: one secret, read and written. */
export interface KeyringEntry {
  getSecret(): Promise<Uint8Array | number[] | null>;
  setSecret(secret: Uint8Array): Promise<void>;
}

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** The console's own entry in the keyring of the system. */
export function systemKeyringEntry(): KeyringEntry {
  // Without the pin the library falls back to kernel memory on Linux, which is gone at reboot, and does not say so.
  return new AsyncEntry('Countersign', 'sealing-key', { linux: { store: 'secret-service' } });
}

/** Seals with a key kept in the system's keyring; where there is none, in memory only, which the box says. */
export async function openKeyringBox(openEntry: () => KeyringEntry, timeoutMs = 5000): Promise<SecretBox> {
  const key = await within(timeoutMs, keyringKey(openEntry)).catch(() => null);
  return key ? keyedBox(key) : createMemoryBox();
}

async function keyringKey(openEntry: () => KeyringEntry): Promise<Uint8Array> {
  const entry = openEntry();
  const kept = await entry.getSecret();
  if (kept?.length === keyBytes) return Uint8Array.from(kept);
  const key = randomBytes(keyBytes);
  await entry.setSecret(key);
  return key;
}

function keyedBox(key: Uint8Array): SecretBox {
  return {
    kind: 'os',
    describe: "this computer's keyring",
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

/** A locked keyring asks its owner, and would wait for ever where nobody sits. */
async function within<Result>(timeoutMs: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The keyring did not answer in time.')), timeoutMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
