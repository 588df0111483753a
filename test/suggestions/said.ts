import type { Conversation } from '../../electron/suggestions/conversation.ts';
import { suggest } from '../../electron/suggestions/suggest.ts';
import type { Suggestion } from '../../shared/model/suggestion.ts';
import type { Utterance } from '../../shared/model/utterance.ts';

/** A conversation from lines; a line that starts with "A: " is the agent's. Called on Wednesday, 11 March 2026. */
export function said(...lines: string[]): Conversation {
  return {
    utterances: lines.map(toUtterance),
    channel: 'phone',
    startedAt: Date.UTC(2026, 2, 11, 15),
    timeZone: 'America/New_York',
    locale: 'en-US',
    country: 'US',
    caller: { name: null },
  };
}

function toUtterance(line: string, index: number): Utterance {
  const agent = line.startsWith('A: ');
  return {
    id: `u${index}`,
    call: 'call',
    seq: index,
    party: agent ? 'agent' : 'caller',
    text: agent ? line.slice(3) : line,
    state: 'final',
    startMs: null,
    endMs: null,
    receivedAt: 0,
    masked: [],
  };
}

/** The suggestion for an action, or null. */
export function suggestionOf(action: string, ...lines: string[]): Suggestion | null {
  return suggest(said(...lines)).find((each) => each.action === action) ?? null;
}

/** The values of one suggestion by field. */
export function valuesOf(action: string, ...lines: string[]): Record<string, unknown> {
  const suggestion = suggestionOf(action, ...lines);
  return Object.fromEntries(suggestion?.values.map(({ field, value }) => [field, value]) ?? []);
}
