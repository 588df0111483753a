import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultDataFolder } from '../../electron/host/data-folder.ts';

describe('the data folder', () => {
  it('is the one COUNTERSIGN_DATA names', () => {
    expect(defaultDataFolder({ platform: 'linux', env: { COUNTERSIGN_DATA: 'here' } })).toBe(resolve('here'));
  });

  it.each([
    ['linux', {}, join(homedir(), '.config', 'Countersign')],
    ['linux', { XDG_CONFIG_HOME: '/x' }, join('/x', 'Countersign')],
    ['darwin', {}, join(homedir(), 'Library', 'Application Support', 'Countersign')],
    ['win32', { APPDATA: 'C:/Roaming' }, join('C:/Roaming', 'Countersign')],
  ] as const)('is the application data folder of %s', (platform, env, folder) => {
    expect(defaultDataFolder({ platform, env })).toBe(folder);
  });
});
