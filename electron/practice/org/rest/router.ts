import { methodNotAllowed, notFound } from '../http/refusals.ts';
import { answerError, type RestAnswer, type RestCall, type RestHandler } from './rest-call.ts';

/** A resource: its path (`:name` takes one segment) and what it does for each method. */
export interface Route {
  readonly path: string;
  readonly methods: Readonly<Record<string, RestHandler>>;
}

/** Answers calls from a table of resources; the first path that fits wins. */
export function createRouter(routes: readonly Route[]): (call: RestCall) => RestAnswer {
  const compiled = routes.map((route) => ({ ...route, parts: route.path === '' ? [] : route.path.split('/') }));
  return (call) => {
    try {
      for (const route of compiled) {
        const names = match(route.parts, call.segments);
        if (names !== null) return dispatch(route, call, names);
      }
      throw notFound();
    } catch (cause) {
      return answerError(cause);
    }
  };
}

function match(parts: readonly string[], segments: readonly string[]): Record<string, string> | null {
  if (parts.length !== segments.length) return null;
  const names: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith(':')) names[part.slice(1)] = segment;
    else if (part.toLowerCase() !== segment.toLowerCase()) return null;
  }
  return names;
}

function dispatch(route: Route, call: RestCall, names: Record<string, string>): RestAnswer {
  const method = call.method === 'HEAD' && route.methods.HEAD === undefined ? 'GET' : call.method;
  const handler = route.methods[method];
  if (handler !== undefined) return handler(call, names);
  const allowed = Object.keys(route.methods);
  if (allowed.includes('GET')) allowed.push('HEAD');
  throw methodNotAllowed(call.method, allowed.sort());
}
