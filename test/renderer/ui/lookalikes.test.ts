import { expect, test } from 'vitest';
import { lookalikesIn } from '../../../renderer/ui/lookalikes.ts';
import { visibleRuns } from '../../../renderer/ui/visible-characters.ts';
import { fc } from '../../support/properties.ts';

const marked = (text: string) =>
  [...lookalikesIn(text)].map(([at, { mark }]) => `${text.slice(at, at + 2)[0]} ${mark}`);

test('letters of another alphabet in a Latin word are marked', () => {
  expect(marked('p\u0430ypal')).toEqual(['\u0430 U+0430']);
  expect(marked('dana@reyesinteri\u03bfrs.com')).toEqual(['\u03bf U+03BF']);
  expect([...lookalikesIn('p\u0430ypal').values()]).toEqual([
    { mark: 'U+0430', name: 'Cyrillic letter that looks like a' },
  ]);
});

test('a host whose letters all look Latin is marked letter by letter', () => {
  expect(marked('https://\u0430\u0440\u0440\u04cf\u0435.com/login').map((each) => each.slice(2))).toEqual([
    'U+0430',
    'U+0440',
    'U+0440',
    'U+04CF',
    'U+0435',
  ]);
});

test('a host in punycode is marked where it begins', () => {
  expect(lookalikesIn('see xn--80ak6aa92e.com').get(4)).toMatchObject({ mark: 'punycode' });
  expect(lookalikesIn('see www.xn--80ak6aa92e.com').get(8)).toMatchObject({ mark: 'punycode' });
});

test('Latin letters in another form are marked in a Latin word and in a host', () => {
  expect(marked('\uff50aypal.com')).toEqual(['\uff50 U+FF50']);
  expect([...lookalikesIn('\u{1d429}\u{1d41a}\u{1d432}.com').values()].map(({ mark }) => mark)).toEqual([
    'U+1D429',
    'U+1D41A',
    'U+1D432',
  ]);
});

test.each([
  'Dana Reyes, dana@reyesinteriors.com',
  'José Nuñez, Nº 4, 1ª',
  'Привет, Анна. кто.рф',
  'Ωmega 5 μm, ΔT',
  'Tシャツ 東京.jp',
  'Καλημέρα',
  'ﬁne e\u0301',
])('%s is left alone', (text) => {
  expect(marked(text)).toEqual([]);
});

test('what is shown is every character of the text, in its order', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('a', 'p', '.', '-', 'xn--', '\u0430', '\u04cf', '\uff50', '\u200b', '\u{1d41a}', ' '),
      }),
      (text) => {
        expect(
          visibleRuns(text)
            .map((run) => run.text)
            .join(''),
        ).toBe(text);
      },
    ),
  );
});

test('a very long text of anything is looked through at once', () => {
  for (const part of ['\u0430', '\u0301', 'a\u0430', '\u0430.', '-', 'xn--']) {
    const startedAt = performance.now();
    lookalikesIn(part.repeat(200_000 / part.length));
    expect(performance.now() - startedAt).toBeLessThan(4000);
  }
});
