import type { Reading } from './platform.ts';

/** A reading of what was understood. */
export type Understood = Extract<Reading, { kind: 'understood' }>;

/** A reading that holds this, and nothing else. */
export function understood(of: Partial<Omit<Understood, 'kind'>>): Understood {
  return { kind: 'understood', events: [], asks: [], doors: [], unknown: [], ...of };
}
