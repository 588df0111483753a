import type { Utterance } from '../../shared/model/utterance.ts';
import { visibleRuns } from '../ui/visible-characters.ts';
import { toPick, type WordPick } from './word-pick.ts';

/** What is selected in the transcript with the pointer: words of one turn, of several, or none. */
export type SelectedWords = WordPick | 'several-turns' | null;

/**
 * Reads the selection back to the text that was said. What is drawn is not that text: masks and characters that cannot be
 * seen are drawn as words of ours, so each stretch says where it begins.
 */
export function selectedWords(
  selection: Selection | null,
  box: HTMLElement,
  find: (utterance: string) => Utterance | undefined,
): SelectedWords {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const picks = [...box.querySelectorAll<HTMLElement>('[data-words]')].flatMap((drawn) => {
    const of = range.intersectsNode(drawn) ? find(drawn.dataset.words ?? '') : undefined;
    if (!of) return [];
    const start = offsetOf(drawn, of.text, { node: range.startContainer, at: range.startOffset, side: 'start' }) ?? 0;
    const end =
      offsetOf(drawn, of.text, { node: range.endContainer, at: range.endOffset, side: 'end' }) ?? of.text.length;
    return toPick(of, start, end) ?? [];
  });
  return picks.length > 1 ? 'several-turns' : (picks[0] ?? null);
}

type Point = { node: Node; at: number; side: 'start' | 'end' };

/** Where in the text a point of the page lies; null where it is outside of it. */
function offsetOf(drawn: HTMLElement, text: string, point: Point): number | null {
  const { node, at } = point;
  if (!drawn.contains(node)) return null;
  const stretches = [...drawn.querySelectorAll<HTMLElement>('[data-from]')];
  for (const [index, stretch] of stretches.entries()) {
    const from = Number(stretch.dataset.from);
    const to = Number(stretches[index + 1]?.dataset.from ?? text.length);
    if (stretch.contains(node)) return from + within(stretch, text.slice(from, to), point);
    if (isBefore(node, at, stretch)) return from;
  }
  return text.length;
}

/** Marks of what cannot be seen stand for one character each; a point in one of them is before it. A mask is taken whole. */
function within(stretch: HTMLElement, text: string, { node, at, side }: Point): number {
  const drawn = stretch.querySelector('bdi');
  if (!drawn) return side === 'start' ? 0 : text.length;
  const parts = [...drawn.childNodes];
  let length = 0;
  for (const [index, run] of visibleRuns(text).entries()) {
    const part = parts[index];
    if (!part || isBefore(node, at, part)) break;
    if (part === node) return length + at;
    if (part.contains(node)) break;
    length += run.text.length;
  }
  return length;
}

function isBefore(node: Node, at: number, other: Node): boolean {
  const child = node.childNodes[at];
  if (child) return child === other || (child.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  if (node.contains(other)) return false;
  return (node.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
