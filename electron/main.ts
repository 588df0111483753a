import { join } from 'node:path';
import { app, BrowserWindow, dialog, session } from 'electron';
import pino from 'pino';
import { standInConsole } from '../test/support/stand-in-console.ts';
import { setAppMenu } from './desktop/app-menu.ts';
import { connectWindows } from './desktop/connect-windows.ts';
import { registerConsoleScheme, serveConsoleScheme } from './desktop/console-scheme.ts';
import { openConsoleWindow } from './desktop/console-window.ts';
import { drainOnQuit } from './desktop/drain-on-quit.ts';
import { guardContents } from './desktop/guard-contents.ts';
import { guardSession } from './desktop/guard-session.ts';
import { openSafeStorageBox } from './desktop/safe-storage-box.ts';
import { openWindowPreferences } from './desktop/window-preferences.ts';
import { defaultDataFolder, makeDataFolder } from './host/data-folder.ts';
import { lockFolder } from './host/lock-folder.ts';

const dataFolder = makeDataFolder(defaultDataFolder(process));
const windowFolder = makeDataFolder(join(dataFolder, 'window'));

/** Starts the console and its window; everything the app does is in this list. */
async function start(): Promise<void> {
  await app.whenReady();
  const log = openLog();
  const lock = lockFolder(dataFolder);
  const secretBox = await openSafeStorageBox(process.platform);
  const running = standInConsole('desktop');
  drainOnQuit(async () => {
    await running.stop();
    lock.release();
  }, log);

  setAppMenu(process.platform);
  guardSession(session.defaultSession);
  guardContents({ practiceUrl: () => null, log });
  serveConsoleScheme(join(import.meta.dirname, '..', 'renderer'));
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
}

function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

function openLog(): pino.Logger {
  // A packaged app has no terminal to write to.
  const destination = app.isPackaged ? { dest: join(dataFolder, 'console.log'), sync: true } : { fd: 2, sync: true };
  return pino({ level: process.env.COUNTERSIGN_LOG ?? 'warn' }, pino.destination(destination));
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
