/** A text read as JSON, or a sentence why it cannot be. */
type JsonRead = { ok: true; value: unknown } | { ok: false; line: number | null; message: string };

/** Whether a file is to be read line by line: by its name, or because a line of it is a whole object. */
export function isLineFile(name: string, content: string): boolean {
  if (/\.(jsonl|ndjson)$/i.test(name)) return true;
  const lines = splitLines(content);
  return lines.length > 1 && lines.some(({ text }) => text.length > 2 && text.startsWith('{') && readJson(text).ok);
}

/** The lines of a file that are not blank, with their numbers. */
export function splitLines(content: string): { line: number; text: string }[] {
  return content
    .split('\n')
    .map((each, index) => ({ line: index + 1, text: each.trim() }))
    .filter((each) => each.text !== '');
}

/** Reads JSON; what is wrong is told without repeating what the text holds. */
export function readJson(text: string): JsonRead {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, ...explain(text, error instanceof Error ? error.message : '') };
  }
}

function explain(text: string, reason: string): { line: number | null; message: string } {
  if (/^\s*</.test(text)) return { line: null, message: 'This is a web page or XML, not JSON.' };
  if (!/^\s*[[{]/.test(text)) return { line: null, message: 'This is not JSON.' };
  const position = Number(/position (\d+)/.exec(reason)?.[1] ?? text.length);
  const isCutOff = /unexpected end|unterminated/i.test(reason) || position >= text.trimEnd().length;
  if (isCutOff) return { line: null, message: 'This is cut off: the JSON ends before it is complete.' };
  const line = text.slice(0, position).split('\n').length;
  if (/control character/i.test(reason))
    return { line, message: 'This is not valid JSON: a text in it holds a control character.' };
  return { line, message: 'This is not valid JSON.' };
}
