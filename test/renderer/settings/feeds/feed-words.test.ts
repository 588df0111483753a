import { expect, test } from 'vitest';
import { guideOf, waysToReach, whyUnverified } from '../../../../renderer/settings/feeds/feed-guides.ts';
import { ago, feedState, feedsTrouble, holdWords, skewWords } from '../../../../renderer/settings/feeds/feed-words.ts';
import type { FeedHealth, FeedView } from '../../../../shared/contract/feeds-contract.ts';
import { type Feed, feedPlatform } from '../../../../shared/model/feed.ts';
import { sampleFeed } from '../../../support/sample-feed.ts';

const health: FeedHealth = {
  lastEventAt: null,
  requests: 0,
  events: 0,
  asks: 0,
  perMinute: 0,
  refused: 0,
  lastRefusal: null,
  lastError: null,
  clockSkewMs: null,
  watching: null,
};

function view(feed: Feed, rest: Partial<FeedView> = {}): FeedView {
  return { feed, url: null, localUrl: null, secretsSet: [], secretsMissing: [], kept: 0, health, ...rest };
}

const listening = { state: 'listening' as const };

test('a feed says the one thing that stands in its way', () => {
  const vapi = sampleFeed('vapi');
  expect(feedState(view({ ...vapi, enabled: false }), listening).words).toBe('Switched off');
  expect(feedState(view(vapi, { secretsMissing: ['secret'] }), listening).words).toBe('Refuses everything');
  expect(feedState(view(vapi), { state: 'failed' }).words).toBe('Cannot be reached');
  expect(feedState(view(vapi, { health: { ...health, watching: 'waiting' } }), listening).tone).toBe('amber');
  expect(feedState(view(vapi), listening).words).toBe('Nothing heard yet');
  expect(feedState(view(vapi, { health: { ...health, lastEventAt: 1 } }), listening).tone).toBe('green');
});

test('the foot tells the first trouble, and how many more there are', () => {
  const now = 600_000;
  const bare = view(sampleFeed('vapi', { name: 'Vapi' }), { secretsMissing: ['secret'] });
  const failing = (at: number) =>
    view(sampleFeed('retell'), { health: { ...health, lastError: { at, message: 'x' } } });
  expect(feedsTrouble({ feeds: [view(sampleFeed('vapi')), failing(0)], now })).toBeNull();
  expect(feedsTrouble({ feeds: [view(sampleFeed('vapi', { enabled: false }), { kept: 0 })], now })).toBeNull();
  expect(feedsTrouble({ feeds: [bare, failing(now - 1000)], now })).toBe('Vapi refuses everything, and 1 more');
  expect(feedsTrouble({ feeds: [view(sampleFeed('vapi'), { kept: 2 })], now })).toBe('2 not understood');
});

test('clocks that are nearly the same are no news', () => {
  expect(skewWords(null)).toBeNull();
  expect(skewWords(-1500)).toBeNull();
  expect(skewWords(-4200)).toBe('4 s behind this computer');
  expect(skewWords(300_000)).toBe('5 min ahead of this computer');
});

test('the last event is told in seconds for a minute', () => {
  expect(ago(1000, 13_400)).toBe('12 s ago');
  expect(ago(0, 180_000)).toBe('3 min ago');
});

test('every platform is explained', () => {
  for (const platform of feedPlatform.options) {
    const { steps } = guideOf(sampleFeed(platform));
    expect(steps.length).toBeGreaterThan(1);
    expect(steps.every((step) => (step.split('`').length - 1) % 2 === 0)).toBe(true);
  }
});

test('Vapi’s guide follows how it proves itself', () => {
  expect(guideOf(sampleFeed('vapi')).steps[0]).toContain('HMAC');
  expect(guideOf(sampleFeed('vapi', { options: { scheme: 'secret' } })).steps[0]).toContain('X-Vapi-Secret');
});

test('what is not signed is told, with what follows from it', () => {
  expect(whyUnverified({ feed: sampleFeed('vapi') })).toBeNull();
  expect(whyUnverified({ feed: sampleFeed('vapi', { options: { scheme: 'bearer' } }) })).toContain('unverified');
  expect(whyUnverified({ feed: sampleFeed('thoughtly', { unguessable: 'x' }) })).toContain('no rule approves');
});

test('tunnels and relays lead to the intake, not to one feed', () => {
  const [tunnel] = waysToReach('http://127.0.0.1:4870/vapi');
  expect(tunnel?.how).toContain('--url http://127.0.0.1:4870`');
});

test('the hold says what the platform waits, and where a tool may say otherwise', () => {
  expect(holdWords({ key: 'vapi', label: 'Vapi', timeoutMs: 20_000 })).toContain('nobody can change that here: 17 s');
  expect(holdWords({ key: 'elevenlabs', label: 'ElevenLabs', timeoutMs: 20_000 })).toContain('X-Timeout-Secs');
  expect(holdWords({ key: 'events', label: 'Events', timeoutMs: null })).toMatch(/^How long the agent/);
});
