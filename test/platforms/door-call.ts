import type { DoorCall, OpenFeed } from '../../electron/platforms/platform.ts';

/** What a door is given for a call. */
export function doorCall(feed: OpenFeed, call: string, door: string | null = null): DoorCall {
  return { feed, call, door, fetch, signal: new AbortController().signal };
}
