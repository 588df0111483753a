import { timingSafeEqual } from 'node:crypto';
import type { FeedPlatform } from '../../../shared/model/feed.ts';
import type { FeedBook } from '../feeds-store.ts';
import type { RunningFeed } from '../running-feed.ts';

/** Where a path leads: to a platform's feed, to one of our own doors, or nowhere. */
export type FoundDoor =
  | { kind: 'platform'; feed: RunningFeed }
  /** `path` is the door's own, whichever way it was joined to the address. */
  | { kind: 'own'; door: 'actions' | 'mcp'; feeds: readonly RunningFeed[]; path: string };

/** Those whose agents got a reference from us, and hold a bearer secret to ask with. */
const askersOfOurOwn = new Set<FeedPlatform>(['actions', 'events', 'mcp']);

/** Finds the feed that a path is about. */
export function findDoor(book: Pick<FeedBook, 'list' | 'get'>, path: string): FoundDoor | null {
  const [key = '', ...rest] = path.split('/').slice(1);
  // The address of a proposal is told to agents without naming a feed: the secret tells whose it is.
  if (key === 'proposals') {
    const feeds = book.list().filter((feed) => feed.enabled && askersOfOurOwn.has(feed.platform));
    return feeds.length > 0 ? { kind: 'own', door: 'actions', feeds, path } : null;
  }
  const feed = book.get(key);
  if (!feed?.enabled || !leadsTo(feed, rest)) return null;
  if (feed.platform === 'mcp') return { kind: 'own', door: 'mcp', feeds: [feed], path: '/mcp' };
  if (feed.platform !== 'actions') return { kind: 'platform', feed };
  const own = rest[0] === 'actions' || rest[0] === 'proposals' ? rest : ['actions', ...rest];
  return { kind: 'own', door: 'actions', feeds: [feed], path: `/${own.join('/')}` };
}

function leadsTo({ unguessable }: RunningFeed, rest: readonly string[]): boolean {
  if (unguessable === null) return true;
  const [wanted, given] = [Buffer.from(unguessable), Buffer.from(rest[0] ?? '')];
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}
