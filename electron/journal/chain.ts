import { createHash } from 'node:crypto';

/** What the chain covers of an entry: everything but the values, which it covers by their salted digest. */
export type ChainedEntry = {
  seq: number;
  at: number;
  kind: string;
  org: string;
  call: string | null;
  proposal: string | null;
  actor: string;
  summary: string;
  digest: string;
  prev: string;
};

/** What the first entry points back to. */
export const genesis = '0'.repeat(64);

/** Digest of an entry's values. The salt keeps short values from being guessed from it once they are erased. */
export function digestValues(salt: string, value: string): string {
  return createHash('sha256').update(salt).update('\n').update(value).digest('hex');
}

/** Hash of an entry, which the next one carries as `prev`. */
export function hashEntry(entry: ChainedEntry): string {
  const { seq, at, kind, org, call, proposal, actor, summary, digest, prev } = entry;
  return createHash('sha256')
    .update(JSON.stringify([seq, at, kind, org, call, proposal, actor, summary, digest, prev]))
    .digest('hex');
}
