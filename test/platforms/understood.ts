import type { Reading } from '../../electron/platforms/platform.ts';

/** A reading that was understood; fails the test where it was not. */
export function understood(reading: Reading): Extract<Reading, { kind: 'understood' }> {
  if (reading.kind === 'malformed') throw new Error(reading.why);
  return reading;
}
