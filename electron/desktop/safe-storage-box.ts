import { safeStorage } from 'electron';
import { createMemoryBox } from '../secrets/create-memory-box.ts';
import type { SecretBox } from '../secrets/secret-box.ts';

/** Seals with the means of the operating system; where Electron has none worth the name, in memory only. */
export async function openSafeStorageBox(platform: NodeJS.Platform): Promise<SecretBox> {
  if (!(await isSealedBySystem(platform))) return createMemoryBox();
  return {
    kind: 'os',
    describe: 'the safe storage of this computer',
    seal: async (plain) => (await safeStorage.encryptStringAsync(plain)).toString('base64'),
    open: async (sealed) => (await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'))).result,
  };
}

/** "basic_text" seals with a password that is part of Electron, which anyone can open. */
async function isSealedBySystem(platform: NodeJS.Platform): Promise<boolean> {
  if (platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return false;
  return safeStorage.isAsyncEncryptionAvailable().catch(() => false);
}
