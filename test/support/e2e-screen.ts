import type { Locator, Page } from 'playwright-core';

/** The parts of the window as a person names them. */
export function screenOf(page: Page) {
  const calls = page.getByRole('navigation', { name: 'Calls' });
  return {
    calls,
    foot: page.getByRole('contentinfo'),
    transcript: page.getByRole('log', { name: 'Transcript' }),
    proposals: page.getByRole('region', { name: 'Proposals of this call' }),
    waiting: page.getByRole('listbox', { name: 'Proposals waiting' }),
    chosen: page.getByRole('region', { name: 'The chosen proposal' }),
    dialog: page.getByRole('dialog'),
    callNamed: (name: string) => calls.getByRole('button', { name }),
    /** A card by the name of its action; the selected one is its own only with `current`. */
    card: (action: string) => page.getByRole('article', { name: action }),
    selectedCard: page.locator('article[aria-current="true"]'),
    selectedRow: page.getByRole('option', { selected: true }),
    /** Starts a practice call as a person does. */
    async startPractice(name: string, speed: '1×' | '4×' | '16×' | 'At once') {
      await page.getByRole('button', { name: 'Practice call' }).click();
      const choice = page.getByRole('dialog', { name: 'Practice call' });
      await choice.getByText(speed, { exact: true }).click();
      await choice.getByRole('button', { name: new RegExp(`^${name}`) }).click();
      await page.getByRole('heading', { name, level: 1 }).waitFor();
    },
    async goTo(screen: 'Live' | 'Approvals' | 'Records' | 'SOQL' | 'Journal' | 'Settings') {
      await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: screen }).click();
    },
  };
}
/** A button of a card by what stands on it, not one that does more besides; the key beside it is not part of its name here. */
export function button(within: Locator | Page, name: string): Locator {
  return within.getByRole('button', { name: new RegExp(`^${name}\\b(?! and )`) });
}
