import { expect, test } from 'vitest';
import { hasHidden, visibleRuns } from '../../../renderer/ui/visible-characters.ts';
import { fc } from '../../support/properties.ts';

const hiddenIn = (text: string) => visibleRuns(text).flatMap((run) => (run.kind === 'hidden' ? [run.code] : []));

test('plain text is one run', () => {
  expect(visibleRuns('Dana Reyes, 40 218\nsecond line')).toEqual([
    { kind: 'plain', text: 'Dana Reyes, 40 218\nsecond line' },
  ]);
});

test('bidirectional controls are drawn with their name', () => {
  expect(visibleRuns('a\u202eb')).toEqual([
    { kind: 'plain', text: 'a' },
    { kind: 'hidden', text: '\u202e', code: 'U+202E', name: 'right-to-left override' },
    { kind: 'plain', text: 'b' },
  ]);
});

test('zero-width, control, tag and odd space characters are drawn', () => {
  expect(hiddenIn('\u200b\u0000\u{e0041}\u00a0\u2060\ufeff\u0085')).toEqual([
    'U+200B',
    'U+0000',
    'U+E0041',
    'U+00A0',
    'U+2060',
    'U+FEFF',
    'U+0085',
  ]);
});

test('right-to-left words and accents stay as they are', () => {
  expect(hasHidden('שלום مرحبا José naïve 北京')).toBe(false);
});

test('what is drawn by nothing, and half of a character, are drawn', () => {
  expect(hiddenIn('a\u034fb\u115f\u180e\ufe00\u{e0100}\u2800\ud83d')).toEqual([
    'U+034F',
    'U+115F',
    'U+180E',
    'U+FE00',
    'U+E0100',
    'U+2800',
    'U+D83D',
  ]);
  expect(hasHidden('❤️ 1️⃣ ☎︎')).toBe(false);
  expect(hiddenIn('a\ufe0f')).toEqual(['U+FE0F']);
});

test('an emoji joined of several stays one; the same joiner between letters is drawn', () => {
  expect(hasHidden('👨‍👩‍👧 and 👩🏽')).toBe(false);
  expect(hasHidden('pay\u200dpal')).toBe(true);
});

test('a Windows line end is a line end', () => {
  expect(visibleRuns('a\r\nb')).toEqual([{ kind: 'plain', text: 'a\r\nb' }]);
  expect(hiddenIn('a\rb')).toEqual(['U+000D']);
});

test('no character gets lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const joined = visibleRuns(text)
        .map((run) => run.text)
        .join('');
      expect(joined).toBe(text);
    }),
  );
});
