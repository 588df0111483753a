import { EventEmitter } from 'node:events';
import type Electron from 'electron';

/** The stand-in of Notification. */
export class StandInNotification extends EventEmitter implements Pick<Electron.Notification, 'show' | 'close'> {
  static shown: StandInNotification[] = [];
  static isSupported: typeof Electron.Notification.isSupported = () => true;
  readonly options: Electron.NotificationConstructorOptions;

  constructor(options: Electron.NotificationConstructorOptions) {
    super();
    this.options = options;
  }

  show(): void {
    StandInNotification.shown.push(this);
  }

  close(): void {
    this.emit('close');
  }
}

/** The stand-in of Tray. */
export class StandInTray extends EventEmitter implements Pick<Electron.Tray, 'setToolTip'> {
  static made: StandInTray[] = [];
  toolTip = '';
  menu: Electron.MenuItemConstructorOptions[] = [];

  constructor(_image: Electron.NativeImage | string) {
    super();
    StandInTray.made.push(this);
  }

  setToolTip(toolTip: string): void {
    this.toolTip = toolTip;
  }

  /** Menus of the stand-in are their templates. */
  setContextMenu(menu: Electron.MenuItemConstructorOptions[]): void {
    this.menu = menu;
  }
}
