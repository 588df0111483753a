import axeCore from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

type Size = { width: number; height: number };

/** The large window of a desk and the small one of a laptop. */
export const bothSizes: readonly Size[] = [
  { width: 1024, height: 700 },
  { width: 1440, height: 900 },
];

/** The rules of axe whose answer depends on colours. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/**
 * What axe holds against the page as it is now, in dark and in light. Only colours differ between the two, so the second
 * look is at these.
 */
export async function violations(
  page: Page,
  sizes: readonly Size[] = [page.viewportSize() ?? { width: 1440, height: 900 }],
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeCore.source);
  const told: string[] = [];
  for (const size of sizes) {
    await page.setViewportSize(size);
    const scheme = await page.evaluate(() => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));
    const other = scheme === 'dark' ? 'light' : 'dark';
    told.push(...(await run(page, null)).map((each) => `${size.width}: ${each}`));
    await showIn(page, other);
    told.push(...(await run(page, colourRules)).map((each) => `${size.width}, ${other}: ${each}`));
    await showIn(page, scheme);
  }
  return told;
}

/** Looks at one screen after the other and tells of all of them at the end. */
export function inspection(page: Page, sizes?: readonly Size[]) {
  const inspected: Record<string, string[]> = {};
  return {
    async inspect(name: string): Promise<void> {
      inspected[name] = await violations(page, sizes);
    },
    /** Fails unless nothing was found on any of them. */
    expectNothingFound(): void {
      expect(inspected).toEqual(Object.fromEntries(Object.keys(inspected).map((name) => [name, []])));
    },
  };
}

async function run(page: Page, only: readonly string[] | null): Promise<string[]> {
  return page.evaluate(async (rules) => {
    const runOnly = rules ? { runOnly: { type: 'rule', values: rules } } : {};
    const { violations } = await Reflect.get(globalThis, 'axe').run({ resultTypes: ['violations'], ...runOnly });
    return violations.flatMap((each: { id: string; nodes: { html: string; failureSummary?: string }[] }) =>
      each.nodes.map(({ html, failureSummary }) => `${each.id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
    );
  }, only);
}

async function showIn(page: Page, colorScheme: 'dark' | 'light'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.waitForFunction((scheme) => document.documentElement.dataset.mantineColorScheme === scheme, colorScheme);
}
