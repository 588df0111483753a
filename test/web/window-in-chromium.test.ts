import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { storesIn } from '../../electron/commands/campaign/stores-in.ts';
import { type BrowserHost, startBrowserHost } from '../../electron/web/browser-host.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { standInConsole } from '../support/stand-in-console.ts';

let browser: Browser;
let host: BrowserHost;
let folder: string;
/** Each works once. */
let address: string;

beforeAll(async () => {
  await ensureBuild();
  folder = mkdtempSync(join(storesIn(), 'countersign-window-'));
  browser = await launchChromium();
  host = await startBrowserHost({
    router: standInConsole().router,
    rendererFolder: join(import.meta.dirname, '../../out/renderer'),
    dataFolder: folder,
    port: null,
    onNextAddress: (url) => {
      address = url;
    },
    log: pino({ level: 'silent' }),
  });
  address = host.url;
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await host?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the window in a browser', () => {
  it('is let in by its address, keeps the token out of its own, and is let in again in a second tab', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const violations: string[] = [];
    await page.exposeFunction('tellViolation', (told: string) => violations.push(told));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        void Reflect.get(globalThis, 'tellViolation')(`${event.effectiveDirective} ${event.blockedURI}`);
      });
    });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    const sockets: string[] = [];
    page.on('websocket', (socket) => sockets.push(socket.url()));
    await page.goto(address);
    const { origin } = new URL(host.url);
    await expect.poll(() => sockets).toContain(`${origin.replace('http', 'ws')}/rpc`);
    expect(page.url()).not.toContain('launch');
    expect(violations).toEqual([]);
    expect(complaints).toEqual([]);

    const second = await context.newPage();
    expect((await second.goto(`${origin}/`))?.status()).toBe(200);
    await context.close();
  });

  it('is told how to get in when it has no pass', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(new URL('/', host.url).href);
    expect(await page.textContent('body')).toContain('Open the address printed in the terminal');
    await context.close();
  });

  it('is let in by a link on another site, whose navigation carries no strict cookie at first', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(address);
    await page.route('https://other.test/', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<a href="${new URL('/', host.url).href}">console</a>` }),
    );
    await page.goto('https://other.test/');
    await page.click('a');
    await expect.poll(() => page.title()).toBe('Countersign');
    await expect.poll(() => page.locator('h1', { hasText: 'not signed in' }).count()).toBe(0);
    await context.close();
  });
});
