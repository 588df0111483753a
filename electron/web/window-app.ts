import { Hono } from 'hono';
import { securityHeaders } from '../host/content-policy.ts';
import { type LoadRecording, recordingFile, recordingOfPath } from '../host/recording-file.ts';
import { rendererFile } from '../host/renderer-files.ts';
import { checkRequest, ownHosts } from './check-request.ts';
import { unauthorisedPage } from './unauthorised-page.ts';
import type { WindowPass } from './window-pass.ts';

interface WindowAppOptions {
  pass: WindowPass;
  port: number;
  rendererFolder: string;
  loadRecording: LoadRecording;
  /** A launch address was used; the next one is for another browser. */
  onLaunched: () => void;
}

/** The console's window over HTTP: the launch address, the built files, and a plain page for whoever holds no pass. */
export function createWindowApp({ pass, port, rendererFolder, loadRecording, onLaunched }: WindowAppOptions): Hono {
  const app = new Hono();
  const socketOrigins = ownHosts(port).map((host) => `ws://${host}`);

  app.use(async (context, next) => {
    const refusal = checkRequest(
      { method: context.req.method, host: context.req.header('host'), origin: context.req.header('origin') },
      port,
    );
    if (refusal)
      return context.text(refusal.message, refusal.status, { ...securityHeaders, 'Cache-Control': 'no-store' });
    return next();
  });

  app.get('/launch/:token', (context) => {
    const headers = { ...securityHeaders, 'Cache-Control': 'no-store', Location: '/' };
    // A HEAD is a preview of the address, not a visit, and must not use it up.
    if (context.req.method === 'GET' && pass.redeem(context.req.param('token'))) {
      onLaunched();
      return context.body(null, 303, { ...headers, 'Set-Cookie': pass.cookie() });
    }
    if (pass.admits(context.req.header('cookie'))) return context.body(null, 303, headers);
    return unauthorisedPage({ crossSite: false });
  });

  app.get('*', async (context) => {
    if (!pass.admits(context.req.header('cookie'))) {
      return unauthorisedPage({ crossSite: context.req.header('sec-fetch-site') === 'cross-site' });
    }
    const { pathname } = new URL(context.req.url);
    const call = recordingOfPath(pathname);
    // What a caller said is for the window's own player: no other page of this machine embeds it, or reads how long it is.
    if (call !== null && (context.req.header('sec-fetch-site') ?? 'same-origin') !== 'same-origin') {
      return context.text('The recording is for the window alone.', 403, {
        ...securityHeaders,
        'Cache-Control': 'no-store',
      });
    }
    const file =
      call === null
        ? await rendererFile(rendererFolder, pathname, socketOrigins)
        : await recordingFile(loadRecording, call, context.req.header('range') ?? null);
    return new Response(file.body, { status: file.status, headers: file.headers });
  });
  return app;
}
