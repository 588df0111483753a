import type { Context, Next } from 'hono';
import type { RequestLog } from '../pages/request-log.ts';

/** Writes down each request with its answer's status, for the page at `/`. */
export function requestLogger(log: RequestLog, clock: () => number) {
  return async (context: Context, next: Next): Promise<void> => {
    const { method, url } = context.req;
    await next();
    const { pathname, search } = new URL(url);
    if (pathname !== '/') log.add({ at: clock(), method, path: pathname + search, status: context.res.status });
  };
}
