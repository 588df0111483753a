import { z } from 'zod';

/** Platforms a feed can be of; the last three are our own doors for any other. */
export const feedPlatform = z.enum([
  'vapi',
  'retell',
  'elevenlabs',
  'twilio',
  'voiceflow',
  'thoughtly',
  'events',
  'actions',
  'mcp',
]);
export type FeedPlatform = z.infer<typeof feedPlatform>;

/** Names a feed in its address: `vapi`, `vapi-2`. */
export const feedKey = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z0-9-]*$/);

/** One configured source of calls. Its secrets are kept apart, sealed. */
export const feed = z.object({
  key: feedKey,
  platform: feedPlatform,
  name: z.string().min(1).max(80),
  /** The org its calls belong to; null is the main one. */
  org: z.string().nullable(),
  enabled: z.boolean(),
  /** Where the platform reaches the intake, such as a tunnel's `https://name.example`; null where that is not known. */
  publicUrl: z.string().nullable(),
  /** Last part of the address that nobody can guess, for platforms that sign nothing. */
  unguessable: z.string().nullable(),
  /** Longest hold of a tool call in milliseconds; the platform's own limit less three seconds still holds. */
  holdMs: z.number().int().positive().nullable(),
  /** What the agent is told when nobody decided in time; null for the words the console comes with. */
  pendingWords: z.string().max(500).nullable(),
  /** The platform's API, for the late door; null for its usual address. */
  apiBase: z.string().nullable(),
  /** What else the platform's module understands, such as how Vapi signs or whose voice a Twilio track carries. */
  options: z.record(z.string(), z.string()),
});
export type Feed = z.infer<typeof feed>;
