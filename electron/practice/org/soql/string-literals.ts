const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The text a quoted SOQL literal stands for. */
export function unescapeLiteral(literal: string): string {
  return inner(literal).replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (_all, code: string) => unescapeOne(code));
}

/** The same for LIKE: `\%` and `\_` stay literal, written the way SQLite's ESCAPE wants them. */
export function toLikePattern(literal: string): string {
  return inner(literal).replace(/\\(u[0-9a-fA-F]{4}|.)/gs, (_all, code: string) => {
    const text = unescapeOne(code);
    return text === '%' || text === '_' || text === '\\' ? `\\${text}` : text;
  });
}

function inner(literal: string): string {
  return literal.startsWith("'") && literal.endsWith("'") && literal.length >= 2 ? literal.slice(1, -1) : literal;
}

function unescapeOne(code: string): string {
  if (code.length === 5) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
  return escapes[code.toLowerCase()] ?? code;
}
