import { type RefObject, useEffect } from 'react';
import { useDecisions } from './decisions.tsx';

/** So much of it has to be in view; of what is taller than that allows, so much of the view. */
const wholeEnough = 0.5;

/** Counts how long an element has been on the screen, from when it is wholly painted. */
export function useScreenTime(id: string, basis: string | null, box: RefObject<HTMLElement | null>): void {
  const { screenTimes } = useDecisions();
  useEffect(() => {
    if (basis === null) return;
    let frame = 0;
    let gone = () => {};
    const leave = () => {
      cancelAnimationFrame(frame);
      gone();
      gone = () => {};
    };
    const enter = () => {
      leave();
      // The first frame draws it; when the second begins, that one is on the screen.
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(() => {
          gone = screenTimes.shown(id, basis);
        });
      });
    };
    const stopWatching = watchSight(box.current, enter, leave);
    return () => {
      stopWatching();
      leave();
    };
  }, [screenTimes, id, basis, box]);
}

function watchSight(element: HTMLElement | null, enter: () => void, leave: () => void): () => void {
  if (!element || typeof IntersectionObserver === 'undefined') {
    enter();
    return () => {};
  }
  let inSight = false;
  const observer = new IntersectionObserver(
    (entries) => {
      const last = entries.at(-1);
      if (!last) return;
      const view = last.rootBounds?.height ?? window.innerHeight;
      const seen = last.intersectionRatio >= wholeEnough || last.intersectionRect.height >= view * wholeEnough;
      if (seen === inSight) return;
      inSight = seen;
      if (seen) enter();
      else leave();
    },
    { threshold: [0, 0.25, wholeEnough, 0.75, 1] },
  );
  observer.observe(element);
  return () => observer.disconnect();
}
