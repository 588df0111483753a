type TrustedTypes = {
  createPolicy(name: string, rules: { createHTML: (markup: string) => string }): unknown;
};

declare global {
  interface Window {
    trustedTypes?: TrustedTypes;
  }
}

/** Makes every string that would become markup pass here: with a `<` in it, it is refused. Scripts have no way at all. */
export function refuseMarkup(page: Window): void {
  page.trustedTypes?.createPolicy('default', { createHTML: plainOnly });
}

/** Lets style sheets and plain text through, never a tag. */
export function plainOnly(markup: string): string {
  if (markup.includes('<')) throw new TypeError('Markup made from a string is refused.');
  return markup;
}
