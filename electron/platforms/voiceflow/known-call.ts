import type { OpenFeed } from '../platform.ts';

/**
 * What a feed's calls are known by. Of a phone call Voiceflow sends call events, which hold the carrier's id, and session events,
 * which do not; tools and transcripts name the session. So one of the two has to be chosen.
 */
export type Follow = 'calls-and-chats' | 'sessions';

/** By sessions where asked for, or where transcripts are polled; else by calls, and chats by their sessions. */
export function followOf({ options }: Pick<OpenFeed, 'options'>): Follow {
  return options.follow === 'sessions' || options.poll === 'on' ? 'sessions' : 'calls-and-chats';
}

/** Whether a user is known by a telephone number: Voiceflow does so for every phone call. */
export function isPhoneNumber(user: string | null | undefined): user is string {
  return /^\+?[0-9]{6,15}$/.test(user ?? '');
}

/** Whether an id is the carrier's. */
export function isCallSid(id: string | null): id is string {
  return /^CA[0-9a-f]{32}$/i.test(id ?? '');
}
