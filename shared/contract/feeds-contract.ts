import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { feed, feedKey, feedPlatform } from '../model/feed.ts';
import { refusable } from './refusable.ts';

/** How a feed is doing, since the console was started. */
export const feedHealth = z.object({
  lastEventAt: z.number().nullable(),
  /** Requests, or messages of a source we listen to, that were genuine. */
  requests: z.number().int(),
  events: z.number().int(),
  /** Tool calls asked for. */
  asks: z.number().int(),
  /** Requests in the last minute, refused ones included. */
  perMinute: z.number().int(),
  refused: z.number().int(),
  lastRefusal: z.object({ at: z.number(), why: z.string() }).nullable(),
  lastError: z.object({ at: z.number(), message: z.string() }).nullable(),
  /** How far the platform's clock is from ours, milliseconds; ahead of ours is positive. */
  clockSkewMs: z.number().nullable(),
  /** Whether we listen to it ourselves, and how that goes; null where the platform sends, or the feed is switched off. */
  watching: z.enum(['running', 'waiting']).nullable(),
});
export type FeedHealth = z.infer<typeof feedHealth>;

/** A feed as the window shows it: of its secrets only whether they are set. */
export const feedView = z.object({
  feed,
  /** What to paste at the platform; null while nothing listens. */
  url: z.string().nullable(),
  /** The same on this machine, where a tunnel or relay has to lead. */
  localUrl: z.string().nullable(),
  secretsSet: z.array(z.string()),
  /** Names of required secrets that are missing: the feed refuses everything. */
  secretsMissing: z.array(z.string()),
  health: feedHealth,
  /** Requests in the list of what was not understood. */
  kept: z.number().int(),
});
export type FeedView = z.infer<typeof feedView>;

/** Where the intake listens. */
export const intakeStatus = z.object({
  state: z.enum(['closed', 'listening', 'failed']),
  address: z.string(),
  port: z.number().int().nullable(),
  url: z.string().nullable(),
  /** Only programs on this machine reach it. */
  loopback: z.boolean(),
  tls: z.boolean(),
  behindProxy: z.boolean(),
  problem: z.string().nullable(),
});
export type IntakeStatus = z.infer<typeof intakeStatus>;

/** Where the intake is to listen. Another address than loopback takes TLS, or the word that a proxy in front of it does. */
export const intakeSettings = z.object({
  address: z.string().min(1).max(100),
  /** null: the console's own, or a spare one. */
  port: z.number().int().min(0).max(65535).nullable(),
  tls: z.object({ certFile: z.string().min(1).max(1000), keyFile: z.string().min(1).max(1000) }).nullable(),
  behindProxy: z.boolean(),
});
export type IntakeSettings = z.infer<typeof intakeSettings>;

/** Everything about feeds that the window shows. */
export const feedsView = z.object({
  intake: intakeStatus,
  settings: intakeSettings,
  feeds: z.array(feedView),
  now: z.number(),
});
export type FeedsView = z.infer<typeof feedsView>;

const fillIn = z.object({ name: z.string(), label: z.string(), hint: z.string() });

/** A platform a feed can be of, and what to fill in for it. */
export const platformView = z.object({
  key: feedPlatform,
  label: z.string(),
  secrets: z.array(fillIn.extend({ required: z.boolean() })),
  options: z.array(fillIn.extend({ values: z.array(z.string()).nullable(), default: z.string() })),
  /** How long it waits for a tool's answer, milliseconds; null where that is not known. */
  timeoutMs: z.number().nullable(),
  asks: z.boolean(),
  listens: z.boolean(),
  doors: z.object({ tell: z.boolean(), transfer: z.boolean(), end: z.boolean() }),
});
export type PlatformView = z.infer<typeof platformView>;

/** What sending a test event found. */
export const testReport = z.object({
  ok: z.boolean(),
  steps: z.array(z.object({ step: z.string(), ok: z.boolean(), told: z.string() })),
  /** What the event would have told, one line each. */
  understood: z.array(z.string()),
});
export type TestReport = z.infer<typeof testReport>;

/** A request that was not understood, without secrets. */
export const keptRequest = z.object({
  id: z.string(),
  feed: z.string(),
  platform: feedPlatform,
  at: z.number(),
  why: z.string(),
  call: z.string().nullable(),
  body: z.string(),
  bytes: z.number().int(),
});
export type KeptRequest = z.infer<typeof keptRequest>;

const key = z.object({ key: feedKey });
const id = z.object({ id: z.string().min(1).max(64) });

/** The contract's calls about feeds. */
export const feedsContract = {
  list: refusable.output(feedsView),
  /** Whole each time; at most once a second for health alone. */
  watch: refusable.output(eventIterator(feedsView)),
  platforms: refusable.output(z.array(platformView)),
  /** New, or changed. Secrets are written, never read: those not named stay, an empty one is forgotten. */
  save: refusable
    .input(z.object({ feed: feed.omit({ unguessable: true }), secrets: z.record(z.string(), z.string().max(4000)) }))
    .output(feedView),
  remove: refusable.input(key).output(z.void()),
  /** Another address that nobody can guess; the old one stops working. */
  regenerate: refusable.input(key).output(feedView),
  /** Sends a genuine event to the feed's address and tells each step; nothing of it is kept. */
  sendTest: refusable.input(key).output(testReport),
  kept: {
    /** Newest first. */
    list: refusable.output(z.array(keptRequest)),
    watch: refusable.output(eventIterator(z.array(keptRequest))),
    /** Reads it once more; what is understood now is taken in, and leaves the list. */
    processAgain: refusable.input(id).output(z.object({ understood: z.boolean(), why: z.string().nullable() })),
    forget: refusable.input(id).output(z.void()),
    forgetAll: refusable.input(z.object({ feed: feedKey.nullable() })).output(z.void()),
  },
  /** Listens there from now on. */
  saveIntake: refusable.input(intakeSettings).output(intakeStatus),
};
