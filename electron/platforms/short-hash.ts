import { createHash } from 'node:crypto';

/** A few characters that tell two texts apart. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}
