import { fc } from './properties.ts';

/** Texts that look like something else than they are, or would do something if they were taken for more than text. */
export const hostileTexts: readonly string[] = [
  '\u202egpj.exe\u202c',
  'pay\u2066pal\u2069.example',
  'zero\u200bwidth\u200djoined\ufeff',
  'tag\u{e0041}\u{e0042}ged',
  'half \ud83d of one',
  'a\r\nb\nc\rd\te',
  ' leading and trailing ',
  'no\u00a0break\u2003space',
  '\u0000\u0007\u001b[31mred\u001b[0m\u0085',
  'é e\u0301 ñ n\u0303 ﬁ',
  '👩‍👩‍👧 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  '<img src=x onerror=alert(1)><script>alert(1)</script>',
  '</ins><ins data-tone="new">other</ins>',
  '&lt;b&gt; &#x202e; &nbsp;',
  'U+200B zero-width space',
  '=HYPERLINK("https://evil.example","click")',
  '@SUM(1+1)*cmd|’ /C calc’!A0',
  '-2+3\t=1',
  "x' OR Name != '",
  "x') OR (Name != '",
  '4155550134} RETURNING User(Id) {',
  "\\' OR Id != null LIMIT 1 //",
  '%_%',
  '../../query?q=SELECT+Id+FROM+User',
  '%2e%2e%2f%2e%2e%2fquery',
  '00D000000000001!AQ\r\nX-Evil: 1',
  'https://p\u0430ypal.example/login',
  'www.\u0430\u0440\u0440le.com',
  'https://xn--pypal-4ve.example/',
  '\uff1d1+1',
  '\t=1+1',
  '+1+cmd|/C calc',
  '"=1+1,""',
  'a;=1+1',
  '@{ref.id}',
  '{"Id":"001"}',
  '__proto__',
  'constructor',
  'null',
];

/** What a field of Salesforce never holds, and an agent may send all the same: more than a million characters, with a trap at either end. */
export const endlessText = `\u202e=1+1 ${'and so on it goes, '.repeat(56_000)}\u200bend`;

/** One of them, a part of them in other words, or anything at all. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.tuple(fc.string({ maxLength: 12 }), fc.constantFrom(...hostileTexts)).map(([before, text]) => before + text),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);
