/** How well two names agree: the same, or near enough to be a mishearing or a short form. */
export type NameAgreement = 'exact' | 'close' | null;

/** Compares two names of people as they are said and written; accents and case are no difference. */
export function compareNames(said: string, written: string): NameAgreement {
  const [a, b] = [wordsOf(said), wordsOf(written)];
  if (a.length === 0 || b.length === 0) return null;
  if (a.join(' ') === b.join(' ')) return 'exact';
  // Only one name was said: it may be either.
  if (a.length === 1) return b.some((word) => isNear(a[0] ?? '', word)) ? 'close' : null;
  if (!isNear(a.at(-1) ?? '', b.at(-1) ?? '')) return null;
  return startsAlike(a[0] ?? '', b[0] ?? '') ? 'close' : null;
}

/** First names agree when near, or when one is the beginning of the other: Kat, K., Katherine. */
function startsAlike(a: string, b: string): boolean {
  return a.startsWith(b) || b.startsWith(a) || isNear(a, b);
}

function isNear(a: string, b: string): boolean {
  if (a === b) return true;
  const length = Math.min(a.length, b.length);
  if (length < 3) return false;
  return editDistance(a, b) <= (length < 6 ? 1 : 2);
}

function wordsOf(name: string): string[] {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}']+/u).filter((word) => word !== '' && !TITLES.has(word));
}

const TITLES = new Set(['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'prof']);

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substituted = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
