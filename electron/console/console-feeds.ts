import type { FeedPlatform } from '../../shared/model/feed.ts';
import type { Catalogue } from '../actions/catalogue.ts';
import { withVirtualFields } from '../actions/virtual-fields.ts';
import { createCallDoors } from '../feeds/call-doors.ts';
import { createActionsDoor } from '../feeds/doors/actions-door.ts';
import { createCallBack } from '../feeds/doors/call-back.ts';
import { createMcpDoor } from '../feeds/doors/mcp-door.ts';
import type { OwnDoorParts } from '../feeds/doors/own-doors.ts';
import { createFeeds, type Feeds, type FeedsParts } from '../feeds/feeds.ts';
import type { FeedBook } from '../feeds/feeds-store.ts';
import { createFollowUps, type FollowUps } from '../feeds/follow-ups.ts';
import { type AsksItself, type CallDoorFinder, createAsksItself, createFindDoor } from '../feeds/holds/find-door.ts';
import type { Handover } from '../feeds/holds/handover.ts';
import { createHolds, type Holds } from '../feeds/holds/holds.ts';
import { createOpenSockets } from '../feeds/intake/open-sockets.ts';
import { platforms } from '../platforms/platforms.ts';
import type { Desk } from './calls/desk.ts';
import type { Orgs } from './orgs/orgs.ts';

/** What the feeds of a console work with. */
export type ConsoleFeedsParts = Pick<
  FeedsParts,
  'store' | 'book' | 'take' | 'now' | 'setTimer' | 'checkpoint' | 'log' | 'limits'
> & {
  desk: Pick<Desk, 'requestTool'>;
  catalogue: Catalogue;
  handover: Handover;
  connectionOf: Orgs['connectionOf'];
  /** The org that a feed's calls belong to. */
  orgOf(feed: string): string;
};

/** Live sources of calls, and what is owed to those who ask in them. */
export type ConsoleFeeds = {
  feeds: Feeds;
  holds: Holds;
  followUps: FollowUps;
  findDoor: CallDoorFinder;
  asksItself: AsksItself;
};

/** Puts intake, holds and our own doors together. */
export function createConsoleFeeds(parts: ConsoleFeedsParts): ConsoleFeeds {
  const { store, book, now } = parts;
  const doors = createCallDoors(store, book, now);
  const sockets = createOpenSockets();
  const followUps = createFollowUps({ store, now });
  const findDoor = createFindDoor({
    findFeed: book.find,
    platformOf: (key: FeedPlatform) => platforms[key] ?? null,
    doorOf: doors.find,
  });
  const holds = createHolds({
    ...parts,
    followUps,
    findFeed: book.find,
    findDoor,
    callBack: createCallBack(sockets),
    fetch,
    requestTool: parts.desk.requestTool,
  });
  const ownDoor: OwnDoorParts = {
    catalogue: parts.catalogue,
    ask: holds.ask,
    status: holds.status,
    async describe(feed, object) {
      const connection = parts.connectionOf(parts.orgOf(feed.key));
      if ('message' in connection) return null;
      // An agent may ask while the org cannot be reached: it is told what the catalogue knows.
      return connection.describeObject(object).then(withVirtualFields, () => null);
    },
    log: parts.log,
  };
  const feeds = createFeeds({
    ...parts,
    doors,
    platforms,
    ask: holds.ask,
    ownDoors: { actions: createActionsDoor(ownDoor), mcp: createMcpDoor(ownDoor) },
    sockets,
    fetch,
  });
  return { feeds, holds, followUps, findDoor, asksItself: createAsksItself(book.get) };
}

/** The org that a feed's calls belong to: the one chosen for it, and never another in its stead; else the main one. */
export function orgOfFeed(book: Pick<FeedBook, 'orgOf'>, orgs: Pick<Orgs, 'main'>) {
  return (feed: string): string => book.orgOf(feed) ?? orgs.main()?.id ?? '';
}
