import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The mark @electron/fuses looks for in an executable; version, length and state of the fuses follow it. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const wireVersion = 1;
/** As Electron ships them. */
const shippedFuses = '101100011';

/**
 * Writes a folder that has the shape of an unpacked Electron for Linux, so that everything about packaging but
 * Electron itself can be made and looked at where Electron cannot be downloaded.
 */
export function writeElectronStandIn(folder: string): string {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'), { recursive: true });
  const script = "#!/bin/sh\necho 'This package was made without Electron and cannot run.' >&2\nexit 1\n";
  const wire = Buffer.concat([
    Buffer.from(sentinel),
    Buffer.from([wireVersion, shippedFuses.length]),
    Buffer.from(shippedFuses),
  ]);
  const executable = join(folder, 'electron');
  writeFileSync(executable, Buffer.concat([Buffer.from(script), wire]));
  chmodSync(executable, 0o755);
  writeFileSync(join(folder, 'locales', 'en-US.pak'), '');
  writeFileSync(join(folder, 'LICENSE'), '');
  writeFileSync(join(folder, 'version'), '');
  return folder;
}
