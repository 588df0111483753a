const RESERVED = /[?&|!{}[\]()^~*:\\"'+-]/g;
const OPERATORS = new Set(['and', 'or', 'not']);

/** The term of a SOSL `FIND {…}`: every word must occur; reserved characters lose their meaning. Null when nothing searchable is left. */
export function soslTerm(text: string): string | null {
  const words = text
    .toWellFormed()
    .split(/[\s\p{Cc}]+/u)
    .filter((word) => word !== '' && !OPERATORS.has(word.toLowerCase()));
  // Salesforce refuses terms under two characters.
  if (words.join('').length < 2) return null;
  return words.map((word) => word.replace(RESERVED, (character) => `\\${character}`)).join(' ');
}
