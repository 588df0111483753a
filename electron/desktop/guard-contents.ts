import { app, shell, type WebContents } from 'electron';
import type { Logger } from 'pino';
import { isConsoleUrl } from './console-scheme.ts';
import { isAllowedOutside } from './external-links.ts';

interface GuardOptions {
  /** The practice org of this console, whose records are linked over http on loopback. */
  practiceUrl: string | null;
  log: Logger;
}

/** Keeps every page this app ever shows at the console: no navigation elsewhere, no new windows, no embedded ones. */
export function guardContents(options: GuardOptions): void {
  app.on('web-contents-created', (_event, contents) => guard(contents, options));
}

function guard(contents: WebContents, { practiceUrl, log }: GuardOptions): void {
  const stayAtConsole = (event: { url: string; preventDefault(): void }) => {
    if (isConsoleUrl(event.url)) return;
    event.preventDefault();
    log.warn({ url: event.url }, 'a navigation away from the console was refused');
  };
  contents.on('will-navigate', stayAtConsole);
  contents.on('will-frame-navigate', stayAtConsole);
  contents.on('will-redirect', stayAtConsole);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isAllowedOutside(url, practiceUrl)) {
      shell.openExternal(url).catch((error: unknown) => log.warn({ err: error, url }, 'a link could not be opened'));
    } else {
      log.warn({ url }, 'a link to a place outside the org was refused');
    }
    return { action: 'deny' };
  });
}
