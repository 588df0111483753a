import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';

/** How a window is opened, and what may go wrong in it. */
export type WindowOptions = BrowserContextOptions & {
  /** Troubles this test brings about itself. */
  expected?: RegExp;
};

const waitsMs = 12_000;

/** Opens a window in a profile of its own; the test fails on any console error, page error or broken content policy. */
export async function openWindow(browser: Browser, address: string, options: WindowOptions = {}): Promise<Page> {
  const { expected, ...contextOptions } = options;
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...contextOptions });
  context.setDefaultTimeout(waitsMs);
  const trouble: string[] = [];
  await context.exposeFunction('tellViolation', (told: string) => trouble.push(`violation: ${told}`));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      void Reflect.get(globalThis, 'tellViolation')(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()))
      trouble.push(`console: ${message.text()} ${message.location().url}`);
  });
  context.on('weberror', (error) => trouble.push(`page: ${error.error().stack}`));
  const page = await context.newPage();
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') process.stderr.write(`${await onScreen(page)}\n`);
    await context.close();
    expect(trouble.filter((each) => !expected?.test(each))).toEqual([]);
  });
  await page.goto(address);
  return page;
}

/** What a failed test left on the screen, as a screen reader would tell it. */
async function onScreen(page: Page): Promise<string> {
  return `${page.url()}\n${await page.locator('body').ariaSnapshot()}`;
}

/** Waits until something is on the screen. */
export async function seen(...wanted: Locator[]): Promise<void> {
  for (const each of wanted) await each.first().waitFor({ state: 'visible' });
}

/** Waits until something is no longer on the screen. */
export async function gone(unwanted: Locator): Promise<void> {
  await unwanted.first().waitFor({ state: 'hidden' });
}

/** Polls a fact about the page until it is as wanted. */
export function eventually<T>(read: () => T | Promise<T>) {
  return expect.poll(read, { timeout: waitsMs, interval: 50 });
}
