import { apiError } from '../http/api-error.ts';
import { notFound } from '../http/refusals.ts';
import type { RestCall, RestHandler } from '../rest/rest-call.ts';
import { isKnownVersion } from '../rest/versions.ts';

/** A call inside another: its URL read, its body and headers its own, everything else of the outer one. */
export function toSubcall(
  outer: RestCall,
  wanted: {
    method: string;
    url: string;
    body: unknown;
    headers: Readonly<Record<string, unknown>>;
  },
): RestCall {
  const url = new URL(wanted.url, 'http://org.invalid/');
  const match = /^\/services\/data\/v(\d+\.\d)(?:\/(.*))?$/.exec(url.pathname.replace(/\/{2,}/g, '/'));
  if (match?.[1] === undefined || !isKnownVersion(match[1])) throw notFound();
  const headers = new Map(Object.entries(wanted.headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
  return {
    ...outer,
    method: wanted.method,
    version: match[1],
    segments: (match[2] ?? '')
      .split('/')
      .filter((segment) => segment !== '')
      .map(decodeSegment),
    path: url.pathname + url.search,
    query: url.searchParams,
    header: (name) => headers.get(name.toLowerCase()) ?? inherited(outer, name),
    body: { kind: 'value', value: wanted.body },
    nested: true,
  };
}

/** A resource that takes other calls and may therefore not be one of them. */
export function outermost(handler: RestHandler): RestHandler {
  return (call, names) => {
    if (call.nested) throw apiError(400, 'INVALID_INPUT', 'This resource cannot be used in a subrequest.');
    return handler(call, names);
  };
}

/** Headers of the whole request that steer each of its writes; conditions are never inherited. */
function inherited(outer: RestCall, name: string): string | null {
  return /^Sforce-/i.test(name) ? outer.header(name) : null;
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
