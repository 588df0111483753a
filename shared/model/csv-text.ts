/** Tells a spreadsheet that the file is UTF-8; without it Excel reads accents as two strange letters each. */
export const byteOrderMark = '\uFEFF';

// A spreadsheet takes what begins with one of these for a formula; the wide ones it turns into the narrow.
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;

/** A text as a cell of CSV (RFC 4180), which no spreadsheet takes for a formula. */
export function csvText(text: string): string {
  const guarded = formulaStart.test(text) ? `'${text}` : text;
  return `"${guarded.replaceAll('"', '""')}"`;
}

/** Cells as a line of CSV. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`;
}
