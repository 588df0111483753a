import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import type { Utterance } from '../../shared/model/utterance.ts';
import { useKeys } from '../desk/keys.tsx';
import { useEvidences } from '../transcript/evidence-pointer.tsx';
import { type ChosenWords, useWordPick } from '../transcript/use-word-pick.ts';
import { toEvidence, whyNotUse } from '../transcript/word-pick.ts';
import { useAnnounce } from '../ui/announcer.tsx';

/** Words chosen in the transcript, and the form that makes something of them. */
export type WordsInUse = {
  words: ChosenWords;
  opened: boolean;
  setOpened: (opened: boolean) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  /** Something was made of them. */
  done: () => void;
};

/** Chooses words with the pointer or by key, shows them where they stand, and opens the form. */
export function useWordsInUse(box: RefObject<HTMLElement | null>, utterances: readonly Utterance[]): WordsInUse {
  const [opened, setOpened] = useState(false);
  const words = useWordPick(box, utterances, opened);
  const { pick, utterance, by } = words;
  const usable = pick !== null && utterance !== null && whyNotUse(pick, utterance) === null;
  useShown(words, opened);
  useTold(words);
  useKeys({
    words: () => {
      if (usable) setOpened(true);
      else if (!pick) words.start();
    },
  });
  return {
    words,
    opened: opened && usable,
    setOpened,
    onKeyDown(event) {
      if (event.key === 'Enter' && event.target === box.current && by === 'keys' && usable) {
        event.preventDefault();
        setOpened(true);
      } else words.onKeyDown(event);
    },
    done() {
      setOpened(false);
      words.clear();
      document.getSelection()?.removeAllRanges();
    },
  };
}

/** Words chosen by key, or gone over to the form, are marked as a value's words are; the pointer's own mark is enough until then. */
function useShown({ pick, utterance, by }: ChosenWords, opened: boolean): void {
  const pointer = useEvidences()?.pointer ?? null;
  const shown = by === 'keys' || opened;
  const [id, start, end] = [pick?.utterance, pick?.start, pick?.end];
  const text = utterance?.text;
  useEffect(() => {
    if (!pointer || !shown || id === undefined || start === undefined || end === undefined || text === undefined)
      return;
    pointer.point(toEvidence({ utterance: id, start, end }, { id, text }));
    return () => pointer.point(null);
  }, [pointer, shown, id, start, end, text]);
}

/** Says what was chosen by key to those who do not see it. */
function useTold({ pick, utterance, by }: ChosenWords): void {
  const announce = useAnnounce();
  const quote = by === 'keys' && pick && utterance ? utterance.text.slice(pick.start, pick.end) : null;
  useEffect(() => {
    if (quote !== null) announce(`Chosen: ${quote}. S or Enter uses these words, arrows choose others.`);
  }, [quote, announce]);
}
