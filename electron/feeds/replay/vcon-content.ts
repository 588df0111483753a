/** The inline content of a vCon part. */
type Content = { body?: unknown; encoding?: string | null };

/** A body as text; null where there is none, or it cannot be text. */
export function textOf({ body, encoding }: Content): string | null {
  if (typeof body !== 'string') return null;
  return encoding === 'base64url' || encoding === 'base64' ? Buffer.from(body, 'base64url').toString('utf8') : body;
}

/** A body as the JSON value it holds: some exporters write it as a string, some as it is. Text that is no JSON stays text. */
export function jsonOf(content: Content): unknown {
  const text = textOf(content);
  if (text === null) return content.body;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
