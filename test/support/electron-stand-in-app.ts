import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import type { StandInWindow } from './electron-stand-in-window.ts';

type AppPart = Pick<
  Electron.App,
  | 'whenReady'
  | 'quit'
  | 'exit'
  | 'enableSandbox'
  | 'requestSingleInstanceLock'
  | 'setPath'
  | 'getPath'
  | 'getVersion'
  | 'isPackaged'
  | 'setBadgeCount'
>;

/** The stand-in of `app`: ready at once, and ended when nobody prevents it. */
export class StandInApp extends EventEmitter implements AppPart {
  readonly isPackaged = false;
  readonly ended = Promise.withResolvers<number>();
  readonly windows: StandInWindow[];
  readonly paths = new Map<string, string>();
  readonly isFirstInstance: boolean;
  sandboxed = false;
  badge = 0;

  constructor(windows: StandInWindow[], isFirstInstance: boolean) {
    super();
    this.windows = windows;
    this.isFirstInstance = isFirstInstance;
  }

  async whenReady(): Promise<void> {}

  enableSandbox(): void {
    this.sandboxed = true;
  }

  requestSingleInstanceLock(): boolean {
    return this.isFirstInstance;
  }

  setPath(name: string, path: string): void {
    this.paths.set(name, path);
  }

  getPath(name: string): string {
    return this.paths.get(name) ?? '';
  }

  getVersion(): string {
    return '0.0.0';
  }

  setBadgeCount(count = 0): boolean {
    this.badge = count;
    return true;
  }

  quit(): void {
    for (const window of [...this.windows]) window.close();
    let prevented = false;
    this.emit('will-quit', { preventDefault: () => (prevented = true) });
    if (!prevented) this.exit(0);
  }

  exit(code = 0): void {
    this.ended.resolve(code);
  }
}
