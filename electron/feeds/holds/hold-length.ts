import type { Feed, FeedPlatform } from '../../../shared/model/feed.ts';

/** What is left for the answer to reach the platform before it gives up waiting. */
const wayBackMs = 3_000;
/** The shortest wait of the platforms we know is Vapi's, 20 seconds: for one that does not say, ours must end before. */
const unknownMs = 17_000;
/** Longest hold where nobody set another: tunnels and proxies cut off requests that take a minute. */
const usualMs = 55_000;

/** How long a tool call's answer is kept waiting for a decision. */
export function holdMs(feed: Pick<Feed, 'holdMs'>, platformMs: number | null): number {
  if (platformMs === null) return feed.holdMs ?? unknownMs;
  const most = Math.max(platformMs - wayBackMs, platformMs / 2);
  return Math.max(0, Math.min(most, feed.holdMs ?? usualMs));
}

const told = 'The result will be told to you in this call.';
const later = 'The caller will hear from us about it.';

/** What follows after the hold, by platform: whether the agent will hear of it, has to ask, or somebody calls back. */
const whatNext: Readonly<Record<FeedPlatform, string>> = {
  vapi: told,
  retell: told,
  voiceflow: told,
  elevenlabs: later,
  thoughtly: later,
  twilio: later,
  events: later,
  actions: 'Ask for the proposal by its reference to learn what came of it.',
  mcp: 'Ask for proposal_status with this reference to learn what came of it.',
};

/** What an agent is told when nobody decided in time: shaped as a success, so that it neither asks again nor says it is done. */
export function pendingWords(feed: Pick<Feed, 'platform' | 'pendingWords'>, reference: string): string {
  const usual = `Submitted for review, reference {reference}. It is not done yet: do not say that it is. ${whatNext[feed.platform]}`;
  const words = feed.pendingWords?.trim() || usual;
  if (words.includes('{reference}')) return words.replaceAll('{reference}', reference);
  return `${words} (${reference})`;
}
