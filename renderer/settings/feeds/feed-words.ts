import type { FeedsView, FeedView, IntakeStatus, PlatformView } from '../../../shared/contract/feeds-contract.ts';
import type { FeedPlatform } from '../../../shared/model/feed.ts';
import type { Tone } from '../../ui/tag.tsx';
import { ageInWords } from '../../ui/times.ts';

/** How a feed stands, in a word or two, with the colour that goes with it. */
export function feedState(
  { feed, health, secretsMissing }: FeedView,
  intake: Pick<IntakeStatus, 'state'>,
): { words: string; tone: Tone } {
  if (!feed.enabled) return { words: 'Switched off', tone: 'quiet' };
  if (secretsMissing.length > 0) return { words: 'Refuses everything', tone: 'red' };
  if (intake.state === 'failed') return { words: 'Cannot be reached', tone: 'red' };
  if (health.watching === 'waiting') return { words: 'Waiting to listen again', tone: 'amber' };
  if (health.lastEventAt === null) return { words: 'Nothing heard yet', tone: 'amber' };
  return { words: 'Hears calls', tone: 'green' };
}

/** What is the matter with the feeds, for the foot of the window; null where nothing is. */
export function feedsTrouble({ feeds, now }: Pick<FeedsView, 'feeds' | 'now'>): string | null {
  const troubles = feeds.flatMap((each) => troubleOf(each, now) ?? []);
  const kept = feeds.reduce((sum, each) => sum + each.kept, 0);
  const [first, ...others] = kept > 0 ? [...troubles, `${kept} not understood`] : troubles;
  if (first === undefined) return null;
  return others.length > 0 ? `${first}, and ${others.length} more` : first;
}

/** Trouble that did not come again for so long is over. */
const recentMs = 5 * 60_000;

function troubleOf({ feed, health, secretsMissing }: FeedView, now: number): string | null {
  if (!feed.enabled) return null;
  if (secretsMissing.length > 0) return `${feed.name} refuses everything`;
  if (health.watching === 'waiting') return `${feed.name} cannot be listened to`;
  const failedAt = health.lastError?.at ?? Number.NEGATIVE_INFINITY;
  return now - failedAt < recentMs ? `trouble with ${feed.name}` : null;
}

/** Clocks further apart than this make signatures look old; less is no news. */
const skewWorthTellingMs = 2_000;

/** How far the platform's clock is from ours; null where that is no matter. */
export function skewWords(skewMs: number | null): string | null {
  if (skewMs === null || Math.abs(skewMs) < skewWorthTellingMs) return null;
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  const apart = seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
  return `${apart} ${skewMs > 0 ? 'ahead of' : 'behind'} this computer`;
}

/** How long ago, in words. */
export function ago(at: number, now: number): string {
  const ms = Math.max(0, now - at);
  return ms < 60_000 ? `${Math.floor(ms / 1000)} s ago` : `${ageInWords(ms)} ago`;
}

/** Secrets a person makes up and gives to both sides; the others are the platform's own. */
const madeUpHere: Readonly<Record<FeedPlatform, readonly string[]>> = {
  vapi: ['secret'],
  retell: ['secret'],
  elevenlabs: ['toolSecret'],
  twilio: [],
  voiceflow: ['headerSecret'],
  thoughtly: ['headerSecret'],
  events: ['bearer'],
  actions: ['bearer'],
  mcp: ['bearer'],
};

/** Whether a secret is made up here, and then told to the platform. */
export function isMadeUpHere(platform: FeedPlatform, secret: string): boolean {
  return madeUpHere[platform].includes(secret);
}

/** What the answer needs to reach the platform before it gives up waiting. */
const wayBackMs = 3_000;

/** How long an agent may be kept waiting on a platform, and why not longer. */
export function holdWords({ key, label, timeoutMs }: Pick<PlatformView, 'key' | 'label' | 'timeoutMs'>): string {
  if (timeoutMs === null) return 'How long the agent is kept waiting before it is told that a person has to decide.';
  const most = (timeoutMs - wayBackMs) / 1000;
  if (key === 'elevenlabs') {
    return `${label} waits ${timeoutMs / 1000} s, or as long as a tool says in X-Timeout-Secs: 3 s less at most, so that the answer still arrives.`;
  }
  return `${label} waits ${timeoutMs / 1000} s and nobody can change that here: ${most} s at most, so that the answer still arrives.`;
}
