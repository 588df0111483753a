import type { Utterance } from '../../shared/model/utterance.ts';

/** Everything said so far on one call, and what is needed to read it. */
export type Conversation = {
  /** Final utterances in order; secrets already masked with "•", length kept. */
  utterances: readonly Utterance[];
  channel: 'phone' | 'chat';
  /** Milliseconds since the epoch. */
  startedAt: number;
  /** IANA name of the org user's time zone, such as `America/Chicago`. */
  timeZone: string;
  /** BCP 47, such as `en-US`. */
  locale: string;
  /** Default region of phone numbers: ISO 3166 two letters. */
  country: string;
  caller: { name: string | null };
};
