import { type RefObject, useLayoutEffect, useRef } from 'react';
import { keepPlace } from './keep-place.ts';

/** When rows come, go or change places, the list scrolls so that the chosen row stays where the eye is. */
export function useKeptPlace<List>(
  box: RefObject<HTMLDivElement | null>,
  of: { list: List; selected: string | null; rowHeight: number; placeIn: (list: List, id: string) => number },
): void {
  const { list, selected, rowHeight, placeIn } = of;
  const before = useRef({ list, selected });
  useLayoutEffect(() => {
    const element = box.current;
    const held = before.current;
    before.current = { list, selected };
    if (!element || selected === null) return;
    element.scrollTop = keepPlace({
      scrollTop: element.scrollTop,
      height: element.clientHeight,
      rowHeight,
      before: placeIn(held.list, selected),
      after: placeIn(list, selected),
      moved: held.selected !== selected,
    });
  }, [box, list, selected, rowHeight, placeIn]);
}
