import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hasDisplay } from '../electron/host/has-display.ts';
import { ensureBuild } from './ensure-build.ts';
import { findElectron } from './find-electron.ts';

const root = join(import.meta.dirname, '..');
const soonMs = 5_000;

/** Why the desktop app cannot run here; null when it ran and was closed. */
async function startDesktop(): Promise<string | null> {
  if (!hasDisplay(process)) return 'There is no display here';
  // Without its sandbox Electron would run as root, and we do not take the sandbox away.
  if (process.platform === 'linux' && process.getuid?.() === 0) return 'Electron does not run as root';
  const electron = await findElectron(join(root, 'node_modules/electron'));
  if ('missing' in electron) return electron.missing;

  const startedAt = performance.now();
  const code = await runElectron(electron.path);
  if (code !== 0 && performance.now() - startedAt < soonMs) return 'Electron does not start here';
  process.exitCode = code;
  return null;
}

function runElectron(path: string): Promise<number> {
  const child = spawn(path, [root], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

await ensureBuild();
const hindrance = await startDesktop();
if (hindrance !== null) {
  console.log(`${hindrance}, so Countersign is served to your browser instead.`);
  process.argv.splice(2, 0, '--announce', 'text');
  await import(pathToFileURL(join(root, 'out/serve/serve.js')).href);
}
