/** A value as a card shows it: in letters, and as it is stored where that differs; null where it says that there is none. */
export type CardValue = { text: string; stored: string | null } | null;

/** One field of a card: what was there, and what would be; absent where the card shows no such side. */
export type CardRow = { field: string; old?: CardValue; new?: CardValue };

/** What a card says it would write, taken from nothing but its elements. */
export type CardReading = { proposal: string; record: string | null; rows: CardRow[] };

/**
 * Reads a card; runs in any document, so that a test's browser can be handed it. Marks that stand for what could not be
 * seen are taken back into the characters they stand for.
 */
export function readCard(article: Element): CardReading {
  function lettersOf(node: Node): string {
    if (node.nodeType === 3) return node.nodeValue ?? '';
    if (node.parentNode?.nodeName !== 'BDI') return [...node.childNodes].map(lettersOf).join('');
    const code = /, U\+([0-9A-F]{4,6})$/.exec((node as Element).getAttribute('title') ?? '')?.[1];
    if (!code) throw new Error(`a mark that stands for nothing: ${(node as Element).outerHTML}`);
    return String.fromCodePoint(Number.parseInt(code, 16));
  }

  function shownIn(row: Element, tone: 'old' | 'new'): CardValue | undefined {
    const tag = tone === 'old' ? 'del' : 'ins';
    const shown = row.querySelector(`${tag}, span[data-tone="${tone}"]`);
    if (!shown) return undefined;
    if (shown.nodeName !== tag.toUpperCase()) return null;
    if (shown.querySelector('button')) throw new Error('a part of the value is folded away');
    const stored = shown.querySelector('[title^="Stored as "]')?.getAttribute('title')?.slice('Stored as '.length);
    return { text: lettersOf(shown), stored: stored ?? null };
  }

  const rows = [...article.querySelectorAll('dt[title], th[scope="row"][title]')].flatMap((head): CardRow[] => {
    const row = head.parentElement;
    if (!row) return [];
    const before = shownIn(row, 'old');
    const after = shownIn(row, 'new');
    const sides = { ...(before === undefined ? {} : { old: before }), ...(after === undefined ? {} : { new: after }) };
    return [{ field: head.getAttribute('title') ?? '', ...sides }];
  });
  return {
    proposal: article.getAttribute('data-proposal') ?? '',
    record: article.querySelector('header strong[title]')?.getAttribute('title') ?? null,
    rows,
  };
}
