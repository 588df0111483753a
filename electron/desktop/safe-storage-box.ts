import { safeStorage } from 'electron';
import { memoryBox, type SealingBox } from '../host/sealing-box.ts';

/** Seals with the means of the operating system; where Electron has none worth the name, in memory only. */
export async function openSafeStorageBox(platform: NodeJS.Platform): Promise<SealingBox> {
  if (!(await isSealedBySystem(platform))) return memoryBox();
  return {
    kind: 'os',
    describe: 'Tokens are sealed by this computer, for your user only.',
    seal: async (plain) => (await safeStorage.encryptStringAsync(plain)).toString('base64'),
    open: async (sealed) => (await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'))).result,
  };
}

/** "basic_text" seals with a password that is part of Electron, which anyone can open. */
async function isSealedBySystem(platform: NodeJS.Platform): Promise<boolean> {
  if (platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return false;
  return safeStorage.isAsyncEncryptionAvailable().catch(() => false);
}
