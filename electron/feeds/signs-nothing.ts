import type { FeedPlatform } from '../../shared/model/feed.ts';

/** Whether a platform signs nothing: its feed gets an address that nobody can guess, beside the shared secret. */
export function signsNothing(platform: FeedPlatform, secrets: Readonly<Record<string, string>>): boolean {
  return platform === 'thoughtly' || (platform === 'voiceflow' && !secrets.svixSecret);
}
