import { join } from 'node:path';
import { flipFuses } from '@electron/fuses';
import type { AfterPackContext, Configuration } from 'electron-builder';
import { fuses } from './fuses.ts';

/** How the desktop app is packaged, as electron-builder wants to know it. */
export const packageConfig: Configuration = {
  appId: 'com.countersign.console',
  productName: 'Countersign',
  copyright: 'The Countersign founders',
  directories: { output: 'release', buildResources: 'build' },
  asar: true,
  npmRebuild: false,
  files: [
    'package.json',
    'out/main/**/*',
    'out/preload/**/*',
    'out/renderer/**/*',
    '!**/*.{ts,mts,cts,tsx,map,md,markdown,flow,tsbuildinfo}',
    '!node_modules/**/{test,tests,__tests__,spec,example,examples,benchmark,.github}/**',
    // The keyring and the opener of browsers belong to the browser host.
    '!node_modules/@napi-rs/**',
    '!node_modules/open/**',
  ],
  electronLanguages: ['en-US'],
  // electron-builder's own way of setting fuses knows eight of the nine.
  afterPack: setFuses,
  win: { target: ['nsis'], icon: 'build/icon.ico' },
  nsis: { oneClick: false, perMachine: false, deleteAppDataOnUninstall: false },
  mac: {
    target: ['dmg'],
    icon: 'build/icon.png',
    category: 'public.app-category.business',
    hardenedRuntime: true,
    gatekeeperAssess: false,
    entitlements: 'build/entitlements.mac.plist',
    entitlementsInherit: 'build/entitlements.mac.plist',
  },
  linux: {
    target: ['AppImage', 'deb'],
    icon: 'build/icons',
    category: 'Office',
    executableName: 'countersign',
    maintainer: 'The Countersign founders <founders@countersign.example>',
    synopsis: 'Countersign what voice and chat agents want to write to Salesforce.',
  },
};

/** Before signing, which would no longer fit the changed executable. */
async function setFuses({ appOutDir, electronPlatformName, packager }: AfterPackContext): Promise<void> {
  const names: Readonly<Record<string, string>> = {
    darwin: `${packager.appInfo.productFilename}.app`,
    win32: `${packager.appInfo.productFilename}.exe`,
    linux: 'countersign',
  };
  const name = names[electronPlatformName];
  if (!name) throw new Error(`No fuses are known to set for ${electronPlatformName}.`);
  const resetAdHocDarwinSignature = electronPlatformName === 'darwin';
  await flipFuses(join(appOutDir, name), { ...fuses, resetAdHocDarwinSignature });
}
