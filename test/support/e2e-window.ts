import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';

/** How a window is opened, and what may go wrong in it. */
export type WindowOptions = BrowserContextOptions & {
  /** Troubles this test brings about itself. */
  expected?: RegExp;
};

type Kept = { context: BrowserContext; page: Page; trouble: string[] };

const waitsMs = 12_000;
const large = { width: 1440, height: 900 };
const listened = ['dialog', 'download', 'filechooser', 'request', 'response', 'websocket'] as const;
/** Windows nobody uses now. Loading the console again where it ran before takes a third of what a new window takes. */
const free = new WeakMap<Browser, Map<string, Kept>>();
let parkingPlace: Promise<string> | null = null;

/**
 * Opens a window without cookies or anything kept; the test fails on any console error, page error or broken content
 * policy. Nothing moves in it unless asked to.
 */
export async function openWindow(browser: Browser, address: string, options: WindowOptions = {}): Promise<Page> {
  const { expected, viewport = large, colorScheme = 'light', reducedMotion = 'reduce', ...profile } = options;
  const kind = JSON.stringify(profile);
  const shelf = free.get(browser) ?? new Map<string, Kept>();
  free.set(browser, shelf);
  const kept = shelf.get(kind) ?? (await newWindow(browser, profile));
  shelf.delete(kind);
  const { context, page, trouble } = kept;
  onTestFinished(async ({ task }) => {
    const failed = task.result?.state === 'fail';
    if (failed) process.stderr.write(`${await onScreen(page)}\n`);
    if (failed || page.isClosed()) await context.close();
    else {
      await park(kept);
      shelf.set(kind, kept);
    }
    expect(trouble.splice(0).filter((each) => !expected?.test(each))).toEqual([]);
  });
  if (viewport) await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme, reducedMotion });
  await page.goto(address);
  return page;
}

async function newWindow(browser: Browser, profile: BrowserContextOptions): Promise<Kept> {
  const context = await browser.newContext({ viewport: large, ...profile });
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
  return { context, page: await context.newPage(), trouble };
}

/** Takes a window away from its console and forgets what it kept. */
async function park({ context, page }: Kept): Promise<void> {
  for (const event of listened) page.removeAllListeners(event);
  for (const other of context.pages()) if (other !== page) await other.close();
  if (page.url().startsWith('http')) {
    await page.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
  }
  parkingPlace ??= startParkingPlace();
  await page.goto(await parkingPlace);
  await page.mouse.move(0, 0);
  await context.clearCookies();
  await context.clearPermissions();
}

/** An empty page on this machine: unlike about:blank it leaves a page's process, and all it has compiled, alive. */
async function startParkingPlace(): Promise<string> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><link rel="icon" href="data:,">');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
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
