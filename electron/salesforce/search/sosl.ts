const RESERVED = /[?&|!{}[\]()^~*:\\"'+-]/g;
const OPERATORS = new Set(['and', 'or', 'not']);

/**
 * The term of a SOSL `FIND {…}`: every word must occur; reserved characters lose their meaning. The last word of a text that
 * somebody still types may be the beginning of one. Null when nothing searchable is left.
 */
export function soslTerm(text: string, { unfinished = false } = {}): string | null {
  const words = text
    .toWellFormed()
    .split(/[\s\p{Cc}]+/u)
    .filter((word) => word !== '' && !OPERATORS.has(word.toLowerCase()));
  // Salesforce refuses terms under two characters.
  if (words.join('').length < 2) return null;
  // An address or a number is whole: a wildcard in the middle of what Salesforce takes apart would find nothing.
  const open = unfinished && /^[\p{L}\p{N}]{2,}$/u.test(words.at(-1) ?? '') ? '*' : '';
  return words.map((word) => word.replace(RESERVED, (character) => `\\${character}`)).join(' ') + open;
}
