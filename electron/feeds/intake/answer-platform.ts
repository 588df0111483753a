import { assertNever } from '../../../shared/model/assert-never.ts';
import type {
  HttpAnswer,
  IntakeRequest,
  Platform,
  Reading,
  ToolAnswer,
  Verification,
} from '../../platforms/platform.ts';
import type { Ask, RunningFeed } from '../running-feed.ts';
import { refusal, taken } from './plain-answer.ts';
import type { RateLimit } from './rate-limit.ts';
import type { SeenRequests } from './seen-requests.ts';
import { type TakeParts, takeReading } from './take-reading.ts';

/** What answering a platform works with. */
export type AnswerParts = TakeParts & {
  ask: Ask;
  seen: SeenRequests;
  limit: RateLimit;
  now(): number;
  checkpoint(name: string): void;
};

/** What a test event found on its way; nothing of it is kept. */
export type TestFinding = { verification: Verification; reading: Reading | null };

/** One request to a platform's feed, as it came. */
export type Knock = {
  request: Omit<IntakeRequest, 'url'>;
  /** Every address it may have been sent to. */
  urls: readonly string[];
  /** Aborted when the other side hangs up. */
  signal: AbortSignal;
  /** Whether the answer has left; absent where only a hang-up shows it. */
  left?: Promise<boolean>;
  /** Where an answer that comes too late is sent. */
  callbackUrl?: string;
  /** A test event of our own: looked at, and let go. */
  test: ((finding: TestFinding) => void) | null;
};

type Genuine = Extract<Verification, { kind: 'genuine' }>;

/** Verifies a request, takes in what it tells and answers what it asks. */
export async function answerPlatform(
  parts: AnswerParts,
  platform: Platform,
  feed: RunningFeed,
  knock: Knock,
): Promise<HttpAnswer> {
  const { health } = parts;
  const askedAt = parts.now();
  const { verification, request } = verify(platform, feed, knock, askedAt);
  if (verification.kind === 'refused') {
    knock.test?.({ verification, reading: null });
    health.refused(feed.key, verification.why);
    return refusal(verification.status, 'This request could not be verified.');
  }
  if (knock.test) {
    knock.test({ verification, reading: read(parts, platform, request, feed) });
    return taken;
  }
  // After the signature: a forger must not be able to use up what the platform may send.
  const waitMs = parts.limit.take(feed.key);
  if (waitMs > 0) {
    health.refused(feed.key, 'More requests than the limit allows.');
    return refusal(429, 'Too many requests.', { 'retry-after': String(Math.ceil(waitMs / 1000)) });
  }
  health.accepted(feed.key, verification.signedAt);
  parts.checkpoint('ingest.verified');
  return takeGenuine(parts, platform, feed, { ...knock, request, verification, askedAt });
}

type GenuineKnock = Pick<Knock, 'signal' | 'left' | 'callbackUrl'> & {
  request: IntakeRequest;
  verification: Genuine;
  askedAt: number;
};

async function takeGenuine(
  parts: AnswerParts,
  platform: Platform,
  feed: RunningFeed,
  { request, verification, askedAt, signal, left, callbackUrl }: GenuineKnock,
): Promise<HttpAnswer> {
  const { signed, replayKey } = verification;
  const before = replayKey === null ? 'new' : await parts.seen.look(feed.key, replayKey, request.body);
  if (before === 'other') {
    const why = 'A request with the mark of an earlier one, and other content.';
    parts.health.refused(feed.key, why);
    await parts.kept.keep(feed, request, { why, call: null, signed });
    return refusal(409, why);
  }
  const reading = read(parts, platform, request, feed);
  if (reading.kind === 'malformed') {
    parts.health.failed(feed.key, reading.why);
    await parts.kept.keep(feed, request, { why: reading.why, call: null, signed });
    return refusal(400, reading.why);
  }
  // Platforms repeat what they got no answer to, signature and all. Inside the time it is good for, a repetition is
  // acknowledged and has no effect: refusing it would make the platform count us as failing, or switch its webhook off.
  // What is asked for is answered again, from the proposal that was made of it: a tool call's id makes it one.
  if (before === 'new') {
    const also = replayKey === null ? {} : { also: noting(parts, feed.key, replayKey, request.body) };
    await takeReading(parts, feed, reading, { signed, request, ...also });
  }
  parts.checkpoint('event.committed');
  if (reading.asks.length === 0 || !platform.answer) return taken;
  const timeoutMs = platform.timeoutOf?.(request) ?? platform.timeoutMs;
  const by = {
    unverified: !signed,
    timeoutMs,
    askedAt,
    signal,
    ...(left && { left }),
    ...(callbackUrl && { callbackUrl }),
  };
  const answers = await parts.ask(feed, reading.asks, by).catch((cause: unknown): ToolAnswer[] => {
    parts.log('what an agent asked could not be proposed', cause);
    parts.health.failed(feed.key, 'What an agent asked could not be proposed.');
    return reading.asks.map((ask) => ({ ask, outcome: 'failed', text: notTaken, reference: null, values: {} }));
  });
  return platform.answer(answers, request);
}

const notTaken = 'This could not be submitted. Nothing was changed.';

function noting(parts: AnswerParts, feed: string, replayKey: string, body: Buffer) {
  return (tx: Parameters<SeenRequests['note']>[0]) => parts.seen.note(tx, feed, replayKey, body);
}

/** The first address under which the request is genuine; else what the first one found. */
function verify(platform: Platform, feed: RunningFeed, { request, urls }: Knock, now: number) {
  let first: { verification: Verification; request: IntakeRequest } | null = null;
  for (const url of urls) {
    const sent = { ...request, url };
    const found = { verification: platform.verify(sent, feed, now), request: sent };
    if (found.verification.kind === 'genuine') return found;
    first ??= found;
  }
  if (!first) throw new Error('a request without an address');
  return first;
}

function read(parts: AnswerParts, platform: Platform, request: IntakeRequest, feed: RunningFeed): Reading {
  try {
    return platform.read(request, feed, parts.now());
  } catch (cause) {
    parts.log(`a request of ${platform.key} could not be read`, cause);
    return { kind: 'malformed', why: 'Countersign could not read this request.' };
  }
}

/** What was understood, one line each. */
export function tellReading(reading: Reading): string[] {
  switch (reading.kind) {
    case 'malformed':
      return [];
    case 'understood':
      return [
        ...reading.events.map(({ call, event }) => `${event.type} of call ${call}`),
        ...reading.asks.map(({ action }) => `the agent asks for ${action}`),
        ...reading.unknown.map(({ what }) => `not understood: ${what}`),
      ];
    default:
      return assertNever(reading);
  }
}
