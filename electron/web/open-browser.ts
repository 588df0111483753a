import open from 'open';

/** Opens the browser at an address. Where there is none nothing happens: the address is printed too. */
export async function openBrowser(url: string): Promise<void> {
  try {
    const opener = await open(url);
    opener.on('error', () => undefined);
  } catch {
    // No opener; see above.
  }
}
