import type { Context, Next } from 'hono';

const ownNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Refuses requests that come under a foreign name: a web page could otherwise rebind its own name to loopback. */
export async function hostGate(context: Context, next: Next): Promise<Response | undefined> {
  const host = context.req.header('Host') ?? '';
  const name = host.replace(/:\d+$/, '').toLowerCase();
  if (!ownNames.has(name)) return new Response('Foreign Host header refused.', { status: 421 });
  await next();
  return undefined;
}
