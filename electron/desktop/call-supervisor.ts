import { app, BrowserWindow, Menu, Notification, nativeImage, Tray } from 'electron';
import type { Logger } from 'pino';
import type { Notice } from '../../shared/model/notice.ts';
import { consoleOrigin } from './console-scheme.ts';

/** What is shown outside of the window, as the console tells it. */
type News = { notices: readonly Notice[]; count: number | null };

type CallSupervisorParts = {
  news: AsyncIterable<News>;
  openWindow(): Promise<BrowserWindow>;
  log: Logger;
};

/** Shows notices while no window is in front, and the count of what waits on dock, taskbar and tray. */
export async function callSupervisor({ news, openWindow, log }: CallSupervisorParts): Promise<void> {
  const tray = makeTray(log);
  // A notice that nobody holds on to may be cleared away together with its click.
  const held = new Set<Notification>();
  const open = (path: string) =>
    showCard(path, openWindow).catch((error: unknown) => log.error({ err: error }, 'a card could not be shown'));
  tray?.on('click', () => void open('/approvals'));
  for await (const { notices, count } of news) {
    app.setBadgeCount(count ?? 0);
    tray?.setToolTip(trayWords(count));
    tray?.setContextMenu(
      Menu.buildFromTemplate([
        { label: trayWords(count), click: () => void open('/approvals') },
        { type: 'separator' },
        { role: 'quit' },
      ]),
    );
    if (BrowserWindow.getFocusedWindow() || !Notification.isSupported()) continue;
    for (const { title, body, path } of notices) {
      const notice = new Notification({ title, body, silent: true });
      held.add(notice);
      notice.on('click', () => {
        held.delete(notice);
        void open(path);
      });
      notice.on('close', () => held.delete(notice));
      notice.show();
    }
  }
}

/** A desktop may have no tray: everything else works all the same. */
function makeTray(log: Logger): Tray | null {
  try {
    return new Tray(nativeImage.createFromDataURL(trayImage));
  } catch (error) {
    log.warn({ err: error }, 'there is no tray to stand in');
    return null;
  }
}

function trayWords(count: number | null): string {
  return count === null ? 'Countersign' : `Countersign: ${count} waiting`;
}

async function showCard(path: string, openWindow: () => Promise<BrowserWindow>): Promise<void> {
  const window = BrowserWindow.getAllWindows()[0] ?? (await openWindow());
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
  await window.loadURL(`${consoleOrigin}/#${path}`);
}

/** The mark, small: a ring in the teal of the console. */
const trayImage =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAYAAABzenr0AAABEUlEQVR42u2XMQ6EIBBFSbiABRfwDCSW9hZ7Aq/jIbzCdlbb2lrsQTyEye4Us4khA84ARjax+A0C/80AMqjH66mulLoBhAMa0ACaQStoQ63YNmCf7AAdGnyYmnFMFoBRYOxqTAGohFGHslHFAPjMJ1APqkEaVWPbFIAQAVBpf4NaxpK12Ncdv3ABOk/UWrC7tScblgMwE5Fr4XE1GLE4Aw1B3WYyNxyAgUj9aeYUgJv+/kxzCmB1Jqh332xucwpgcyb5bb4lMGm0ORfABiZPMpcsgc8kyVyyCX1mSebSY0hBJJnH/IhMrshTfsXm4FTs74MoAO5lZAWXkSrhOv6vgqSIkuzyorSYsryIh8n9NjxNX85w1N366K1EAAAAAElFTkSuQmCC';
