import type { Call } from '../../../shared/model/call.ts';
import type { Feed, FeedPlatform } from '../../../shared/model/feed.ts';
import type { Proposal } from '../../../shared/model/proposal.ts';
import type { DoorCall, Doors, Platform } from '../../platforms/platform.ts';
import type { FindFeed } from '../running-feed.ts';

/** A way into a live call, or why there is none. */
export type FoundDoor<Name extends keyof Doors> =
  | { kind: 'open'; enter: NonNullable<Doors[Name]>; to: Omit<DoorCall, 'fetch' | 'signal'> }
  | { kind: 'shut'; why: string };

/** Finds the way into a call that one of its sources has. */
export type CallDoorFinder = <Name extends keyof Doors>(call: Call, name: Name) => Promise<FoundDoor<Name>>;

/** What finding works with. */
export type FindDoorParts = {
  findFeed: FindFeed;
  platformOf(key: FeedPlatform): Platform | null;
  /** The address that came with the call's events; null where none did. */
  doorOf(feed: string, call: string): Promise<string | null>;
};

/** Makes the finder. */
export function createFindDoor({ findFeed, platformOf, doorOf }: FindDoorParts): CallDoorFinder {
  return async (call, name) => {
    if (call.endedAt !== null) return { kind: 'shut', why: 'The call is over.' };
    for (const source of call.sources) {
      const feed = await findFeed(source.feed);
      const enter = feed && platformOf(feed.platform)?.doors[name];
      if (!feed || !enter) continue;
      const door = await doorOf(feed.key, source.externalId);
      return { kind: 'open', enter, to: { feed, call: source.externalId, door } };
    }
    return { kind: 'shut', why: 'Its platform has no way into a live call for this.' };
  };
}

/** Whether an agent that asked for a proposal comes itself for what came of it: what it is asked back, it hears then. */
export type AsksItself = (of: Pick<Proposal, 'askers'>) => boolean;

/** Makes that, by the feeds there are. */
export function createAsksItself(feedOf: (key: string) => Pick<Feed, 'platform' | 'enabled'> | null): AsksItself {
  return ({ askers }) =>
    askers.some(({ kind, feed, toolCall }) => {
      const of = kind === 'agent' && feed !== null && toolCall !== null ? feedOf(feed) : null;
      return of?.enabled === true && canAskItself(of.platform);
    });
}

/** Whether agents of it ask themselves what came of a proposal. */
export function canAskItself(platform: FeedPlatform): boolean {
  return platform === 'actions' || platform === 'mcp';
}
