import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { violations } from '../support/e2e-axe.ts';
import { servedConsole } from '../support/e2e-console.ts';
import { screenOf } from '../support/e2e-screen.ts';
import { eventually, gone, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { asks, callEvent, danaCalls, deliver, says } from '../support/test-console.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);

describe('rules, by keyboard alone', () => {
  it('are written by form, mended where they are wrong, backtested, switched on and off, and tell on the card', async () => {
    const { running, address } = await servedConsole();
    await deliver(running, callEvent('start', danaCalls()), asks('t1', 'update_contact', { phone: '+14155550177' }));
    const page = await openWindow(browser, address());
    const { selectedCard, dialog, foot } = screenOf(page);
    await seen(selectedCard.getByText('+14155550177').or(selectedCard));

    await toRules(page);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add a rule' }).press('Enter');
    const name = dialog.getByRole('textbox', { name: 'Name' });
    await eventually(() => name.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await seen(dialog.getByText('Give it a name: cards show it.'));
    await page.keyboard.type('Phones are asked about');
    await dialog.getByRole('textbox', { name: 'Fields' }).press('F');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('Phone');
    await seen(dialog.getByText('changes.exists(each, each.field == "Phone")'));
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await seen(page.getByRole('dialog', { name: 'Switch on Phones are asked about' }));
    await seen(dialog.getByText('Nobody decided anything here yet'));
    expect(await violations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Switch on' }).press('Enter');
    await gone(dialog);
    await seen(page.getByRole('button', { name: 'Switch off Phones are asked about' }));

    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await seen(selectedCard.getByText('The rule “Phones are asked about” asks for a person.'));
    await selectedCard.getByRole('button', { name: 'Approve and trust' }).press('Enter');
    await page.getByRole('menuitem', { name: /for 15 minutes$/ }).press('Enter');
    await seen(selectedCard.getByText('trust does not go past it'));

    await toRules(page);
    await page.getByRole('button', { name: 'Switch off Phones are asked about' }).press('Enter');
    await seen(page.getByRole('button', { name: 'Switch on Phones are asked about' }));
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await gone(selectedCard.getByText('asks for a person'));
    expect(await foot.getByText(/^Trusted/).count()).toBe(0);
  });

  it('let an action pass for a while, with its end in view, until V takes it back', async () => {
    const { running, address } = await servedConsole();
    await deliver(
      running,
      callEvent('start', danaCalls()),
      says(1, 'caller', 'My new mail is one@example.com, that is one@example.com'),
      asks('t1', 'update_contact', { email: 'one@example.com' }),
    );
    const page = await openWindow(browser, address());
    const { selectedCard, card, foot } = screenOf(page);
    await seen(selectedCard);
    await selectedCard.getByRole('button', { name: 'Approve and trust' }).press('Enter');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('menuitem', { name: /for 15 minutes$/ }).press('Enter');
    await seen(card('Update contact').getByText(/^Written/));
    await seen(foot.getByText(/Trusted: Update contact, 15 minutes, 14:\d\d left/));
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('v');
    await gone(foot.getByText(/^Trusted/));
  });
});

/** To Settings, Rules: the rail and the tabs are links. */
async function toRules(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Settings' }).press('Enter');
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Rules' }).press('Enter');
  await seen(page.getByRole('heading', { name: 'Rules' }));
}
