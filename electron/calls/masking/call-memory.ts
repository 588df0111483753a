import { type Asked, announcedBy, askedBy, isGoOn, nothingAsked } from './asked-secrets.ts';
import type { MaskedText, MaskingContext } from './mask-secrets.ts';
import type { MaskerInput } from './masker-turn.ts';

/** What a call's masker remembers of the turns so far. */
type CallMemory = {
  asked: Asked;
  /** Turns of the caller since something was asked for, without an answer to it. */
  unanswered: number;
  turns: number;
  agentHeard: boolean;
  pinOwed: boolean;
  cardTalk: boolean;
  moneyTalk: boolean;
  /** One number of a one-sided call was taken for what callers are identified by; a second one is something else. */
  guessed: boolean;
};

/** Before the first turn. */
export const freshMemory: CallMemory = {
  asked: nothingAsked,
  unanswered: 0,
  turns: 0,
  agentHeard: false,
  pinOwed: false,
  cardTalk: false,
  moneyTalk: false,
  guessed: false,
};

/** How many turns an unanswered question for a secret stays open. */
const patience = 3;
const card = /\bcards?\b/i;
const money =
  /\b(?:cards?|bank(?:ing)?|credit|debit|loan|insur\w+|claim|policy|bill(?:s|ing|ed)?|accounts?|charge[ds]?|transfer|statement|balance)\b/i;

/** Whether a turn of the agent leaves open what was asked before. */
export function keepsAsking(turn: Pick<MaskerInput, 'party' | 'text'>): boolean {
  return turn.party !== 'agent' || (askedBy(turn.text).secrets.length === 0 && isGoOn(turn.text));
}

/** What is remembered after a complete turn. */
export function afterTurn(memory: CallMemory, turn: Omit<MaskerInput, 'final'>, shown: MaskedText): CallMemory {
  const heard = {
    ...memory,
    turns: memory.turns + 1,
    cardTalk: memory.cardTalk || card.test(turn.text),
    moneyTalk: memory.moneyTalk || money.test(turn.text),
  };
  return turn.party === 'agent' ? afterAgent(heard, turn) : afterCaller(heard, turn.text, shown);
}

function afterAgent(memory: CallMemory, turn: Pick<MaskerInput, 'party' | 'text'>): CallMemory {
  const next = askedBy(turn.text);
  const heard = { ...memory, agentHeard: true, pinOwed: memory.pinOwed || next.secrets.includes('pin') };
  const goesOn = next.secrets.length === 0 && isGoOn(turn.text);
  return goesOn ? heard : { ...heard, asked: next, unanswered: 0 };
}

function afterCaller(memory: CallMemory, text: string, shown: MaskedText): CallMemory {
  const announced = announcedBy(text);
  if (announced.secrets.length > 0) return { ...memory, asked: announced, unanswered: 0 };
  const answered = new Set(shown.masked.map((span) => span.kind));
  const unanswered = answered.size > 0 ? 0 : memory.unanswered + 1;
  // A card number is read out in pieces, and security questions come in pairs; the other secrets are said at once.
  const secrets = memory.asked.secrets.filter(
    (each) => each === 'card-number' || each === 'security-answer' || !answered.has(each),
  );
  return {
    ...memory,
    unanswered,
    asked: unanswered >= patience ? nothingAsked : { ...memory.asked, secrets },
    pinOwed: memory.pinOwed && !(answered.has('pin') && memory.asked.secrets.includes('pin')),
    guessed: memory.guessed || (!memory.agentHeard && (answered.has('pin') || answered.has('ssn'))),
  };
}

/** What a turn is to be masked by. */
export function contextOf(
  memory: CallMemory,
  known: MaskingContext['known'],
  { party, final }: Pick<MaskerInput, 'party' | 'final'>,
): MaskingContext {
  const byAgent = party === 'agent';
  return {
    asked: byAgent ? nothingAsked : memory.asked,
    known,
    partial: !final,
    oneSided: !byAgent && !memory.agentHeard && memory.turns > 0 && !memory.guessed,
    pinOwed: !byAgent && memory.pinOwed,
    cardTalk: memory.cardTalk,
    moneyTalk: memory.moneyTalk,
    byAgent,
  };
}
