import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import type { Browser } from 'playwright-core';
import { StandInApp } from './electron-stand-in-app.ts';
import type { StandInWindow } from './electron-stand-in-window.ts';

type SchemeHandler = (request: Request) => Response | Promise<Response>;

/** Everything one run of the app under the stand-in touches, for tests to look at. */
export interface StandInWorld {
  browser: Browser;
  app: StandInApp;
  ipcMain: EventEmitter;
  windows: StandInWindow[];
  schemes: Map<string, SchemeHandler>;
  privilegedSchemes: Electron.CustomScheme[];
  permissions: {
    check: Parameters<Electron.Session['setPermissionCheckHandler']>[0];
    request: Parameters<Electron.Session['setPermissionRequestHandler']>[0];
    device: Parameters<Electron.Session['setDevicePermissionHandler']>[0];
    display: Parameters<Electron.Session['setDisplayMediaRequestHandler']>[0];
  };
  /** A window of the app is in front. */
  inFront: boolean;
  opened: string[];
  errors: string[];
  menu: Electron.MenuItemConstructorOptions[];
  storageBackend: ReturnType<Electron.SafeStorage['getSelectedStorageBackend']>;
}

/** A world in which nothing has happened yet. */
export function createWorld(browser: Browser, { isFirstInstance = true } = {}): StandInWorld {
  const windows: StandInWindow[] = [];
  return {
    browser,
    app: new StandInApp(windows, isFirstInstance),
    ipcMain: new EventEmitter(),
    windows,
    schemes: new Map(),
    privilegedSchemes: [],
    permissions: { check: null, request: null, device: null, display: null },
    inFront: false,
    opened: [],
    errors: [],
    menu: [],
    storageBackend: 'gnome_libsecret',
  };
}
