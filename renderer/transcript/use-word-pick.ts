import { type KeyboardEvent, type RefObject, useCallback, useEffect, useState } from 'react';
import type { Utterance } from '../../shared/model/utterance.ts';
import { type KeyPick, moveKeyPick, type PickMove, spanOfKeyPick, startKeyPick } from './key-pick.ts';
import { type SelectedWords, selectedWords } from './selected-words.ts';
import type { WordPick } from './word-pick.ts';

type Held = { by: 'pointer'; words: Exclude<SelectedWords, null> } | { by: 'keys'; words: KeyPick } | null;

/** Words chosen in the transcript, with the pointer or by keyboard. */
export type ChosenWords = {
  by: 'pointer' | 'keys' | null;
  /** Null where none are, or words of several turns. */
  pick: WordPick | null;
  utterance: Utterance | null;
  /** The selection spans several turns, of which no value can be made. */
  several: boolean;
  /** Begins to choose by keyboard, with what the caller said last. */
  start(): void;
  clear(): void;
  onKeyDown(event: KeyboardEvent): void;
};

const moves: Readonly<Record<string, PickMove>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'first',
  End: 'last',
};

/** Lets words be chosen in a box of utterances. While `busy`, what was chosen stays. */
export function useWordPick(
  box: RefObject<HTMLElement | null>,
  utterances: readonly Utterance[],
  busy: boolean,
): ChosenWords {
  const [held, setHeld] = useState<Held>(null);
  const find = useCallback((id: string) => utterances.findLast((each) => each.id === id), [utterances]);

  useEffect(() => {
    if (busy) return;
    const read = () => box.current && selectedWords(document.getSelection(), box.current, find);
    const onPointerUp = () => {
      const words = read();
      if (words) setHeld({ by: 'pointer', words });
    };
    // A selection that was taken back offers nothing any more; one that grows is read when the pointer lets go.
    const onSelection = () => {
      if (document.getSelection()?.isCollapsed) setHeld((before) => (before?.by === 'pointer' ? null : before));
    };
    document.addEventListener('pointerup', onPointerUp);
    document.addEventListener('selectionchange', onSelection);
    return () => {
      document.removeEventListener('pointerup', onPointerUp);
      document.removeEventListener('selectionchange', onSelection);
    };
  }, [box, find, busy]);

  const clear = useCallback(() => setHeld(null), []);
  const start = () => {
    const words = startKeyPick(utterances);
    if (!words) return;
    setHeld({ by: 'keys', words });
    box.current?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!held || event.target !== box.current || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = moves[event.key];
    if (event.key === 'Escape') clear();
    else if (move && held.by === 'keys')
      setHeld({ by: 'keys', words: moveKeyPick(held.words, move, event.shiftKey, utterances) });
    else return;
    event.preventDefault();
  };

  return { by: held?.by ?? null, ...chosen(held, find), start, clear, onKeyDown };
}

function chosen(
  held: Held,
  find: (id: string) => Utterance | undefined,
): Pick<ChosenWords, 'pick' | 'utterance' | 'several'> {
  if (!held) return { pick: null, utterance: null, several: false };
  if (held.words === 'several-turns') return { pick: null, utterance: null, several: true };
  const utterance = find(held.words.utterance) ?? null;
  if (held.by === 'pointer') return { pick: held.words, utterance, several: false };
  return { pick: utterance && spanOfKeyPick(held.words, utterance), utterance, several: false };
}
