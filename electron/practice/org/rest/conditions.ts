import { createHash } from 'node:crypto';
import { apiError } from '../http/api-error.ts';
import { preconditionFailed } from '../http/refusals.ts';
import type { SqlRow } from '../store/store.ts';
import type { RestCall } from './rest-call.ts';

/** A conditional header's time; null where there is none, or one that is no time. */
function headerTime(call: RestCall, name: string): number | null {
  const at = Date.parse(call.header(name) ?? '');
  return Number.isNaN(at) ? null : at;
}

/** Refuses a write whose conditional headers are no times; reads let them pass. */
export function requireReadableTimes(call: RestCall): void {
  for (const name of ['If-Modified-Since', 'If-Unmodified-Since']) {
    const text = call.header(name);
    if (text === null || headerTime(call, name) !== null) continue;
    throw apiError(400, 'INVALID_HEADER_VALUE', `Invalid value for the ${name} header: ${text}`);
  }
}

const seconds = (ms: number) => Math.floor(ms / 1000) * 1000;

/** Last-Modified as HTTP writes it. */
export function httpDate(ms: number): string {
  return new Date(seconds(ms)).toUTCString();
}

/** Whether a GET may be answered 304 because nothing changed since the client looked. */
export function isUnchanged(call: RestCall, changedAt: number): boolean {
  const since = headerTime(call, 'If-Modified-Since');
  return since !== null && seconds(changedAt) <= since;
}

/** Refuses with 412 when something changed after the time the client names; equal seconds pass. */
export function requireUnmodified(call: RestCall, changedAt: number): void {
  const since = headerTime(call, 'If-Unmodified-Since');
  if (since !== null && seconds(changedAt) > since) throw preconditionFailed();
}

/** Account rows have an entity tag; no other object does. */
export function etagOf(objectName: string, row: SqlRow): string | null {
  if (objectName !== 'Account') return null;
  const digest = createHash('sha1').update(`${row.Id}${row.SystemModstamp}`).digest('base64');
  return `"${digest}--gzip"`;
}

const namesTag = (header: string, etag: string) =>
  header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag);

/** Whether `If-None-Match` of a GET is met. */
export function isSameTag(call: RestCall, etag: string | null): boolean {
  const wanted = call.header('If-None-Match');
  return wanted !== null && etag !== null && namesTag(wanted, etag);
}

/** `If-Match` and `If-None-Match` of a PATCH, which only Account heeds. */
export function requireTag(call: RestCall, etag: string | null): void {
  if (etag === null) return;
  const match = call.header('If-Match');
  const noneMatch = call.header('If-None-Match');
  const refused = (match !== null && !namesTag(match, etag)) || (noneMatch !== null && namesTag(noneMatch, etag));
  if (refused) throw preconditionFailed();
}
