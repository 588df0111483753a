import type { Feed } from '../../../shared/model/feed.ts';

type Addressed = Pick<Feed, 'key' | 'publicUrl' | 'unguessable'>;

/** Where a feed is answered, below the intake's own address. */
export function feedPath({ key, unguessable }: Addressed): string {
  return unguessable === null ? `/${key}` : `/${key}/${unguessable}`;
}

/** What to paste at the platform: below the feed's public base, else the address on this machine. */
export function addressToPaste(feed: Addressed, localBase: string): string {
  const path = feedPath(feed);
  const base = feed.publicUrl === null ? localBase : withoutSlash(feed.publicUrl);
  // Somebody may have given the whole address where its beginning was asked for.
  return base.split('?')[0]?.endsWith(path) ? base : `${base}${path}`;
}

/**
 * The addresses a platform may have called for this request to arrive, for signatures that cover it. A tunnel leads to
 * our root, to a part of it, or straight to the feed, and nobody tells us which; headers that would are anybody's to set.
 */
export function calledAddresses(feed: Addressed, target: string, localBase: string): string[] {
  if (feed.publicUrl === null || !URL.canParse(feed.publicUrl)) return [`${localBase}${target}`];
  const { origin, pathname, search } = new URL(feed.publicUrl);
  const base = withoutSlash(`${origin}${pathname}`);
  const query = target.includes('?') ? target.slice(target.indexOf('?')) : search;
  const all = [`${base}${target}`, `${origin}${target}`, `${base}${query}`, feed.publicUrl];
  return [...new Set(pathname === '/' ? all.slice(0, 1) : all)];
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
