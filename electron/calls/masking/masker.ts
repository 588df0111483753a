import type { MaskedSpan } from '../../../shared/model/utterance.ts';
import { afterTurn, contextOf, freshMemory, keepsAsking } from './call-memory.ts';
import { type MaskedText, maskSecrets, noContext } from './mask-secrets.ts';
import { maskValue } from './mask-value.ts';
import type { MaskerInput, MaskerOutput } from './masker-turn.ts';
import { findNumberRuns } from './number-runs.ts';
import { joinCard, type Piece, piecesAfter } from './split-cards.ts';

/** Masks the turns of one call, minding what was asked before and numbers that go on from turn to turn. */
export type Masker = {
  mask(turn: MaskerInput): MaskerOutput;
  /** Masks a tool call's arguments: also secrets that were said in the call. */
  maskValue(value: unknown): unknown;
};

/** How many stored turns a masker needs to see to go on where another stopped. */
export const maskerMemory = 12;
/** Fewest digits of a secret that is masked wherever it is repeated; three would mask half the prices. */
const shortestKnown = 4;

/** Makes a call's masker. After a restart, give it the last `maskerMemory` stored turns: it masks on as before. */
export function createMasker(stored: readonly Omit<MaskerInput, 'final'>[] = []): Masker {
  const known = new Map<string, MaskedSpan['kind']>();
  let memory = freshMemory;
  let pieces: Piece[] = [];
  let last: Pick<MaskerInput, 'key' | 'text'> | null = null;

  function remember(turn: Omit<MaskerInput, 'final'>, shown: MaskedText): void {
    // Told again because the disk did not take it the first time: heard twice, half a number would be a whole one.
    if (last?.key === turn.key && last.text === turn.text) return;
    last = turn;
    for (const span of shown.masked) {
      for (const { digits } of findNumberRuns(turn.text.slice(span.start, span.end))) {
        if (digits.length >= shortestKnown) known.set(digits, span.kind);
      }
    }
    if (turn.party !== 'agent') pieces = piecesAfter(pieces, turn, shown);
    else if (!keepsAsking(turn)) pieces = [];
    memory = afterTurn(memory, turn, shown);
  }

  function mask(turn: MaskerInput): MaskerOutput {
    const alone = maskSecrets(turn.text, contextOf(memory, known, turn));
    const cardAsked = memory.asked.secrets.includes('card-number');
    const joined = turn.party === 'agent' ? null : joinCard(pieces, turn, { alone, cardAsked });
    const shown = joined ?? { ...alone, also: [] };
    if (turn.final) remember(turn, shown);
    if (turn.final && shown.also.length > 0) pieces = [];
    return shown;
  }

  for (const turn of stored) remember(turn, { text: turn.text, masked: dotsIn(turn.text) });
  return { mask, maskValue: (value) => maskValue(value, { ...noContext, known, cardTalk: memory.cardTalk }) };
}

// What was masked before the restart, told by its dots; of which kind is of no matter to what comes.
function dotsIn(text: string): MaskedSpan[] {
  return Array.from(text.matchAll(/•+/g), (dots) => ({
    start: dots.index,
    end: dots.index + dots[0].length,
    kind: 'pin',
  }));
}
