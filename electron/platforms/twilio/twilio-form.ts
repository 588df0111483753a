import type { IntakeRequest } from '../platform.ts';

/** The parameters of a form, in the order they came; null where the body is none. */
export function formOf({ headers, body }: Pick<IntakeRequest, 'headers' | 'body'>): [string, string][] | null {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') return null;
  return [...new URLSearchParams(body.toString('utf8'))];
}
