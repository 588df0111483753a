import type { IncomingHttpHeaders } from 'node:http';
import type { HttpAnswer } from '../../platforms/platform.ts';
import { refusal } from './plain-answer.ts';

const readable = /^\s*(application\/(json|[\w.+-]+\+json|x-www-form-urlencoded))\s*(;|$)/i;

/** Why a request is turned away before anybody looks into it; null where it may go on. */
export function checkSender(
  { method, headers }: { method: string; headers: IncomingHttpHeaders },
  allowed: readonly string[],
): HttpAnswer | null {
  if (!allowed.includes(method)) {
    return refusal(405, `This address takes ${allowed.join(', ')}.`, { allow: allowed.join(', ') });
  }
  if (headers['content-encoding'] && headers['content-encoding'] !== 'identity') {
    return refusal(415, 'Bodies are taken as they are, not compressed.');
  }
  const type = headers['content-type'];
  if (method !== 'GET' && method !== 'DELETE' && type !== undefined && !readable.test(type)) {
    return refusal(415, 'This address takes JSON, or a form where the platform sends one.');
  }
  return null;
}

/** A page in somebody's browser may not speak to our own doors, whatever secret it got hold of. */
export function isFromBrowser(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  return headers.origin !== undefined || (site !== undefined && site !== 'none');
}
