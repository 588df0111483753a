import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { asSomebodyElse, contactsNamed, servedConsole } from '../support/e2e-console.ts';
import { button, screenOf } from '../support/e2e-screen.ts';
import { eventually, gone, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { asks, callEvent, danaCalls, deliver, says } from '../support/test-console.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);

describe('an open card', () => {
  it('is marked when the caller corrects themself, and shows what somebody else changes in its record, by keyboard', async () => {
    const { org, running, address } = await servedConsole();
    const [dana] = await contactsNamed(org, 'Dana Reyes');
    await deliver(
      running,
      callEvent('start', danaCalls()),
      says(1, 'caller', 'My new e-mail is dana@reyes.example, please change it.'),
      asks('t1', 'update_contact', { email: 'dana@reyes.example', title: 'Director' }),
    );
    const page = await openWindow(browser, address());
    const screen = screenOf(page);
    const card = screen.card('Update contact');
    const evidence = card.getByRole('button', { name: /“dana@reyes\.example”/ });
    await seen(card, evidence, card.getByText('Watched live'), card.getByText('Never said in the call in these words'));
    await gone(card.getByText(/Corrected later/));

    await deliver(
      running,
      says(2, 'agent', 'Thank you.'),
      says(3, 'caller', 'Sorry, no, make that dana@interiors.example.'),
    );
    await seen(card.getByText('Corrected later in the call: the caller then said another e-mail address'));
    const against = card.getByRole('button', { name: /“dana@interiors\.example”/ });
    await against.focus();
    const pointed = screen.transcript.locator('mark[data-pointed]');
    await eventually(() => pointed.textContent()).toBe('dana@interiors.example');

    await asSomebodyElse(org, 'PATCH', `/sobjects/Contact/${dana}`, { Department: 'Showroom' });
    await seen(
      card.getByRole('row', { name: /Department .*Showroom .*not touched/ }),
      card.getByText(/Changed by .* ago/),
    );
    await gone(card.getByText('in conflict'));
    await asSomebodyElse(org, 'PATCH', `/sobjects/Contact/${dana}`, { Title: 'Founder' });
    const title = card.getByRole('row', { name: /^Title/ });
    await seen(title.getByText('in conflict'), title.getByText('Founder'));
    await card.focus();
    await page.waitForTimeout(400);
    await page.keyboard.press('1');
    await seen(title.getByText('not written: theirs is kept'));
    await page.waitForTimeout(400);
    await page.keyboard.press('1');
    await gone(title.getByText('not written: theirs is kept'));
    const ours = button(title, 'Use ours');
    expect(await ours.getAttribute('aria-pressed')).toBe('true');

    const before = org.effects().length;
    await page.waitForTimeout(400);
    await page.keyboard.press('a');
    await seen(card.getByText(/^Written .* approved by/));
    expect(org.effects(before)).toMatchObject([
      { id: dana, fields: { Email: 'dana@reyes.example', Title: 'Director' } },
    ]);
  });
});
