import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Console, startConsole } from './console/start-console.ts';
import { type ConfiguredFeed, FeedsFileError, readFeedsFile } from './feeds/feeds-file.ts';
import { defaultDataFolder, makeDataFolder } from './host/data-folder.ts';
import { hasDisplay } from './host/has-display.ts';
import { FolderInUseError, lockFolder } from './host/lock-folder.ts';
import { consoleLog, openLog } from './host/open-log.ts';
import { practiceCalls } from './practice/calls/practice-calls.ts';
import { firstCalls, startPractice } from './practice/start-practice.ts';
import { startBrowserHost } from './web/browser-host.ts';
import { openKeyringBox, systemKeyringEntry } from './web/keyring-box.ts';
import { PortTakenError } from './web/listen.ts';
import { openBrowser } from './web/open-browser.ts';
import { FlagsError, parseServeFlags, type ServeFlags } from './web/serve-flags.ts';

/** Starts the console and serves its window; everything the program does is in this list. */
async function serve(flags: ServeFlags): Promise<void> {
  // Before anything is started: a fault in it is no reason to leave half a console behind.
  const feeds = flags.feedsFile === null ? null : readFeeds(flags.feedsFile);
  const log = openLog({ level: process.env.COUNTERSIGN_LOG, folder: null });
  const dataFolder = makeDataFolder(flags.dataFolder ?? defaultDataFolder(process));
  const lock = lockFolder(dataFolder);
  const secretBox = await openKeyringBox(systemKeyringEntry);
  const practice = flags.org ? null : await startPractice(dataFolder);
  const org = flags.org ?? practice?.org;
  if (!org) throw new Error('There is no org to connect to.');
  const running = await startConsole({
    dataFolder,
    host: 'browser',
    secretBox,
    org,
    openBrowser: (url) => (flags.openBrowser && hasDisplay(process) ? openBrowser(url) : undefined),
    practiceCalls,
    firstCalls: firstCalls(),
    configuredFeeds: feeds ?? [],
    log: consoleLog(log),
  });
  const host = await startBrowserHost({
    router: running.router,
    rendererFolder: join(import.meta.dirname, '..', 'renderer'),
    loadRecording: running.recordings.load,
    dataFolder,
    port: flags.port,
    onNextAddress: (url) => process.stderr.write(`That address is used up. For another browser: ${url}\n`),
    log,
  });

  stopOnSignal(async () => {
    await host.stop();
    await running.stop();
    await practice?.org.stop();
    lock.release();
  });
  const intake = feeds && (await listenFor(running, feeds));
  announce(flags.announce, host.url, {
    practice: practice && { url: practice.org.url, accessToken: practice.org.accessToken },
    ...(intake && { intake }),
  });
  if (flags.openBrowser && hasDisplay(process)) await openBrowser(host.url);
}

function announce(
  form: ServeFlags['announce'],
  url: string,
  rest: { practice: ServeFlags['org']; intake?: Record<string, string> },
): void {
  const line = form === 'json' ? JSON.stringify({ url, ...rest }) : `Countersign is open at ${url}`;
  process.stdout.write(`${line}\n`);
}

function readFeeds(file: string): ConfiguredFeed[] {
  try {
    return readFeedsFile(readFileSync(file, 'utf8'));
  } catch (cause) {
    if (cause instanceof FeedsFileError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new FeedsFileError(`The feeds file ${file} cannot be read: ${why}`, { cause });
  }
}

/** Where each of these feeds is reached on this machine. */
async function listenFor({ feeds }: Console, configured: readonly ConfiguredFeed[]): Promise<Record<string, string>> {
  await feeds.intake.follow();
  const { problem } = feeds.intake.status();
  if (problem !== null) throw new FeedsFileError(problem);
  const urls = configured.map(({ platform }) => {
    const feed = feeds.book.get(platform);
    return [platform, (feed && feeds.intake.localUrlOf(feed)) ?? ''];
  });
  return Object.fromEntries(urls);
}

/** Once asked to stop, the program does; asked again, at once. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const asked = () => {
    if (stopping) process.exit(1);
    stopping = true;
    stop().then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', asked);
  process.on('SIGINT', asked);
}

/** What was expected to go wrong is told as a sentence, all else as it is. */
function fail(error: unknown): never {
  const kinds = [FlagsError, FeedsFileError, FolderInUseError, PortTakenError];
  const expected = kinds.some((kind) => error instanceof kind);
  const told = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${expected && error instanceof Error ? error.message : told}\n`);
  process.exit(error instanceof FlagsError || error instanceof FeedsFileError ? 2 : 1);
}

try {
  await serve(parseServeFlags(process.argv.slice(2)));
} catch (error) {
  fail(error);
}
