import { type RefObject, useEffect, useState } from 'react';
import type { Call } from '../../shared/model/call.ts';
import type { Proposal } from '../../shared/model/proposal.ts';
import type { ChosenWords } from '../transcript/use-word-pick.ts';
import { toEvidence, whyNotUse } from '../transcript/word-pick.ts';
import { Press } from '../ui/press.tsx';
import style from './hand-form.module.css';
import { HandPopover } from './hand-popover.tsx';

type WordsPillProps = {
  call: Call;
  box: RefObject<HTMLElement | null>;
  words: ChosenWords;
  /** Grows with what is said: what is above the chosen words may have moved. */
  said: number;
  opened: boolean;
  onOpened: (opened: boolean) => void;
  onProposed: (proposal: Proposal) => void;
};

/** Offers to make something of the chosen words, beside them; or says why nothing can be made of them. */
export function WordsPill(props: WordsPillProps) {
  const { words, opened, onOpened } = props;
  const place = usePlace(props);
  const { pick, utterance } = words;
  const refusal = words.several ? 'Choose words of one turn.' : pick && utterance && whyNotUse(pick, utterance);
  if (!place || !(refusal || pick)) return null;
  return (
    <div className={style.pill} style={place}>
      {refusal || !pick || !utterance ? (
        <span role="status" className={style.pillWords}>
          {refusal}
        </span>
      ) : (
        <HandPopover
          title="Use these words"
          call={props.call}
          words={toEvidence(pick, utterance)}
          opened={opened}
          onProposed={props.onProposed}
          onClose={() => onOpened(false)}
        >
          <Press hint="S" aria-haspopup="dialog" aria-expanded={opened} onPress={() => onOpened(true)}>
            Use these words
          </Press>
        </HandPopover>
      )}
    </div>
  );
}

type Place = { top: number; left: number };

const pillPx = 40;
const mostFrames = 20;

/** Below the last of the words, else above them; it goes with them when the transcript is scrolled. */
function usePlace({ box, words, said, opened }: WordsPillProps): Place | null {
  const [place, setPlace] = useState<Place | null>(null);
  const { by, pick, several } = words;
  const at = pick && `${pick.utterance} ${pick.start} ${pick.end}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words, or more said, move it
  useEffect(() => {
    // Opened, the selection has gone to the form; what hangs there stays where it was.
    if (opened || by === null) return;
    let tries = 0;
    let frame = 0;
    // Words chosen by key are marked in the next drawing; in a very long call their row has to be drawn first.
    const look = () => {
      const found = placeIn(box.current, by);
      tries += 1;
      if (found) setPlace(found);
      else if (tries < mostFrames) frame = requestAnimationFrame(look);
    };
    frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [box, by, at, several, said, opened]);
  return place;
}

function placeIn(box: HTMLElement | null, by: ChosenWords['by']): Place | null {
  const rect = by === 'pointer' ? selectionRect() : lastOf(box, '[data-pointed]');
  if (!box || !rect) return null;
  const frame = box.getBoundingClientRect();
  const below = rect.bottom - frame.top + 5;
  const top = below + pillPx > frame.height ? rect.top - frame.top - pillPx : below;
  const left = Math.min(Math.max(12, rect.left - frame.left), Math.max(12, frame.width - 200));
  return { top: top + box.scrollTop, left };
}

function selectionRect(): DOMRect | null {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0) return null;
  return [...selection.getRangeAt(0).getClientRects()].at(-1) ?? null;
}

function lastOf(box: HTMLElement | null, selector: string): DOMRect | null {
  return [...(box?.querySelectorAll(selector) ?? [])].at(-1)?.getBoundingClientRect() ?? null;
}
