import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { asSomebodyElse, contactsNamed, servedConsole } from '../support/e2e-console.ts';
import { button, screenOf } from '../support/e2e-screen.ts';
import { eventually, gone, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);

describe('deciding by mouse', () => {
  it('shows what Salesforce holds now, writes once, shows what was read back, and leaves a rejected one unwritten', async () => {
    const { org, play, address } = await servedConsole();
    const [dana] = await contactsNamed(org, 'Dana Reyes');
    await asSomebodyElse(org, 'PATCH', `/sobjects/Contact/${dana}`, { Email: 'dana.now@example.com' });
    const before = org.effects().length;
    await play('dana-reyes');
    const page = await openWindow(browser, address());
    const screen = screenOf(page);
    const update = screen.card('Update contact');
    await seen(update.getByText('dana.now@example.com'), update.getByText('dana@reyesinteriors.com', { exact: true }));
    await button(update, 'Approve').click();
    await seen(update.getByText(/^Written .* approved by/));
    const link = update.getByRole('link', { name: 'Dana Reyes' });
    expect(await link.getAttribute('href')).toContain(`/${dana}`);
    expect(org.effects(before)).toMatchObject([
      { operation: 'update', object: 'Contact', id: dana, fields: { Email: 'dana@reyesinteriors.com' } },
    ]);

    const create = screen.card('Create case');
    await button(create, 'Reject').click();
    await seen(screen.dialog.getByRole('heading', { name: 'Reject: Create case' }));
    await screen.dialog.getByRole('radio', { name: 'Already done' }).check();
    await button(screen.dialog, 'Reject').click();
    await seen(create.getByText(/^Rejected by .*: Already done$/));
    await seen(page.getByText('Nothing to countersign in this call.'));
    expect(org.effects(before)).toHaveLength(1);
  });

  it.each([
    ['Edit', 'Edit: Update contact'],
    ['Reject', 'Reject: Update contact'],
  ])('does what %s says at the first press, on a card that was not selected', async (name, title) => {
    const { play, address } = await servedConsole();
    await play('dana-reyes');
    const page = await openWindow(browser, address());
    const screen = screenOf(page);
    const update = screen.card('Update contact');
    await seen(update);
    await screen.card('Create case').getByRole('heading', { name: 'Create case' }).click();
    await seen(screen.card('Create case').and(screen.selectedCard));
    await button(update, name).click();
    await seen(screen.dialog.getByRole('heading', { name: title }));
  });

  it('refuses an edit that is no e-mail address before anything is sent, and writes one that is', async () => {
    const { org, play, address } = await servedConsole();
    await play('dana-reyes');
    const before = org.effects().length;
    const page = await openWindow(browser, address());
    const screen = screenOf(page);
    const update = screen.card('Update contact');
    await update.getByRole('heading').click();
    await button(update, 'Edit').click();
    const email = screen.dialog.getByRole('textbox', { name: 'Email' });
    await seen(email);
    await email.fill('dana at nowhere');
    const approve = screen.dialog.getByRole('button', { name: /^Approve/ });
    await approve.click();
    await seen(screen.dialog.getByText('is not an email address'));
    await eventually(() => email.evaluate((input) => input === document.activeElement)).toBe(true);
    expect(org.effects()).toHaveLength(before);

    await email.fill('dana.reyes@reyesinteriors.com');
    await gone(screen.dialog.getByText('is not an email address'));
    await approve.click();
    await seen(update.getByText(/^Written .* edited and approved by/));
    expect(org.effects(before)).toMatchObject([{ fields: { Email: 'dana.reyes@reyesinteriors.com' } }]);
  });
});
