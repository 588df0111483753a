import { join } from 'node:path';
import { app, BrowserWindow, dialog, session } from 'electron';
import { startConsole } from './console/start-console.ts';
import { setAppMenu } from './desktop/app-menu.ts';
import { callSupervisor } from './desktop/call-supervisor.ts';
import { connectWindows } from './desktop/connect-windows.ts';
import { registerConsoleScheme, serveConsoleScheme } from './desktop/console-scheme.ts';
import { openConsoleWindow } from './desktop/console-window.ts';
import { drainOnQuit } from './desktop/drain-on-quit.ts';
import { guardContents } from './desktop/guard-contents.ts';
import { guardSession } from './desktop/guard-session.ts';
import { openOutside } from './desktop/open-outside.ts';
import { openSafeStorageBox } from './desktop/safe-storage-box.ts';
import { openWindowPreferences } from './desktop/window-preferences.ts';
import { defaultDataFolder, makeDataFolder } from './host/data-folder.ts';
import { lockFolder } from './host/lock-folder.ts';
import { consoleLog, openLog } from './host/open-log.ts';
import { firstCalls, startPractice } from './practice/start-practice.ts';

const dataFolder = makeDataFolder(defaultDataFolder(process));
const windowFolder = makeDataFolder(join(dataFolder, 'window'));

/** Starts the console and its window; everything the app does is in this list. */
async function start(): Promise<void> {
  await app.whenReady();
  // A packaged app has no terminal to write to.
  const log = openLog({ level: process.env.COUNTERSIGN_LOG, folder: app.isPackaged ? dataFolder : null });
  const lock = lockFolder(dataFolder);
  const secretBox = await openSafeStorageBox(process.platform);
  const practice = await startPractice(dataFolder);
  const running = await startConsole({
    dataFolder,
    host: 'desktop',
    secretBox,
    org: practice.org,
    openBrowser: openOutside(practice.org.url),
    practiceCalls: practice.calls,
    firstCalls: firstCalls(),
    log: consoleLog(log),
  });
  const quitting = new AbortController();
  drainOnQuit(async () => {
    quitting.abort();
    await running.stop();
    await practice.org.stop();
    lock.release();
  }, log);

  setAppMenu(process.platform);
  guardSession(session.defaultSession);
  guardContents({ practiceUrl: practice.org.url, log });
  serveConsoleScheme(join(import.meta.dirname, '..', 'renderer'), running.recordings.load);
  connectWindows(running.router, log);

  const preferences = openWindowPreferences(windowFolder);
  const preloadFile = join(import.meta.dirname, '..', 'preload', 'preload.cjs');
  const openWindow = () => openConsoleWindow({ preloadFile, preferences, log });
  app.on('second-instance', showWindow);
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) void openWindow();
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  await openWindow();
  callSupervisor({ news: running.followNotices(quitting.signal), openWindow, log }).catch((error: unknown) =>
    log.error({ err: error }, 'notices are shown no more'),
  );
}

function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

app.enableSandbox();
registerConsoleScheme();
app.setPath('userData', windowFolder);
if (app.requestSingleInstanceLock()) {
  start().catch((error: unknown) => {
    dialog.showErrorBox('Countersign cannot start', error instanceof Error ? error.message : String(error));
    app.exit(1);
  });
} else {
  app.quit();
}
