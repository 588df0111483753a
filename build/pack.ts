import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, Platform } from 'electron-builder';
import { writeElectronStandIn } from './electron-stand-in.ts';
import { ensureBuild } from './ensure-build.ts';
import { findElectron } from './find-electron.ts';
import { packageConfig } from './package-config.ts';

const root = join(import.meta.dirname, '..');

interface PackOptions {
  output: string;
  /** Installers for this system, too; the unpacked folder alone needs no further tools. */
  installers: boolean;
}

/** Packages the desktop app; without Electron at hand, around a stand-in that has its shape. */
async function pack({ output, installers }: PackOptions): Promise<void> {
  await ensureBuild();
  const electron = await findElectron(join(root, 'node_modules/electron'));
  const standIn = 'missing' in electron;
  if (standIn) console.error(`${electron.missing}: packaging around a stand-in, which cannot run.`);
  const platform = standIn ? Platform.LINUX : Platform.current();
  await build({
    projectDir: root,
    targets: platform.createTarget(installers && !standIn ? null : 'dir'),
    publish: 'never',
    config: {
      ...packageConfig,
      directories: { ...packageConfig.directories, output },
      ...(standIn ? { electronDist: writeElectronStandIn(join(root, 'out/electron-stand-in')) } : {}),
    },
  });
  console.error(`Packaged in ${output}`);
}

const { values } = parseArgs({
  options: {
    output: { type: 'string', default: join(root, 'release') },
    installers: { type: 'boolean', default: false },
  },
});
await pack({ output: values.output, installers: values.installers });
