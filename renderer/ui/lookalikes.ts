/** What is wrong with a character that looks like another one. */
export type Lookalike = { mark: string; name: string };

// Letters of other alphabets that are drawn like Latin ones, each above the letter it is taken for.
const drawnLike: readonly (readonly [alphabet: string, letters: string, latin: string])[] = [
  ['Cyrillic', 'авекмнорстухԁһіјӏѕԛԝьАВЕКМНОРСТУХІЈЅԌҺ', 'abekmhopctyxdhijlsqwbABEKMHOPCTYXIJSGH'],
  ['Greek', 'αβεικνορτυχϲϳΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿ', 'abeikvoptuxcjABEZHIKMNOPTYXCJ'],
  ['Armenian', 'աոսօհցքզյՕՍԼԱ', 'wnuohgpqjOULU'],
  ['Cherokee', 'ᎪᏴᏟᎠᎬᏀᎻᎥᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ', 'ABCDEGHiJKLMPRSTVWZ'],
];

const latinOf = new Map<string, { alphabet: string; latin: string }>(
  drawnLike.flatMap(([alphabet, letters, latin]) =>
    [...letters].map((letter, at) => [letter, { alphabet, latin: latin[at] ?? '' }] as const),
  ),
);

const words = /[\p{L}\p{M}\p{N}]+/gu;
// Labels with points between them; which of them name a host is seen from the last.
const dotted = /[\p{L}\p{M}\p{N}.。．-]+/gu;
const disguised = /(?<![\p{L}\p{N}-])xn--[\p{L}\p{N}-]/giu;
const latinLetter = /\p{Script=Latin}/u;
// Letters drawn wide, bold, slanted or in script, and the sign of the kelvin.
const otherForms = /[\uff21-\uff3a\uff41-\uff5a\u{1d400}-\u{1d6a3}\u212a]/u;

/**
 * The characters of a text that are taken for others, by offset: letters of another alphabet in a Latin word, letters of a
 * host's name that all look Latin, Latin letters drawn in another form, and the begin of a host's name that is written in
 * punycode. What is written in one alphabet throughout is left alone.
 */
export function lookalikesIn(text: string): Map<number, Lookalike> {
  const found = new Map<number, Lookalike>();
  // Nearly every text: nothing beyond Latin, and nothing disguised.
  if (!/[\u0250-\u1fff\u2070-\u{10ffff}]|xn--/iu.test(text)) return found;
  for (const { 0: word, index } of text.matchAll(words)) {
    if (/[a-z]/i.test(word)) markIn(word, index, found);
  }
  for (const { 0: host, index } of text.matchAll(dotted)) {
    const labels = host.split(/[.。．]/u);
    // A name under a domain of its own alphabet is read in that alphabet.
    const domain = labels.findLast((label) => label !== '') ?? '';
    const isLatinHost = labels.length > 1 && /^[a-z-]{2,}$/i.test(domain.normalize('NFKC'));
    let at = index;
    for (const label of isLatinHost ? labels : []) {
      if (looksLatin(label)) markIn(label, at, found);
      at += label.length + 1;
    }
  }
  for (const { 0: begin, index } of text.matchAll(disguised)) {
    found.set(index, { mark: 'punycode', name: `${begin[0]}, which begins a name written in punycode` });
  }
  return found;
}

function markIn(word: string, from: number, found: Map<number, Lookalike>): void {
  let at = from;
  for (const character of word) {
    const name = nameOf(character);
    if (name) found.set(at, { mark: codeOf(character), name });
    at += character.length;
  }
}

function nameOf(character: string): string | null {
  const like = latinOf.get(character);
  if (like) return `${like.alphabet} letter that looks like ${like.latin}`;
  return otherForms.test(character) ? `another form of ${character.normalize('NFKC')}` : null;
}

/** Whether every letter of a label is either Latin or drawn like Latin, and at least one is not. */
function looksLatin(label: string): boolean {
  const letters = [...label].filter((character) => /\p{L}/u.test(character));
  return (
    letters.some((letter) => nameOf(letter) !== null) &&
    letters.every((letter) => nameOf(letter) !== null || latinLetter.test(letter))
  );
}

/** How a character is written in the tables of Unicode. */
export function codeOf(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
}
