import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { Packager } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageConfig } from '../../build/package-config.ts';
import manifest from '../../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');
const packMs = 400_000;

describe('the configuration of the package', () => {
  it('fits the schema of electron-builder', async () => {
    await new Packager({
      projectDir: root,
      config: structuredClone({ ...packageConfig, afterPack: undefined }),
    }).validateConfig();
  });

  it('would be refused with a name that does not exist', async () => {
    const wrong = { projectDir: root, config: { linux: { targetz: ['deb'] } } };
    await expect(new Packager(wrong as object).validateConfig()).rejects.toThrow('configuration.linux');
  });

  it('names targets, icons and entitlements for all three systems, and its files are there', () => {
    expect(packageConfig.win).toMatchObject({ target: ['nsis'] });
    expect(packageConfig.mac).toMatchObject({ target: ['dmg'], hardenedRuntime: true });
    expect(packageConfig.linux).toMatchObject({ target: ['AppImage', 'deb'] });
    const files = [packageConfig.win?.icon, packageConfig.mac?.icon, packageConfig.mac?.entitlements];
    for (const file of [...files, packageConfig.linux?.icon]) expect(existsSync(join(root, String(file)))).toBe(true);
  });
});

describe('the packaged app', () => {
  let output: string;
  let unpacked: string;
  let asarFile: string;
  let files: string[];

  beforeAll(() => {
    output = mkdtempSync(join(tmpdir(), 'countersign-pack-'));
    const packed = spawnSync(process.execPath, ['build/pack.ts', '--output', output], { cwd: root, encoding: 'utf8' });
    if (packed.status !== 0) throw new Error(packed.stderr + packed.stdout);
    unpacked = join(output, 'linux-unpacked');
    asarFile = join(unpacked, 'resources', 'app.asar');
    files = listPackage(asarFile, { isPack: false });
  }, packMs);
  afterAll(() => rmSync(output, { recursive: true, force: true }));

  it('holds the built console', () => {
    for (const file of ['/package.json', '/out/main/main.js', '/out/preload/preload.cjs', '/out/renderer/index.html']) {
      expect(files).toContain(file);
    }
  });

  it('holds nothing of ours but what was built for the desktop', () => {
    const own = files.filter((file) => !file.startsWith('/node_modules'));
    const allowed = /^\/(package\.json|out(\/(main(\/main\.js)?|preload(\/preload\.cjs)?|renderer(\/.*)?))?)$/;
    expect(own.filter((file) => !allowed.test(file))).toEqual([]);
  });

  it('holds no sources, no source maps and no tests', () => {
    expect(files.filter((file) => /\.(ts|tsx|mts|cts|map)$/.test(file))).toEqual([]);
    expect(files.filter((file) => /\/(test|tests|__tests__)\//.test(file))).toEqual([]);
  });

  it('holds no development dependency', () => {
    const held = new Set(files);
    expect(Object.keys(manifest.devDependencies).filter((name) => held.has(`/node_modules/${name}`))).toEqual([]);
  });

  it('holds every package that the built files import', () => {
    const main = extractFile(asarFile, 'out/main/main.js').toString();
    const imported = [...main.matchAll(/^import .*?["']([^"'./][^"']*)["'];?$/gm)].map(([, name]) => name ?? '');
    const packages = imported
      .filter((name) => name !== 'electron' && !isBuiltin(name))
      .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
    expect(packages.length).toBeGreaterThan(5);
    expect(packages.filter((name) => !files.includes(`/node_modules/${name}`))).toEqual([]);
  });

  it('holds no key, no token and no store', () => {
    expect(files.filter((file) => /\.(env|pem|key|p12|pfx|db|sqlite)$/.test(file))).toEqual([]);
    expect(extractFile(asarFile, 'out/main/main.js').toString()).not.toContain('PRIVATE KEY');
  });

  it('has all nine fuses set as the threat model wants them', async () => {
    const { version: _version, ...wire } = await getCurrentFuseWire(join(unpacked, 'countersign'));
    const { ENABLE, DISABLE } = FuseState;
    expect(wire).toEqual({
      [FuseV1Options.RunAsNode]: DISABLE,
      [FuseV1Options.EnableCookieEncryption]: ENABLE,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: DISABLE,
      [FuseV1Options.EnableNodeCliInspectArguments]: DISABLE,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: ENABLE,
      [FuseV1Options.OnlyLoadAppFromAsar]: ENABLE,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: DISABLE,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: DISABLE,
      [FuseV1Options.WasmTrapHandlers]: ENABLE,
    });
  });
});
