/** Deepest nesting that any platform's payload has, with room to spare. */
const deepest = 64;

/** A body as JSON, or why it is none. */
export type ReadJson = { kind: 'json'; value: unknown } | { kind: 'malformed'; why: string };

/** Reads a body as JSON; nothing it holds can overflow the stack of what reads it further. */
export function readJson(body: Buffer): ReadJson {
  const text = body.toString('utf8');
  if (isTooDeep(text)) return { kind: 'malformed', why: `The body is nested deeper than ${deepest} levels.` };
  try {
    const value: unknown = JSON.parse(text);
    return { kind: 'json', value };
  } catch {
    return { kind: 'malformed', why: text.trim() === '' ? 'The body is empty.' : 'The body is not JSON.' };
  }
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inText) {
      // An escaped character is never the closing quote.
      if (code === 0x5c) at += 1;
      else if (code === 0x22) inText = false;
    } else if (code === 0x22) inText = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > deepest) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}
