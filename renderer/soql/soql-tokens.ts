/** A piece of a query. A path such as `Account.Name` is one word, with or without its end. */
export type SoqlToken = {
  kind: 'word' | 'string' | 'number' | 'operator' | 'open' | 'close' | 'comma' | 'colon' | 'other';
  text: string;
  from: number;
  to: number;
};

const patterns: readonly [SoqlToken['kind'], RegExp][] = [
  ['string', /'(?:[^'\\]|\\[\s\S])*'?/y],
  ['word', /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*\.?/y],
  ['number', /[+-]?\d[\w:.+-]*/y],
  ['operator', /[=<>!]+/y],
  ['open', /\(/y],
  ['close', /\)/y],
  ['comma', /,/y],
  ['colon', /:/y],
];

/** Cuts a query into its pieces, finished or not: nothing a person types on the way is an error here. */
export function soqlTokens(text: string): SoqlToken[] {
  const tokens: SoqlToken[] = [];
  let at = 0;
  while (at < text.length) {
    const token = tokenAt(text, at);
    if (token.text.trim() !== '') tokens.push(token);
    at = token.to;
  }
  return tokens;
}

/** The piece that begins at a place; a white space is a piece of its own. */
export function tokenAt(text: string, at: number): SoqlToken {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const [found] = pattern.exec(text) ?? [];
    if (found) return { kind, text: found, from: at, to: at + found.length };
  }
  return { kind: 'other', text: text.slice(at, at + 1), from: at, to: at + 1 };
}

/** Whether a text in quotes has its end. */
export function isClosed(token: SoqlToken): boolean {
  return token.text.length > 1 && /^'(?:[^'\\]|\\[\s\S])*'$/.test(token.text);
}
