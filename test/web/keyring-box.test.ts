import { describe, expect, it } from 'vitest';
import { type KeyringEntry, openKeyringBox } from '../../electron/web/keyring-box.ts';

function keptEntry(): KeyringEntry {
  let secret: number[] | null = null;
  return {
    getSecret: async () => secret,
    setSecret: async (next) => {
      secret = [...next];
    },
  };
}

describe('the box over the keyring', () => {
  it('opens after a restart what it sealed before', async () => {
    const entry = keptEntry();
    const before = await openKeyringBox(() => entry);
    const sealed = await before.seal('refresh-token-✓');
    const after = await openKeyringBox(() => entry);
    expect(after.kind).toBe('os');
    expect(await after.open(sealed)).toBe('refresh-token-✓');
    expect(sealed).not.toContain('refresh');
  });

  it('keeps in memory only, and says so, where there is no keyring', async () => {
    const box = await openKeyringBox(() => {
      throw new Error('no secret service');
    });
    expect(box.kind).toBe('memory');
    expect(box.describe).toContain('memory only');
    expect(await box.open(await box.seal('token'))).toBe('token');
  });

  it('does not wait for ever for a locked keyring', async () => {
    const box = await openKeyringBox(() => ({ ...keptEntry(), getSecret: () => new Promise(() => undefined) }), 10);
    expect(box.kind).toBe('memory');
  });

  it('refuses what was changed after it was sealed', async () => {
    const entry = keptEntry();
    const box = await openKeyringBox(() => entry);
    const sealed = Buffer.from(await box.seal('token'), 'base64');
    sealed.writeUInt8((sealed.at(-1) ?? 0) ^ 1, sealed.length - 1);
    await expect(box.open(sealed.toString('base64'))).rejects.toThrow();
  });
});
