import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryBox } from '../../electron/secrets/create-memory-box.ts';
import { openSecretStore } from '../../electron/secrets/open-secret-store.ts';
import { readSealed } from '../../electron/secrets/read-sealed.ts';
import type { SecretBox } from '../../electron/secrets/secret-box.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'countersign-secrets-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** A box that outlives the process, as an OS keyring does. */
function osBox(): SecretBox {
  return { ...createMemoryBox(), kind: 'os', describe: 'test keyring' };
}

describe('the secret store', () => {
  it('brings secrets back after a restart', async () => {
    const box = osBox();
    await (await openSecretStore(folder, box)).set('org/refresh', 'rt-canary-1');
    const again = await openSecretStore(folder, box);
    expect(await again.get('org/refresh')).toBe('rt-canary-1');
    expect(again.names()).toEqual(['org/refresh']);
  });

  it('is read beside the console that has it open, which goes on writing', async () => {
    const box = osBox();
    const store = await openSecretStore(folder, box);
    expect(await readSealed(folder, box)).toMatchObject({ sealedBy: null });
    await store.set('org/refresh', 'rt-canary-1');
    await writeFile(join(folder, 'secrets.json.1.tmp'), 'half written');
    const beside = await readSealed(folder, box);
    expect(beside.sealedBy).toBe('test keyring');
    expect([await beside.get('org/refresh'), await beside.get('other')]).toEqual(['rt-canary-1', null]);
    expect(await readdir(folder)).toHaveLength(2);
    expect(await (await readSealed(folder, osBox())).get('org/refresh')).toBeNull();
  });

  it('keeps no secret readable on the disk, and the file to its owner', async () => {
    await (await openSecretStore(folder, osBox())).set('org/refresh', 'rt-canary-1');
    const files = await readdir(folder);
    expect(files).toEqual(['secrets.json']);
    expect(await readFile(join(folder, 'secrets.json'), 'utf8')).not.toContain('canary');
    expect((await stat(join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600);
  });

  it('writes nothing to the disk when secrets are sealed in memory', async () => {
    const store = await openSecretStore(folder, createMemoryBox());
    await store.set('org/refresh', 'rt-canary-1');
    expect(await store.get('org/refresh')).toBe('rt-canary-1');
    expect(store.kind).toBe('memory');
    expect(await readdir(folder)).toEqual([]);
  });

  it('has no secret once it is deleted, nor one that another box sealed', async () => {
    const box = osBox();
    const store = await openSecretStore(folder, box);
    await store.set('a', '1');
    await store.set('b', '2');
    await store.delete('a');
    expect(await (await openSecretStore(folder, box)).get('a')).toBeNull();
    const other = await openSecretStore(folder, osBox());
    expect(await other.get('b')).toBeNull();
    await other.set('c', '3');
    expect(await (await openSecretStore(folder, box)).get('b')).toBe('2');
  });

  it('ends with the last of many secrets set at once', async () => {
    const box = osBox();
    const store = await openSecretStore(folder, box);
    await Promise.all(Array.from({ length: 30 }, (_, index) => store.set('token', `t${index}`)));
    expect(await (await openSecretStore(folder, box)).get('token')).toBe('t29');
  });

  it('puts a damaged file aside and clears what a killed process left', async () => {
    await writeFile(join(folder, 'secrets.json'), '{"version":1,"sea');
    await writeFile(join(folder, 'secrets.json.123.tmp'), 'half');
    const store = await openSecretStore(folder, osBox());
    await store.set('a', '1');
    expect((await readdir(folder)).sort()).toEqual(['secrets.json', 'secrets.json.damaged']);
  });
});

describe('the memory box', () => {
  it('opens only what it sealed itself, untouched', async () => {
    const box = createMemoryBox();
    const sealed = await box.seal('canary');
    expect(await box.open(sealed)).toBe('canary');
    await expect(createMemoryBox().open(sealed)).rejects.toThrow();
    const touched = Buffer.from(sealed, 'base64');
    touched[touched.length - 1] = (touched.at(-1) ?? 0) ^ 1;
    await expect(box.open(touched.toString('base64'))).rejects.toThrow();
  });
});
