/** Hands a file to the browser, as a download of that name. */
export function download(parts: BlobPart[], name: string, type: string): void {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** The time as part of a file's name: `2026-03-01-14-05`. */
export function stampOf(now: Date): string {
  return now.toISOString().slice(0, 16).replace(/[T:]/g, '-');
}
