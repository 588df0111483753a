import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { holdClock } from '../support/e2e-clock.ts';
import { contactsNamed, servedConsole } from '../support/e2e-console.ts';
import { button, screenOf } from '../support/e2e-screen.ts';
import { eventually, gone, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);

describe('who is calling', () => {
  it('is asked where two people fit: nothing can be approved until one is chosen, by mouse', async () => {
    const { org, play, address } = await servedConsole();
    await play('maria-alvarez');
    const before = org.effects().length;
    const page = await openWindow(browser, address());
    const screen = screenOf(page);
    const card = screen.card('Update contact');
    await seen(card.getByText('Which contact?'));
    expect(await button(card, 'Approve').isDisabled()).toBe(true);
    await button(card, 'Approve').click({ force: true });
    expect(org.effects()).toHaveLength(before);

    await page.getByRole('button', { name: '2 people fit: who is it?' }).click();
    const choice = page.getByRole('dialog').filter({ hasText: 'Who is calling?' });
    await seen(choice.getByText('Harbor Dental Group'), choice.getByText('Summit Outfitters'));
    await choice.getByRole('button', { name: /Summit Outfitters/ }).click();
    await gone(choice);
    await seen(page.getByRole('button', { name: /set by a supervisor/ }));
    await seen(card.getByText('Summit Outfitters'));
    await gone(card.getByText('Which contact?'));
    await button(card, 'Approve').click();
    await seen(card.getByText(/^Written .* approved by/));
    const effects = org.effects(before);
    expect(effects).toMatchObject([{ object: 'Contact', fields: { Phone: '+1 619 555 0194' } }]);
    expect(await contactsNamed(org, 'Maria Alvarez')).toContain(effects[0]?.id);
  });

  it('can be chosen on the card by keyboard alone', async () => {
    const { org, play, address } = await servedConsole();
    await play('maria-alvarez');
    const before = org.effects().length;
    const page = await openWindow(browser, address());
    const screen = screenOf(page);
    const card = screen.card('Update contact');
    await seen(card.getByText('Which contact?'), screen.selectedCard);
    const wanted = button(card, 'Maria Alvarez').filter({ hasText: 'Harbor Dental Group' });
    const hasFocus = () => wanted.evaluate((element) => element === document.activeElement);
    const clock = await holdClock(page);
    await page.keyboard.press('Enter');
    for (let tabs = 0; tabs < 12 && !(await hasFocus()); tabs += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await gone(card.getByText('Which contact?'));
    await seen(card.getByText('Harbor Dental Group'));
    await eventually(() => button(card, 'Approve').isEnabled()).toBe(true);
    await clock.afterTheGuard();
    await page.keyboard.press('a');
    await seen(card.getByText(/^Written .* approved by/));
    expect(org.effects(before)).toMatchObject([{ fields: { Phone: '+1 619 555 0194' } }]);
  });

  it('can be looked for in the org, or be nobody in it', async () => {
    const { play, address } = await servedConsole();
    await play('victor-osei');
    const page = await openWindow(browser, address());
    await page.getByRole('button', { name: 'Nobody in the org fits: who is it?' }).click();
    const choice = page.getByRole('dialog').filter({ hasText: 'Who is calling?' });
    await choice.getByRole('searchbox').fill('Grace Ito');
    await choice.getByRole('button', { name: /^Grace Ito/ }).click();
    await seen(page.getByRole('button', { name: /set by a supervisor/ }));
    await seen(screenOf(page).card('Create case').getByText('Grace Ito'));

    await page.getByRole('button', { name: /set by a supervisor/ }).click();
    await choice.getByRole('button', { name: 'Nobody in the org' }).click();
    await seen(page.getByRole('button', { name: 'Nobody in the org, said by a supervisor' }));
    await gone(screenOf(page).card('Create case').getByText('Grace Ito'));
  });
});
