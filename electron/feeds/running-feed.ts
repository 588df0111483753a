import type { Feed } from '../../shared/model/feed.ts';
import type { ToolAnswer, ToolAsk } from '../platforms/platform.ts';

/** A feed with its opened secrets, as the privileged side works with it. */
export type RunningFeed = Feed & { secrets: Readonly<Record<string, string>> };

/** Every configured feed, by key; null where there is none, or it is switched off. */
export type FindFeed = (key: string) => Promise<RunningFeed | null>;

/** How a question came in. */
export type AskedBy = {
  /** The platform signed nothing: never approved by a rule. */
  unverified: boolean;
  /** How long the other side waits, milliseconds; null where that is not known. */
  timeoutMs: number | null;
  /** When the request came; now, where nobody says. */
  askedAt?: number;
  /** Aborted when the other side hangs up: the proposal stays open. */
  signal: AbortSignal;
  /** Where an answer that comes too late is sent, for agents that name an address. */
  callbackUrl?: string;
  /** Whether the answer has left: false where the connection broke first. Where absent, a hung-up shows it. */
  left?: Promise<boolean>;
};

/** Makes proposals of what an agent asked and waits for their decisions as long as the hold lasts; answers in order. */
export type Ask = (feed: RunningFeed, asks: readonly ToolAsk[], by: AskedBy) => Promise<ToolAnswer[]>;
