/** Reads CSV as RFC 4180 has it. */
export function readCsv(text: string): string[][] {
  const lines: string[][] = [[]];
  for (let at = 0; at < text.length; ) {
    const quoted = /"((?:[^"]|"")*)"/y;
    const plain = /[^,\r\n"]*/y;
    quoted.lastIndex = at;
    plain.lastIndex = at;
    const [whole = '', inner] = quoted.exec(text) ?? plain.exec(text) ?? [];
    lines.at(-1)?.push(inner === undefined ? whole : inner.replaceAll('""', '"'));
    at += whole.length;
    if (text.startsWith('\r\n', at)) {
      lines.push([]);
      at += 2;
    } else if (text[at] === ',') {
      at += 1;
    } else if (at < text.length) {
      throw new Error(`neither a comma nor a line end at ${at}`);
    }
  }
  return lines.slice(0, -1);
}
