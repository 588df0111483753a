import { useRef, useState } from 'react';
import { type CallSections, holdSections } from './call-sections.ts';

/** Keeps the list of calls still while the pointer is over it: what one is about to press must not move away. */
export function useHeldSections(wanted: CallSections) {
  const [hovered, setHovered] = useState(false);
  const held = useRef(wanted);
  held.current = hovered ? holdSections(held.current, wanted) : wanted;
  return {
    ...held.current,
    hover: { onPointerEnter: () => setHovered(true), onPointerLeave: () => setHovered(false) },
  };
}
