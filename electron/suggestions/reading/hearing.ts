import type { Conversation } from '../conversation.ts';
import { type Guarded, guard } from './secrets.ts';
import { readTurns, type Turn } from './turns.ts';

/** A conversation as every rule reads it: turns with their words, and what is barred. */
export type Hearing = { conversation: Conversation; turns: readonly Turn[]; guarded: Guarded };

/** Reads a conversation once for all rules. */
export function hear(conversation: Conversation): Hearing {
  const turns = readTurns(conversation);
  return { conversation, turns, guarded: guard(turns) };
}
