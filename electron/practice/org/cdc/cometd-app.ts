import { Hono } from 'hono';
import { findSession } from '../oauth/tokens.ts';
import type { Org } from '../org.ts';
import type { Cometd } from './cometd.ts';

/** The CometD endpoint over HTTP. */
export function createCometdApp(org: Org, cometd: Cometd): Hono {
  const app = new Hono();
  // Clients probe with a GET before they settle on long polling.
  app.get('/cometd/:version', () => new Response('', { status: 405, headers: { Allow: 'POST' } }));
  app.on('POST', ['/cometd/:version', '/cometd/:version/*'], async (context) => {
    const messages = readMessages(await context.req.text());
    if (messages === null) return new Response('', { status: 400 });
    const token = /^(?:Bearer|OAuth)\s+(.+)$/i.exec(context.req.header('Authorization') ?? '')?.[1];
    const session = () => (token === undefined ? undefined : findSession(org, token));
    return context.json(await cometd.answer(messages, session));
  });
  return app;
}

/** The messages of a body: a JSON array or one object, bare or as a form's `message`. */
function readMessages(text: string): unknown[] | null {
  const json = text.startsWith('message=') ? (new URLSearchParams(text).get('message') ?? '') : text;
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) ? value : [value];
  } catch {
    return null;
  }
}
