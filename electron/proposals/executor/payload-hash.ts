import { createHash } from 'node:crypto';

/** SHA-256 of a canonical payload, hexadecimal: what a decision is bound to. */
export function payloadHash(canonical: string): string {
  return createHash('sha256').update(canonical).digest('hex');
}
