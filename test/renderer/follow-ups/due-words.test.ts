import { expect, test } from 'vitest';
import { dueWords } from '../../../renderer/follow-ups/due-words.ts';

const hour = 3_600_000;

test('says by when, louder as it comes near and once it is over', () => {
  const of = { dueAt: 24 * hour, doneAt: null };
  expect(dueWords(of, 0)).toEqual({ words: 'due in 24 h', tone: 'quiet' });
  expect(dueWords(of, 23.5 * hour)).toEqual({ words: 'due in 30 min', tone: 'amber' });
  expect(dueWords(of, 26 * hour)).toEqual({ words: 'due 2 h ago', tone: 'red' });
  expect(dueWords({ ...of, doneAt: 1 }, 26 * hour)).toEqual({ words: 'done', tone: 'quiet' });
});
