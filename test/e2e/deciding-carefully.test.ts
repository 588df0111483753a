import type { Browser, Locator, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { violations } from '../support/e2e-axe.ts';
import { servedConsole } from '../support/e2e-console.ts';
import { screenOf } from '../support/e2e-screen.ts';
import { eventually, gone, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { vapiCaller } from '../support/vapi-caller.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);

/** Nothing is wrong with what is on the screen; pictures of it where somebody wants to look at them. */
async function looked(page: Page, name: string): Promise<void> {
  expect(await violations(page), name).toEqual([]);
  const folder = process.env.COUNTERSIGN_PICTURES;
  if (!folder) return;
  for (const [width, height] of [
    [1440, 900],
    [1024, 700],
  ] as const) {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` });
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
}

it('asks back, takes two steps and two people for what is sensitive, and asks once more what comes too soon, by keyboard alone', {
  timeout: 90_000,
}, async () => {
  const { running, address } = await servedConsole(undefined, undefined, 'flagged');
  const caller = await vapiCaller(running, 50);
  await caller.asks('t1', 'update_contact', { email: 'dana.new@example.com' });
  await running.idle();
  const page = await openWindow(browser, address());
  const { selectedCard, card, dialog } = screenOf(page);
  const press = (name: string) => selectedCard.getByRole('button', { name, exact: true }).press('Enter');
  const moveTo = (wanted: Locator, key: 'j' | 'k') =>
    eventually(async () => {
      if ((await wanted.and(selectedCard).count()) === 0) await page.keyboard.press(key);
      return wanted.and(selectedCard).count();
    }).toBe(1);
  // A key on a card that changed a moment ago does nothing; one that was taken must not be pressed again.
  const pressedUntil = (key: string, answer: Locator) =>
    eventually(async () => {
      await page.keyboard.press(key);
      return answer.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false,
      );
    }).toBe(true);
  await seen(selectedCard.getByText('dana.new@example.com').first());

  await page.keyboard.press('y');
  await seen(page.getByRole('dialog', { name: 'Ask about Update contact' }));
  await page.keyboard.type('Did she spell it?');
  await looked(page, 'ask');
  await dialog.getByRole('button', { name: 'Ask the agent' }).press('Enter');
  await gone(dialog);
  await seen(selectedCard.getByText(/ asked the agent, /), selectedCard.getByText('Did she spell it?'));
  expect(JSON.stringify(caller.control.told)).toContain('Did she spell it?');
  await looked(page, 'asked');

  // So much cannot be read in the moment that a key takes.
  await caller.asks('t2', 'create_case', { subject: 'Lamps', description: 'They flicker all night. '.repeat(60) });
  await moveTo(card('Create case'), 'j');
  await pressedUntil('a', selectedCard.getByText(/takes 1\d\.\d s to read/));
  await looked(page, 'pace');
  await page.keyboard.press('a');
  await seen(card('Create case').getByText(/^Written .* approved by/));

  await caller.asks('t3', 'create_object', {
    object: 'Opportunity',
    fields: { Name: 'Lamps for the lobby', StageName: 'Prospecting', CloseDate: '2027-01-31', Amount: 1200 },
  });
  await running.idle();
  const lamps = page.getByRole('article').filter({ hasText: 'Lamps for the lobby' });
  await moveTo(lamps, 'j');
  await pressedUntil('a', selectedCard.getByText(/It changes Amount\. No key approves that/));
  await press('Approve');
  await seen(
    selectedCard
      .getByText(/Approve once more to send it/)
      .or(selectedCard.getByText(/to read/))
      .first(),
  );
  if (await selectedCard.getByText(/to read/).count()) await press('Approve');
  await seen(selectedCard.getByText(/Approve once more to send it/));
  await looked(page, 'two-steps');
  await eventually(async () => {
    const again = lamps.getByRole('button', { name: 'Approve once more' });
    if (await again.count()) await again.press('Enter');
    return lamps.getByText(/^Written .* approved by/).count();
  }).toBe(1);

  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Settings' }).press('Enter');
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Deciding' }).press('Enter');
  const adding = page.getByRole('form', { name: 'Add an object or a field' });
  await adding.getByRole('textbox', { name: 'Object' }).focus();
  await page.keyboard.type('Contact');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Email');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Two people');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await seen(page.getByText('Contact.Email'));
  await looked(page, 'settings');

  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  const update = card('Update contact');
  await seen(update.getByText('That takes two people.'));
  await moveTo(update, 'k');
  await eventually(async () => {
    const approve = update.getByRole('button', { name: /^Approve(?! and)/ });
    if (await approve.count()) await approve.press('Enter');
    return update.getByRole('button', { name: 'Second person signs in' }).count();
  }).toBe(1);
  const signs = update.getByRole('button', { name: 'Second person signs in' });
  await signs.focus();
  await looked(page, 'second-person');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Sign in with the browser' }).press('Enter');
  const login = await dialog.getByRole('link', { name: 'Open the login page here' }).getAttribute('href');
  await looked(page, 'signing');
  const theirs = await page.context().newPage();
  await theirs.goto(login ?? '');
  await theirs.getByLabel('Username').fill('kit.moran@practice.example');
  await theirs.getByLabel('Password').press('Enter');
  await seen(theirs.getByText('You are logged in.'));
  await theirs.close();
  await gone(dialog);
  await seen(update.getByText(/^Written .* approved by Sam Ortiz and Kit Moran/));
  await looked(page, 'signed');
});
