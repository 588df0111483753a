import axeCore from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ensureBuild } from '../../build/ensure-build.ts';
import { servedConsole } from '../support/e2e-console.ts';
import { button, screenOf } from '../support/e2e-screen.ts';
import { eventually, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);
afterAll(() => browser?.close());

const axe = axeCore.source;
const found = z.array(
  z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })) }),
);

/** What axe holds against the page as it is now. */
async function violations(page: Page): Promise<string[]> {
  const told = await page.evaluate(
    async () => (await Reflect.get(globalThis, 'axe').run({ resultTypes: ['violations'] })).violations,
  );
  return found
    .parse(told)
    .flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`));
}

const sizes = [
  { width: 1024, height: 700 },
  { width: 1440, height: 900 },
];

describe('every screen', () => {
  it.each(['dark', 'light'] as const)(
    'is without violations in %s, in a large window and in a small one',
    async (theme) => {
      const { running, address, play } = await servedConsole();
      await play('dana-reyes', 'maria-alvarez', 'strange-visitor', 'walter-chen');
      await running.replay.startPractice('lee-okafor', 1, 50_000);
      const page = await openWindow(browser, 'about:blank', { colorScheme: theme, reducedMotion: 'reduce' });
      await page.addInitScript(axe);
      await page.goto(address());
      const screen = screenOf(page);
      const inspected: Record<string, string[]> = {};
      const inspect = async (name: string) => {
        for (const size of sizes) {
          await page.setViewportSize(size);
          inspected[`${name} at ${size.width} × ${size.height}`] = await violations(page);
        }
      };

      await seen(screen.selectedCard, screen.callNamed('Dana Reyes'));
      await eventually(() => page.locator('html').getAttribute('data-mantine-color-scheme')).toBe(theme);
      await inspect('Live, a call in progress');
      await screen.callNamed('Maria Alvarez').click();
      await seen(page.getByRole('heading', { name: 'Maria Alvarez', level: 1 }), screen.selectedCard);
      await inspect('Live, nobody knows which record');
      await page.getByRole('button', { name: /who is it\?$/ }).click();
      await seen(page.getByRole('heading', { name: 'Who is calling?' }));
      await inspect('Live, who is calling');
      await page.keyboard.press('Escape');
      await screen.callNamed('Dana Reyes').click();
      await seen(page.getByRole('heading', { name: 'Dana Reyes', level: 1 }));
      await button(screen.card('Update contact'), 'Approve').click();
      await seen(screen.card('Update contact').getByText(/^Written/));
      await inspect('Live, written');
      await button(screen.card('Create case'), 'Edit').click();
      await seen(screen.dialog.getByRole('textbox', { name: 'Subject' }));
      await inspect('Edit');
      await page.keyboard.press('Escape');
      await button(screen.card('Create case'), 'Reject').click();
      await seen(screen.dialog.getByRole('radio').first());
      await inspect('Reject');
      await page.keyboard.press('Escape');
      await screen.goTo('Approvals');
      await seen(screen.selectedRow);
      await inspect('Approvals');
      await screen.goTo('Journal');
      await page
        .getByRole('button', { name: /Update contact/ })
        .first()
        .click();
      await seen(page.getByRole('button', { name: 'See the call' }));
      await inspect('Journal');
      await screen.goTo('Settings');
      await seen(page.getByRole('heading', { name: 'Settings', level: 1 }));
      await inspect('Settings');
      await page.keyboard.press('?');
      await seen(screen.dialog.getByRole('heading', { name: 'Keys' }));
      await inspect('Keys');
      expect(inspected).toEqual(Object.fromEntries(Object.keys(inspected).map((name) => [name, []])));
    },
  );
});

describe('a window at 200 %', () => {
  it('does not scroll sideways, and every action can be reached', async () => {
    const { org, play, address } = await servedConsole();
    await play('dana-reyes', 'priya-natarajan');
    const before = org.effects().length;
    const page = await openWindow(browser, address(), {
      viewport: { width: 720, height: 450 },
      deviceScaleFactor: 2,
    });
    const screen = screenOf(page);
    const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await seen(screen.selectedCard);
    expect(await sideways()).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Unfold the list of calls' }).click();
    await screen.callNamed('Dana Reyes').click();
    await seen(page.getByRole('heading', { name: 'Dana Reyes', level: 1 }));
    await button(screen.card('Update contact'), 'Approve').click();
    await seen(screen.card('Update contact').getByText(/^Written/));
    for (const name of ['Approvals', 'Journal', 'Settings', 'Live'] as const) {
      await screen.goTo(name);
      expect({ name, sideways: await sideways() }).toEqual({ name, sideways: expect.toSatisfy((by) => by <= 0) });
    }
    await screen.goTo('Approvals');
    await button(screen.chosen, 'Approve').click();
    await eventually(() => org.effects(before).length).toBe(2);
  });
});
