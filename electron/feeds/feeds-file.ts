import { z } from 'zod';
import { type Feed, type FeedPlatform, feedPlatform } from '../../shared/model/feed.ts';
import { type FeedBook, unguessable } from './feeds-store.ts';
import { signsNothing } from './signs-nothing.ts';

const secret = z.string().min(1).max(4000);
const address = z.url({ protocol: /^https?$/ });
const common = {
  apiBase: address.optional(),
  holdMs: z.number().int().positive().optional(),
  publicUrl: address.optional(),
};

const bearer = z.strictObject({ bearer: secret, ...common });

/** Feeds as a file configures them: one of each platform, under the platform's own name. */
const feedsFile = z.strictObject({
  vapi: z.strictObject({ scheme: z.enum(['hmac', 'secret', 'bearer']).default('hmac'), secret, ...common }).optional(),
  retell: z.strictObject({ apiKey: secret, ...common }).optional(),
  elevenlabs: z.strictObject({ secret, ...common }).optional(),
  twilio: z.strictObject({ authToken: secret, ...common, publicUrl: address }).optional(),
  voiceflow: z
    .strictObject({ svixSecret: secret.optional(), headerSecret: secret.optional(), ...common })
    .refine((of) => of.svixSecret !== undefined || of.headerSecret !== undefined, {
      error: 'takes svixSecret or headerSecret',
    })
    .optional(),
  thoughtly: z.strictObject({ headerSecret: secret, ...common }).optional(),
  events: bearer.optional(),
  actions: bearer.optional(),
  mcp: bearer.optional(),
});

/** A feed of the file, with its secrets. */
export type ConfiguredFeed = { platform: FeedPlatform; secrets: Record<string, string> } & Pick<
  Feed,
  'apiBase' | 'holdMs' | 'publicUrl' | 'options'
>;

/** The file cannot be understood; told as a sentence. */
export class FeedsFileError extends Error {
  override readonly name = 'FeedsFileError';
}

/** Reads the text of a feeds file; every fault in it is told with its place. */
export function readFeedsFile(text: string): ConfiguredFeed[] {
  const read = feedsFile.safeParse(parse(text));
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`);
    throw new FeedsFileError(`The feeds file cannot be used. ${faults.join('; ')}.`);
  }
  const named = new Map(Object.entries(read.data));
  return feedPlatform.options.flatMap((platform): ConfiguredFeed[] => {
    const of = named.get(platform);
    if (!of) return [];
    const { apiBase = null, holdMs = null, publicUrl = null, ...rest } = of;
    const { scheme, ...secrets } = { scheme: undefined, ...rest };
    const callbackHosts = platform === 'actions' ? callbackHostsOf(apiBase) : undefined;
    const options = present({ scheme, callbackHosts });
    return [{ platform, apiBase, holdMs, publicUrl, options, secrets: present(secrets) }];
  });
}

/** Our own door for actions has no API to call back: late answers go to the host it names, and to the machine the file is on. */
function callbackHostsOf(apiBase: string | null): string {
  return joined(apiBase === null ? undefined : new URL(apiBase).hostname, '127.0.0.1, localhost');
}

function joined(...lists: readonly (string | undefined)[]): string {
  return [...new Set(lists.flatMap((list) => list?.split(/[\s,]+/).filter(Boolean) ?? []))].join(', ');
}

/** Puts the feeds of a file in the book; what somebody set up otherwise for the same feed stays. */
export async function configureFeeds(book: FeedBook, configured: readonly ConfiguredFeed[]): Promise<void> {
  for (const { platform, secrets, options, ...rest } of configured) {
    const { secrets: held, ...before } = book.get(platform) ?? fresh(platform);
    const path = signsNothing(platform, secrets) ? (before.unguessable ?? unguessable()) : null;
    // Voiceflow proves itself in one of two ways: the one of before must not stay open beside the other.
    const dropped = platform === 'voiceflow' ? emptied(held) : {};
    const hosts = joined(before.options.callbackHosts, options.callbackHosts);
    const all = { ...before.options, ...options, ...(hosts !== '' && { callbackHosts: hosts }) };
    const of = { ...before, ...rest, options: all, enabled: true, unguessable: path };
    await book.save(of, { ...dropped, ...secrets });
  }
}

function fresh(platform: FeedPlatform): Feed & { secrets: Record<string, string> } {
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
    secrets: {},
  };
}

function emptied(secrets: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.keys(secrets).map((name) => [name, '']));
}

function present(of: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(of).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new FeedsFileError('The feeds file is not JSON.', { cause });
  }
}
