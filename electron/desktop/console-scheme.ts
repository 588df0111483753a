import { protocol } from 'electron';
import { securityHeaders } from '../host/content-policy.ts';
import { type LoadRecording, recordingFile, recordingOfPath } from '../host/recording-file.ts';
import { rendererFile } from '../host/renderer-files.ts';

const scheme = 'app';
const host = 'console';

/** The origin of the window as Electron tells it; `new URL(…).origin` says "null" for a scheme of one's own. */
export const consoleOrigin = `${scheme}://${host}`;

/** Gives app:// the rights of a web origin; must run before the app is ready. */
export function registerConsoleScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true, stream: true } },
  ]);
}

/** Answers app://console with the window's built files and the sound of calls, and with nothing else. */
export function serveConsoleScheme(rendererFolder: string, loadRecording: LoadRecording): void {
  protocol.handle(scheme, async (request) => {
    if (request.method !== 'GET' || !isConsoleUrl(request.url)) {
      return new Response('Refused.', { status: 403, headers: securityHeaders });
    }
    const { pathname } = new URL(request.url);
    const call = recordingOfPath(pathname);
    const file =
      call === null
        ? await rendererFile(rendererFolder, pathname)
        : await recordingFile(loadRecording, call, request.headers.get('range'));
    return new Response(file.body, { status: file.status, headers: file.headers });
  });
}

/** Whether an address is one of the window's own. */
export function isConsoleUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed?.protocol === `${scheme}:` && parsed.host === host && parsed.username === '' && parsed.password === '';
}
