import { findCards } from './card-numbers.ts';
import { cover, type MaskedText, mostPartialDigits } from './mask-secrets.ts';
import type { MaskerInput, MaskerOutput } from './masker-turn.ts';
import { findNumberRuns, type NumberRun } from './number-runs.ts';

/** A turn that ends in a number which may go on in the next one. */
export type Piece = { key: string; shown: MaskedText; run: NumberRun };

const mostPieces = 8;
/** Nobody reads out more digits of a card in one go; a longer number is a number of its own. */
const longestGroup = 6;
const nothingButSigns = /^[\s\p{P}]*$/u;
const beginsNumber = /^[\s\p{P}]*(?:(?:and|then|um+|uh+|so)[\s\p{P}]*)*$/iu;

/** The turn masked as the rest of a card number that began in the turns before; null where it is none. */
export function joinCard(
  pieces: readonly Piece[],
  turn: MaskerInput,
  { alone, cardAsked }: { alone: MaskedText; cardAsked: boolean },
): MaskerOutput | null {
  const run = findNumberRuns(turn.text)[0];
  if (!run || pieces.length === 0 || !beginsNumber.test(textBefore(turn.text, run))) return null;
  const tokens = [...pieces.map((piece) => piece.run), run].flatMap((each) => each.tokens);
  if (tokens.some((token) => token.digits.length > longestGroup)) return null;
  const digits = tokens.map((token) => token.digits).join('');
  const complete = findCards({ digits, tokens }).some((card) => card.ofKnownBrand || cardAsked);
  const mayBecomeOne = !turn.final && digits.length > mostPartialDigits;
  if (!complete && !mayBecomeOne) return null;
  return {
    ...cover(turn.text, [...alone.masked, { start: run.start, end: run.end, kind: 'card-number' }]),
    also: complete ? pieces.map(corrected) : [],
  };
}

function corrected({ key, shown, run: { start, end } }: Piece): { key: string } & MaskedText {
  return { key, ...cover(shown.text, [...shown.masked, { start, end, kind: 'card-number' }]) };
}

/** The pieces after a complete turn: one more where it is all number, the first where it ends in one, else none. */
export function piecesAfter(
  pieces: readonly Piece[],
  turn: Pick<MaskerInput, 'text' | 'key'>,
  shown: MaskedText,
): Piece[] {
  const run = findNumberRuns(turn.text).at(-1);
  const goesOn = run && turn.text.length - run.end < 8 && nothingButSigns.test(turn.text.slice(run.end));
  if (!goesOn) return [];
  const isAllNumber = nothingButSigns.test(textBefore(turn.text, run));
  return [...(isAllNumber ? pieces : []), { key: turn.key, shown, run }].slice(-mostPieces);
}

function textBefore(text: string, run: NumberRun): string {
  return text.slice(0, Math.min(run.start, 40));
}
