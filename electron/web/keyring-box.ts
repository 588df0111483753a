import { randomBytes } from 'node:crypto';
import { AsyncEntry } from '@napi-rs/keyring';
import { createMemoryBox } from '../secrets/create-memory-box.ts';
import { openWithKey, sealWithKey } from '../secrets/seal-with-key.ts';
import type { SecretBox } from '../secrets/secret-box.ts';

/** What the box needs of the system's keyring: one secret, read and written. */
export interface KeyringEntry {
  getSecret(): Promise<Uint8Array | number[] | null>;
  setSecret(secret: Uint8Array): Promise<void>;
}

const keyBytes = 32;

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
    seal: async (plain) => sealWithKey(key, plain),
    open: async (sealed) => openWithKey(key, sealed),
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
