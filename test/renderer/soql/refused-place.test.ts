import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { markRefused, offsetOf, refusedPlace } from '../../../renderer/soql/refused-place.ts';

function markedIn(text: string, row: number, column: number): string | null {
  const start = EditorState.create({ doc: text, extensions: [refusedPlace] });
  const { state } = start.update({ effects: markRefused.of({ row, column }) });
  const marks = state.field(refusedPlace).iter();
  return marks.value ? state.sliceDoc(marks.from, marks.to) : null;
}

describe('the mark of a refused place', () => {
  it('covers the word that stands there, in whatever line', () => {
    expect(markedIn('SELECT Id,\n  Nonsense__c\nFROM Case', 2, 3)).toBe('Nonsense__c');
    expect(markedIn("WHERE Name == 'x'", 1, 13)).toBe('=');
  });

  it('covers the last character of a query that ends too early', () => {
    expect(markedIn('SELECT Id FROM Case WHERE  ', 1, 28)).toBe('E');
  });

  it('goes when somebody types', () => {
    const start = EditorState.create({ doc: 'SELECT x', extensions: [refusedPlace] });
    const marked = start.update({ effects: markRefused.of({ row: 1, column: 8 }) }).state;
    const typed = marked.update({ changes: { from: 8, insert: 'y' } }).state;
    expect([marked.field(refusedPlace).size, typed.field(refusedPlace).size]).toEqual([1, 0]);
  });

  it('stays within the text, whatever place is told', () => {
    expect(offsetOf('ab\ncd', { row: 2, column: 2 })).toBe(4);
    expect(offsetOf('ab\ncd', { row: 9, column: 99 })).toBe(5);
    expect(offsetOf('', { row: 1, column: 1 })).toBe(0);
    expect(markedIn('', 1, 1)).toBeNull();
  });
});
