import { type BrowserWindow, dialog } from 'electron';
import type { Logger } from 'pino';

const mostRevivals = 3;
const withinMs = 60_000;

/** Loads a window anew whose process was lost; one that keeps being lost is left, and the supervisor told. */
export function reviveWindow(window: BrowserWindow, log: Logger): void {
  let lostAt: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    const now = Date.now();
    lostAt = [...lostAt.filter((at) => now - at < withinMs), now];
    log.error({ reason }, "the window's process was lost");
    if (lostAt.length <= mostRevivals) {
      window.webContents.reload();
      return;
    }
    dialog.showErrorBox(
      'The window of Countersign keeps failing',
      `Its process ended ${lostAt.length} times within a minute (${reason}). Nothing is lost: calls and proposals are kept. Close Countersign and start it again.`,
    );
  });
}
