import type { Utterance } from '../../shared/model/utterance.ts';
import { toPick, type WordPick, wordsIn } from './word-pick.ts';

/** Words chosen by keyboard: from one word of an utterance to another, by their place in it. */
export type KeyPick = { utterance: string; anchor: number; focus: number };

type Turn = Pick<Utterance, 'id' | 'text' | 'party' | 'state'>;
export type PickMove = 'up' | 'down' | 'left' | 'right' | 'first' | 'last';

/** What the caller said last, all of it; else what anybody did. Null where nothing was. */
export function startKeyPick(turns: readonly Turn[]): KeyPick | null {
  const said = turns.filter(isSaid);
  const last = said.findLast((each) => each.party === 'caller') ?? said.at(-1);
  return last ? wholeTurn(last) : null;
}

/** Moves to other words; `extend` keeps where the choice began. Whole turns are left towards their first or last word. */
export function moveKeyPick(held: KeyPick, move: PickMove, extend: boolean, turns: readonly Turn[]): KeyPick {
  const said = turns.filter(isSaid);
  const at = said.findIndex((each) => each.id === held.utterance);
  const turn = said[at];
  if (!turn) return startKeyPick(turns) ?? held;
  if (move === 'up' || move === 'down') {
    const next = said[at + (move === 'up' ? -1 : 1)];
    return next ? wholeTurn(next) : held;
  }
  const last = wordsIn(turn.text).length - 1;
  const focus = Math.min(last, Math.max(0, target(held, move, extend, last)));
  return { utterance: turn.id, anchor: extend ? held.anchor : focus, focus };
}

/** The chosen words in the utterance's text. */
export function spanOfKeyPick(pick: KeyPick, of: Turn): WordPick | null {
  const words = wordsIn(of.text);
  const start = words[Math.min(pick.anchor, pick.focus)]?.start;
  const end = words[Math.max(pick.anchor, pick.focus)]?.end;
  if (start === undefined || end === undefined) return null;
  const isWhole = Math.abs(pick.focus - pick.anchor) === words.length - 1 && words.length > 1;
  return isWhole ? toPick(of, 0, of.text.length) : { utterance: of.id, start, end };
}

function target(held: KeyPick, move: Exclude<PickMove, 'up' | 'down'>, extend: boolean, last: number): number {
  const isWhole = held.anchor === 0 && held.focus === last && last > 0;
  switch (move) {
    case 'first':
      return 0;
    case 'last':
      return last;
    case 'left':
      return isWhole && !extend ? last : held.focus - 1;
    case 'right':
      return isWhole && !extend ? 0 : held.focus + 1;
  }
}

function wholeTurn(of: Turn): KeyPick {
  return { utterance: of.id, anchor: 0, focus: wordsIn(of.text).length - 1 };
}

function isSaid(of: Turn): boolean {
  return of.state === 'final' && wordsIn(of.text).length > 0;
}
