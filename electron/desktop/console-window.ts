import { BrowserWindow, screen } from 'electron';
import type { Logger } from 'pino';
import { consoleOrigin } from './console-scheme.ts';
import { reviveWindow } from './revive-window.ts';
import { isOnScreen, type WindowPreferencesStore } from './window-preferences.ts';

interface ConsoleWindowOptions {
  preloadFile: string;
  preferences: WindowPreferencesStore;
  log: Logger;
}

/** Opens the console's window as it was left. */
export async function openConsoleWindow({
  preloadFile,
  preferences,
  log,
}: ConsoleWindowOptions): Promise<BrowserWindow> {
  const { bounds, maximized, zoomLevel } = preferences.read();
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    ...(bounds && isOnScreen(bounds, screens) ? bounds : {}),
    minWidth: 960,
    minHeight: 600,
    title: 'Countersign',
    show: false,
    webPreferences: {
      preload: preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => {
    window.webContents.setZoomLevel(zoomLevel);
    if (maximized) window.maximize();
    window.show();
  });
  window.on('close', () => {
    preferences.write({
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
      zoomLevel: window.webContents.getZoomLevel(),
    });
  });
  reviveWindow(window, log);
  await window.loadURL(`${consoleOrigin}/`);
  return window;
}
