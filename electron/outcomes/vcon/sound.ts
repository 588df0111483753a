import type { Call } from '../../../shared/model/call.ts';

/** The sound of a call: where it is, and its bytes where they could be fetched. */
export type Sound = { address: string; fetched: { bytes: Buffer; mediaType: string; name: string } | null };

/** Fetches the sound of a call; null where nobody fetches, or it cannot be had. */
export type FetchSound = (of: Call) => Promise<Sound['fetched']>;

/** Whether others can follow it: practice recordings are made here, and are nowhere else. */
export function isLink(address: string): boolean {
  return /^https?:/i.test(address);
}
