import { describe, expect, it, vi } from 'vitest';
import { openSafeStorageBox } from '../../electron/desktop/safe-storage-box.ts';
import type { StandInWorld } from '../support/electron-stand-in-world.ts';

const world: Pick<StandInWorld, 'storageBackend'> = vi.hoisted(() => ({ storageBackend: 'gnome_libsecret' }));
const available = vi.hoisted(() => ({ value: true }));

// The real module downloads Electron when it is loaded.
vi.mock('electron', async () => {
  const { safeStorageOf } = await import('../support/electron-stand-in.ts');
  return { safeStorage: { ...safeStorageOf(world), isAsyncEncryptionAvailable: async () => available.value } };
});

describe('the box over the safe storage of Electron', () => {
  it('seals by the operating system, and opens what it sealed', async () => {
    const box = await openSafeStorageBox('linux');
    const sealed = await box.seal('refresh-token');
    expect(box.kind).toBe('os');
    expect(Buffer.from(sealed, 'base64').toString()).not.toContain('refresh-token');
    expect(await box.open(sealed)).toBe('refresh-token');
  });

  it('keeps in memory only where Linux has no keyring, for the password of basic_text is known to all', async () => {
    world.storageBackend = 'basic_text';
    expect((await openSafeStorageBox('linux')).kind).toBe('memory');
    expect((await openSafeStorageBox('darwin')).kind).toBe('os');
    world.storageBackend = 'gnome_libsecret';
  });

  it('keeps in memory only where the system seals nothing', async () => {
    available.value = false;
    expect((await openSafeStorageBox('win32')).kind).toBe('memory');
    available.value = true;
  });
});
