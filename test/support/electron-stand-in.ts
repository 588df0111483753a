import { createRequire, registerHooks } from 'node:module';
import type Electron from 'electron';
import { StandInNotification, StandInTray } from './electron-stand-in-notices.ts';
import { StandInChannel } from './electron-stand-in-ports.ts';
import { StandInWindow } from './electron-stand-in-window.ts';
import type { StandInWorld } from './electron-stand-in-world.ts';

/** Starts the built app of a file with `electron` standing for the given world. Once per process: modules are kept. */
export function startUnderStandIn(mainFile: string, world: StandInWorld): void {
  if ('electronStandIn' in globalThis) throw new Error('The app was already started in this process.');
  const standIn = electronModule(world);
  const place = 'stand-in:electron';
  Object.assign(globalThis, { electronStandIn: standIn });
  const source = [
    'const electron = globalThis.electronStandIn;',
    'export default electron;',
    ...Object.keys(standIn).map((name) => `export const ${name} = electron.${name};`),
  ].join('\n');
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron' ? { url: place, format: 'module', shortCircuit: true } : next(specifier, context),
    load: (url, context, next) =>
      url === place ? { format: 'module', source, shortCircuit: true } : next(url, context),
  });
  // Node's own loader: the test runner's import would take the built file for a source and transform it.
  createRequire(import.meta.url)(mainFile);
}

/** The part of Electron's module that the app uses; a change of its types is a compile error here. */
function electronModule(world: StandInWorld) {
  class BrowserWindow extends StandInWindow {
    static getAllWindows = () => [...world.windows];
    static getFocusedWindow = () => (world.inFront ? (world.windows[0] ?? null) : null);

    constructor(options: Electron.BrowserWindowConstructorOptions) {
      super(world, options);
    }
  }
  return {
    app: world.app,
    ipcMain: world.ipcMain,
    BrowserWindow,
    MessageChannelMain: StandInChannel,
    protocol: {
      registerSchemesAsPrivileged: (schemes) => void world.privilegedSchemes.push(...schemes),
      handle: (scheme, handler) => void world.schemes.set(scheme, handler),
    } satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>,
    session: { defaultSession: sessionOf(world) },
    shell: {
      openExternal: async (url) => void world.opened.push(url),
    } satisfies Pick<Electron.Shell, 'openExternal'>,
    dialog: {
      showErrorBox: (title, content) => void world.errors.push(`${title}: ${content}`),
    } satisfies Pick<Electron.Dialog, 'showErrorBox'>,
    screen: {
      getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } } as Electron.Display],
    } satisfies Pick<Electron.Screen, 'getAllDisplays'>,
    Menu: {
      buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template,
      setApplicationMenu: (menu: Electron.MenuItemConstructorOptions[]) => void world.menu.push(...menu),
    },
    Notification: StandInNotification,
    Tray: StandInTray,
    nativeImage: {
      createFromDataURL: (url) => ({ toDataURL: () => url }) as Electron.NativeImage,
    } satisfies Pick<typeof Electron.nativeImage, 'createFromDataURL'>,
    safeStorage: safeStorageOf(world),
  };
}

function sessionOf({ permissions }: StandInWorld) {
  return {
    setPermissionCheckHandler: (handler) => {
      permissions.check = handler;
    },
    setPermissionRequestHandler: (handler) => {
      permissions.request = handler;
    },
    setDevicePermissionHandler: (handler) => {
      permissions.device = handler;
    },
    setDisplayMediaRequestHandler: (handler) => {
      permissions.display = handler;
    },
  } satisfies Pick<
    Electron.Session,
    | 'setPermissionCheckHandler'
    | 'setPermissionRequestHandler'
    | 'setDevicePermissionHandler'
    | 'setDisplayMediaRequestHandler'
  >;
}

/** Seals by turning every bit over: enough to tell a sealed text from a plain one. */
export function safeStorageOf(world: Pick<StandInWorld, 'storageBackend'>) {
  const turn = (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte ^ 0xff));
  return {
    isAsyncEncryptionAvailable: async () => true,
    getSelectedStorageBackend: () => world.storageBackend,
    encryptStringAsync: async (plain) => turn(Buffer.from(plain)),
    decryptStringAsync: async (sealed) => ({ result: turn(sealed).toString('utf8'), shouldReEncrypt: false }),
  } satisfies Pick<
    Electron.SafeStorage,
    'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
  >;
}
