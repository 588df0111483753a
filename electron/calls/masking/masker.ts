import type { PartyRole } from '../../../shared/model/call.ts';
import { type Asked, announcedBy, askedBy, isGoOn, nothingAsked } from './asked-secrets.ts';
import { findCards } from './card-numbers.ts';
import { cover, type MaskedText, type MaskingContext, maskSecrets, noContext } from './mask-secrets.ts';
import { maskValue } from './mask-value.ts';
import { findNumberRuns, type NumberRun } from './number-runs.ts';

/** A turn on its way in; the turns of a call come in order. */
export type MaskerInput = { party: PartyRole; text: string; key: string; final: boolean };

/** A turn without its secrets, and earlier turns that turn out to have held the beginning of one. */
export type MaskerOutput = MaskedText & { also: ({ key: string } & MaskedText)[] };

/** Masks the turns of one call, minding what was asked before and numbers that go on from turn to turn. */
export type Masker = {
  mask(turn: MaskerInput): MaskerOutput;
  /** Masks a tool call's arguments: also secrets that were said in the call. */
  maskValue(value: unknown): unknown;
};

const money =
  /\b(?:cards?|bank(?:ing)?|credit|debit|loan|insur\w+|claim|policy|bill(?:s|ing|ed)?|accounts?|charge[ds]?|transfer|statement|balance)\b/i;

/** How many turns an unanswered question for a secret stays open. */
const patience = 3;
/** How many stored turns a masker needs to see to go on where another stopped. */
export const maskerMemory = 12;
/** Fewest digits of a secret that is known again; a security code of three would mask half the prices. */
const shortestKnown = 4;

type Piece = { key: string; shown: MaskedText; run: NumberRun };

/** Makes a call's masker. After a restart, give it the last `maskerMemory` stored turns: it masks on as before. */
export function createMasker(stored: readonly Omit<MaskerInput, 'final'>[] = []): Masker {
  const known = new Set<string>();
  let asked: Asked = nothingAsked;
  let unanswered = 0;
  let agentHeard = false;
  let turnsHeard = 0;
  let pinOwed = false;
  let cardTalk = false;
  let moneyTalk = false;
  /** One number of a one-sided call was taken for what callers are identified by; a second one is something else. */
  let guessed = false;
  /** Turns of the caller that end in a number which may go on. */
  let pieces: Piece[] = [];

  function contextFor({ party, final }: Pick<MaskerInput, 'party' | 'final'>): MaskingContext {
    const isAsked = party !== 'agent';
    const oneSided = isAsked && !agentHeard && turnsHeard > 0 && !guessed;
    return {
      asked: isAsked ? asked : nothingAsked,
      known,
      partial: !final,
      oneSided,
      pinOwed: isAsked && pinOwed,
      cardTalk,
      moneyTalk,
      byAgent: !isAsked,
    };
  }

  function mask(turn: MaskerInput): MaskerOutput {
    const alone = maskSecrets(turn.text, contextFor(turn));
    const joined = turn.party === 'agent' ? null : goingOn(turn, alone);
    if (turn.final) remember(turn, alone);
    return joined ?? { ...alone, also: [] };
  }

  // "four two four two, four two four two" / "four two four two, four two four two."
  function goingOn(turn: MaskerInput, alone: MaskedText): MaskerOutput | null {
    const run = findNumberRuns(turn.text)[0];
    const begins =
      run !== undefined &&
      /^[\s\p{P}]*(?:(?:and|then|um+|uh+|so)[\s\p{P}]*)*$/iu.test(turn.text.slice(0, Math.min(run.start, 40)));
    if (!run || !begins || pieces.length === 0) return null;
    const runs = [...pieces.map((piece) => piece.run), run];
    const digits = runs.map((each) => each.digits).join('');
    const tokens = runs.flatMap((each) => each.tokens);
    // People read a card out by fours; a number said in one go is a number of its own.
    if (tokens.some((token) => token.digits.length > 6)) return null;
    const complete = findCards({ digits, tokens }).some(
      (card) => card.ofKnownBrand || asked.secrets.includes('card-number'),
    );
    if (!complete && !(!turn.final && digits.length > 10)) return null;
    const own = cover(turn.text, [...alone.masked, { start: run.start, end: run.end, kind: 'card-number' }]);
    if (!complete) return { ...own, also: [] };
    known.add(digits);
    const also = pieces.map(({ key, shown, run: { start, end } }) => ({
      key,
      ...cover(shown.text, [...shown.masked, { start, end, kind: 'card-number' }]),
    }));
    if (turn.final) pieces = [];
    return { ...own, also };
  }

  function remember(turn: MaskerInput, shown: MaskedText): void {
    turnsHeard += 1;
    cardTalk ||= /\bcards?\b/i.test(turn.text);
    moneyTalk ||= money.test(turn.text);
    if (turn.party === 'agent') {
      agentHeard = true;
      const next = askedBy(turn.text);
      const stays = next.secrets.length === 0 && isGoOn(turn.text);
      if (next.secrets.includes('pin')) pinOwed = true;
      if (!stays) {
        asked = next;
        unanswered = 0;
        pieces = [];
      }
      return;
    }
    rememberSecrets(turn.text, shown);
    rememberPiece(turn, shown);
    const announced = announcedBy(turn.text);
    if (announced.secrets.length > 0) asked = announced;
    else settle(shown);
  }

  function settle(shown: MaskedText): void {
    const answered = new Set(shown.masked.map((span) => span.kind));
    if (answered.has('pin') && asked.secrets.includes('pin')) pinOwed = false;
    guessed ||= !agentHeard && (answered.has('pin') || answered.has('ssn'));
    unanswered = answered.size > 0 ? 0 : unanswered + 1;
    // A card number is read out in pieces; the other secrets are said at once.
    const left = asked.secrets.filter(
      (each) => each === 'card-number' || each === 'security-answer' || !answered.has(each),
    );
    asked = unanswered >= patience ? nothingAsked : { ...asked, secrets: left };
  }

  function rememberSecrets(text: string, shown: MaskedText): void {
    for (const span of shown.masked) {
      const digits = findNumberRuns(text.slice(span.start, span.end)).map((run) => run.digits);
      for (const each of digits) if (each.length >= shortestKnown) known.add(each);
    }
  }

  function rememberPiece(turn: MaskerInput, shown: MaskedText): void {
    const run = findNumberRuns(turn.text).at(-1);
    const goesOn =
      run !== undefined &&
      /^[\s\p{P}]*$/u.test(turn.text.slice(run.end, run.end + 20)) &&
      turn.text.length - run.end < 8;
    const isWhole = goesOn && /^[\s\p{P}]*$/u.test(turn.text.slice(0, Math.min(run.start, 40)));
    const before = isWhole ? pieces : [];
    pieces = run && goesOn && run.digits.length < 19 ? [...before, { key: turn.key, shown, run }].slice(-8) : [];
  }

  for (const turn of stored) remember({ ...turn, final: true }, { text: turn.text, masked: spansOf(turn.text) });
  return {
    mask,
    maskValue: (value) => maskValue(value, { ...noContext, known, cardTalk }),
  };
}

// What was masked before the restart, told by its dots; of which kind is of no matter to what comes.
function spansOf(text: string): MaskedText['masked'] {
  return Array.from(text.matchAll(/•+/g), (dots) => ({
    start: dots.index,
    end: dots.index + dots[0].length,
    kind: 'pin',
  }));
}
