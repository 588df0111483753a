import type { Feed, FeedPlatform } from '../../shared/model/feed.ts';

/** A feed as somebody would set it up. */
export function sampleFeed(platform: FeedPlatform, rest: Partial<Feed> = {}): Feed {
  return {
    key: platform,
    platform,
    name: platform,
    org: null,
    enabled: true,
    publicUrl: null,
    unguessable: null,
    holdMs: null,
    pendingWords: null,
    apiBase: null,
    options: {},
    ...rest,
  };
}
