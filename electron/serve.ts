import { join } from 'node:path';
import pino from 'pino';
import { standInConsole } from '../test/support/stand-in-console.ts';
import { defaultDataFolder, makeDataFolder } from './host/data-folder.ts';
import { hasDisplay } from './host/has-display.ts';
import { FolderInUseError, lockFolder } from './host/lock-folder.ts';
import { startBrowserHost } from './web/browser-host.ts';
import { PortTakenError } from './web/listen.ts';
import { openBrowser } from './web/open-browser.ts';
import { FlagsError, parseServeFlags, type ServeFlags } from './web/serve-flags.ts';

async function serve(flags: ServeFlags): Promise<void> {
  const log = pino({ level: process.env.COUNTERSIGN_LOG ?? 'warn' }, pino.destination({ fd: 2, sync: true }));
  const dataFolder = makeDataFolder(flags.dataFolder ?? defaultDataFolder(process));
  const lock = lockFolder(dataFolder);
  const running = standInConsole('browser');
  const host = await startBrowserHost({
    router: running.router,
    rendererFolder: join(import.meta.dirname, '..', 'renderer'),
    dataFolder,
    port: flags.port,
    onNextAddress: (url) => process.stderr.write(`That address was used. For another browser: ${url}\n`),
    log,
  });

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await host.stop();
    await running.stop();
    lock.release();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);

  announce(flags.announce, host.url, running.practice);
  if (flags.openBrowser && hasDisplay(process)) await openBrowser(host.url);
}

function announce(form: ServeFlags['announce'], url: string, practice: unknown): void {
  const line = form === 'json' ? JSON.stringify({ url, practice }) : `Countersign is open at ${url}`;
  process.stdout.write(`${line}\n`);
}

function exitCode(error: unknown): number {
  if (error instanceof FlagsError) return 2;
  return 1;
}

try {
  await serve(parseServeFlags(process.argv.slice(2)));
} catch (error) {
  const expected = error instanceof FlagsError || error instanceof FolderInUseError || error instanceof PortTakenError;
  process.stderr.write(`${expected ? error.message : (error instanceof Error && error.stack) || error}\n`);
  process.exit(exitCode(error));
}
