import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { bothSizes, inspection } from '../support/e2e-axe.ts';
import { servedConsole } from '../support/e2e-console.ts';
import { button, screenOf } from '../support/e2e-screen.ts';
import { eventually, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);

describe('every screen', () => {
  it('is without violations, in dark and in light, in a large window and in a small one', {
    timeout: 90_000,
  }, async () => {
    const { running, address, play } = await servedConsole();
    await play('dana-reyes', 'maria-alvarez', 'strange-visitor', 'walter-chen');
    await running.replay.startPractice('lee-okafor', 1, 50_000);
    const page = await openWindow(browser, address());
    const screen = screenOf(page);
    const { inspect, expectNothingFound } = inspection(page, bothSizes);

    await seen(screen.selectedCard, screen.callNamed('Dana Reyes'));
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
    expectNothingFound();
  });
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
