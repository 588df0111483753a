/** The element of a proposal's card within a panel. */
export function cardIn(panel: HTMLElement | null, id: string): HTMLElement | null {
  return panel?.querySelector<HTMLElement>(`[data-proposal="${CSS.escape(id)}"]`) ?? null;
}

/** Whether enough of a card can be seen to decide on it: all of it, or as much as fits. */
export function isInView(panel: HTMLElement | null, card: HTMLElement | null): boolean {
  if (!panel || !card) return false;
  const frame = panel.getBoundingClientRect();
  const box = card.getBoundingClientRect();
  const seen = Math.min(frame.bottom, box.bottom) - Math.max(frame.top, box.top);
  return seen >= Math.min(box.height, frame.height) * 0.7;
}

/** Shows a card and gives it the focus. */
export function focusCard(card: HTMLElement | null): void {
  card?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: 'nearest' });
}
