import { codeOf, lookalikesIn } from './lookalikes.ts';

/** A stretch of text as it is shown: plain, one character that could not be seen, or one that is taken for another. */
export type VisibleRun =
  | { kind: 'plain'; text: string }
  | { kind: 'hidden'; text: string; code: string; name: string }
  | { kind: 'lookalike'; text: string; code: string; mark: string; name: string };

const names: Record<number, string> = {
  160: 'no-break space',
  173: 'soft hyphen',
  1564: 'Arabic letter mark',
  4447: 'Hangul filler',
  4448: 'Hangul filler',
  6158: 'Mongolian vowel separator',
  8203: 'zero-width space',
  8204: 'zero-width non-joiner',
  8205: 'zero-width joiner',
  8206: 'left-to-right mark',
  8207: 'right-to-left mark',
  8232: 'line separator',
  8233: 'paragraph separator',
  8234: 'left-to-right embedding',
  8235: 'right-to-left embedding',
  8236: 'end of direction',
  8237: 'left-to-right override',
  8238: 'right-to-left override',
  8288: 'word joiner',
  8294: 'left-to-right isolate',
  8295: 'right-to-left isolate',
  8296: 'first strong isolate',
  8297: 'end of isolate',
  12644: 'Hangul filler',
  65279: 'byte order mark',
  65440: 'Hangul filler',
};

// Controls but tab and line feed; what draws nothing by its nature; spaces of odd widths; halves of a character without the other half.
const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be made visible
  /[\u0000-\u0008\u000b-\u001f\u007f-\u00a0\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\ufff9-\ufffb\p{Default_Ignorable_Code_Point}\p{Surrogate}]/u;
const joinedEmoji = /\p{Extended_Pictographic}\ufe0f?\u200d(?=\p{Extended_Pictographic})/gu;
// A plain emoji, drawn in colours or not.
const dressedEmoji = /\p{Emoji}[\ufe0e\ufe0f]/gu;

/** Splits text so that every character that cannot be seen, or is taken for another, can be marked. Emoji joined into one stay as they are. */
export function visibleRuns(text: string): VisibleRun[] {
  const runs: VisibleRun[] = [];
  const kept = partsOfEmoji(text);
  const lookalikes = lookalikesIn(text);
  let plain = '';
  const flush = () => {
    if (plain) runs.push({ kind: 'plain', text: plain });
    plain = '';
  };
  let at = 0;
  for (const character of text) {
    const lookalike = lookalikes.get(at);
    const isLineEnd = character === '\r' && text[at + 1] === '\n';
    if (hidden.test(character) && !isLineEnd && !kept.has(at)) {
      flush();
      runs.push(toHidden(character));
    } else if (lookalike) {
      flush();
      runs.push({ kind: 'lookalike', text: character, code: codeOf(character), ...lookalike });
    } else {
      plain += character;
    }
    at += character.length;
  }
  flush();
  return runs;
}

/** The same where only text can stand: what could not be seen is told by its code. */
export function visibleAsText(text: string): string {
  return visibleRuns(text)
    .map((run) => (run.kind === 'hidden' ? `[${run.code}]` : run.text))
    .join('');
}

/** Whether anything in the text could not be seen. */
export function hasHidden(text: string): boolean {
  return visibleRuns(text).some((run) => run.kind === 'hidden');
}

function toHidden(character: string): VisibleRun {
  const point = character.codePointAt(0) ?? 0;
  return { kind: 'hidden', text: character, code: codeOf(character), name: names[point] ?? nameOfRange(point) };
}

function nameOfRange(point: number): string {
  if (point < 0x20 || (point >= 0x7f && point < 0xa0)) return 'control character';
  if (point >= 0xe0000) return 'invisible tag';
  if (point >= 0xd800 && point < 0xe000) return 'half a character';
  if (point >= 0xfe00 && point <= 0xfe0f) return 'variation selector';
  if ((point >= 0x2000 && point <= 0x200a) || point === 0x202f || point === 0x205f || point === 0x3000)
    return 'unusual space';
  return 'invisible character';
}

/** Offsets of the zero-width joiners that hold one emoji together, and of what says how it is drawn. */
function partsOfEmoji(text: string): Set<number> {
  const ends = [...text.matchAll(joinedEmoji), ...text.matchAll(dressedEmoji)];
  return new Set(ends.map((match) => match.index + match[0].length - 1));
}
