import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import type { SoqlPlace } from '../../shared/contract/soql-contract.ts';

/** Marks the place where a query was refused; null takes the mark away. */
export const markRefused = StateEffect.define<SoqlPlace | null>();

const mark = Decoration.mark({ class: 'cm-refused' });

/** The mark at the refused place. It goes as soon as somebody types: then it may be true no longer. */
export const refusedPlace = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    const [asked] = transaction.effects.filter((effect) => effect.is(markRefused));
    if (asked) return asked.value ? marked(transaction.newDoc.toString(), asked.value) : Decoration.none;
    return transaction.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The offset of a place told by row and column, within the text. */
export function offsetOf(text: string, { row, column }: SoqlPlace): number {
  const lines = text.split('\n').slice(0, row);
  const before = lines.slice(0, row - 1).reduce((sum, line) => sum + line.length + 1, 0);
  return Math.min(before + Math.min(column - 1, lines[row - 1]?.length ?? 0), text.length);
}

function marked(text: string, place: SoqlPlace): DecorationSet {
  const at = offsetOf(text, place);
  const [word = ''] = /^[\w.]+|^\S/.exec(text.slice(at)) ?? [];
  // What ends too early is marked at its last character: there is nothing behind it to draw under.
  const from = word === '' ? text.slice(0, at).trimEnd().length - 1 : at;
  const to = word === '' ? from + 1 : at + word.length;
  return from < 0 ? Decoration.none : Decoration.set([mark.range(from, to)]);
}
