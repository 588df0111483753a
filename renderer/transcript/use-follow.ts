import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { EvidencePointer } from './evidence-pointer.tsx';

const nearEndPx = 32;

type Followed = {
  count: number;
  pointer: EvidencePointer | null;
  /** Another list is drawn in the box: it is followed anew. */
  drawn: unknown;
};

/** Keeps a growing list at its end, until the reader scrolls up; then counts what is new. */
export function useFollow(box: RefObject<HTMLElement | null>, { count, pointer, drawn }: Followed) {
  const [leftAt, setLeftAt] = useState<number | null>(null);
  const lastTop = useRef(0);
  const peeking = useRef(false);
  const following = leftAt === null;

  const toEnd = useCallback(() => {
    const element = box.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [box]);

  // A partial growing into its final form changes the height without changing the count.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list in the box is another element to observe
  useLayoutEffect(() => {
    const element = box.current;
    const content = element?.firstElementChild;
    if (!element || !content || !following) return;
    toEnd();
    const observer = new ResizeObserver(() => {
      if (!peeking.current) toEnd();
    });
    observer.observe(content);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, following, toEnd, drawn]);

  // Looking at the words behind a value is a glance: when the glance is over, the call is followed again.
  useEffect(() => {
    if (!pointer) return;
    return pointer.subscribe(() => {
      const glancing = pointer.pointed() !== null;
      if (peeking.current && !glancing && following) toEnd();
      peeking.current = glancing;
    });
  }, [pointer, following, toEnd]);

  const onScroll = useCallback(() => {
    const element = box.current;
    if (!element) return;
    const up = element.scrollTop < lastTop.current - 1;
    lastTop.current = element.scrollTop;
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < nearEndPx;
    if (atEnd) setLeftAt(null);
    else if (up && !peeking.current) setLeftAt((left) => left ?? count);
  }, [box, count]);

  const follow = useCallback(() => {
    setLeftAt(null);
    toEnd();
  }, [toEnd]);

  return { following, fresh: leftAt === null ? 0 : count - leftAt, onScroll, follow };
}
