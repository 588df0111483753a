import type { Browser, Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { holdClock } from '../support/e2e-clock.ts';
import { servedConsole } from '../support/e2e-console.ts';
import { button, screenOf } from '../support/e2e-screen.ts';
import { eventually, gone, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { asks, callEvent, danaCalls, deliver } from '../support/test-console.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);

describe('deciding by keyboard alone', () => {
  it('moves with J and K, approves with A, edits with E, rejects with R, and goes on to the next card', async () => {
    const { org, running, address } = await servedConsole();
    await deliver(
      running,
      callEvent('start', danaCalls()),
      asks('t1', 'update_contact', { email: 'first@example.com' }),
      asks('t2', 'create_case', { subject: 'Second' }),
      asks('t3', 'create_case', { subject: 'Third' }),
    );
    const before = org.effects().length;
    const page = await openWindow(browser, address());
    const { selectedCard, dialog, card, proposals } = screenOf(page);
    await seen(selectedCard.getByText('first@example.com'));
    const clock = await holdClock(page);
    await page.keyboard.press('k');
    await page.keyboard.press('j');
    await seen(selectedCard.getByText('Second'));
    await page.keyboard.press('j');
    await seen(selectedCard.getByText('Third'));
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('k');
    await seen(selectedCard.getByText('first@example.com'));

    await page.keyboard.press('e');
    await seen(dialog.getByRole('textbox', { name: 'Email' }));
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('no address');
    await page.keyboard.press('Enter');
    await seen(dialog.getByText('is not an email address'));
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('edited@example.com');
    await page.keyboard.press('Enter');
    await gone(dialog);
    await seen(card('Update contact').getByText(/^Written .* edited and approved by/));
    expect(org.effects(before)).toMatchObject([{ fields: { Email: 'edited@example.com' } }]);

    await seen(selectedCard.getByText('Second'));
    await clock.afterTheGuard();
    await page.keyboard.press('r');
    await seen(dialog.getByRole('radio', { name: 'Not what the caller said' }));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('a and r are words here');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await gone(dialog);
    await seen(proposals.getByText(/^Rejected by .*: Wrong record: a and r are words here$/));

    await seen(selectedCard.getByText('Third'));
    await clock.afterTheGuard();
    await page.keyboard.press('a');
    await seen(page.getByText('Nothing to countersign in this call.'));
    await eventually(() => org.effects(before).map((each) => each.fields.Subject ?? each.fields.Email)).toEqual([
      'edited@example.com',
      'Third',
    ]);
  });

  it('starts a practice call and goes through its cards without a pointer', async () => {
    const { address } = await servedConsole();
    const page = await openWindow(browser, address());
    const { selectedCard } = screenOf(page);
    await seen(page.getByText('No call yet.'));
    await tabTo(page, page.getByRole('button', { name: 'Practice call' }));
    await page.keyboard.press('Enter');
    const choice = page.getByRole('dialog', { name: 'Practice call' });
    await tabTo(page, choice.getByRole('radio', { name: '1×' }));
    for (let speeds = 0; speeds < 3; speeds += 1) await page.keyboard.press('ArrowRight');
    await eventually(() => choice.getByRole('radio', { name: 'At once' }).isChecked()).toBe(true);
    await tabTo(page, choice.getByRole('button', { name: /^Priya Natarajan/ }));
    await page.keyboard.press('Enter');
    await seen(page.getByRole('heading', { name: 'Priya Natarajan', level: 1 }), selectedCard);
    await seen(page.getByText('The call has ended'), selectedCard.getByText('+1 917 555 0142'));
    await holdClock(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await eventually(() => selectedCard.evaluate((card) => card.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Escape');
    await eventually(() => selectedCard.evaluate((card) => card.contains(document.activeElement))).toBe(false);
    await page.keyboard.press('a');
    await seen(
      screenOf(page)
        .card('Update contact')
        .getByText(/^Written/),
    );
  });

  it('lets a key repeat approve once, and a key within 300 ms of a selection nobody made do nothing', async () => {
    const { org, running, address } = await servedConsole();
    await deliver(
      running,
      callEvent('start', danaCalls()),
      ...['One', 'Two', 'Three'].map((subject) => asks(subject, 'create_case', { subject })),
    );
    const before = org.effects().length;
    const written = () => org.effects(before).map((each) => each.fields.Subject);
    const page = await openWindow(browser, address());
    const { selectedCard, proposals } = screenOf(page);
    await seen(selectedCard.getByText('One', { exact: true }));
    const clock = await holdClock(page);
    await page.keyboard.down('a');
    await page.keyboard.down('a');
    await page.keyboard.down('a');
    await page.keyboard.up('a');
    await seen(selectedCard.getByText('Two', { exact: true }));
    await eventually(written).toEqual(['One']);

    await clock.pass(299);
    await page.keyboard.press('a');
    await page.keyboard.press('r');
    await page.keyboard.press('e');
    await page.keyboard.press('Escape');
    await seen(selectedCard.getByText('Two', { exact: true }));
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(written()).toEqual(['One']);

    await clock.pass(2);
    await page.keyboard.press('a');
    await seen(selectedCard.getByText('Three', { exact: true }));
    await eventually(written).toEqual(['One', 'Two']);
    await seen(proposals.getByText('Decided in this call'));
  });

  it('shows the keys, leaves with Esc, goes from screen to screen, and finds no command in words being typed', async () => {
    const { org, play, address } = await servedConsole();
    await play('dana-reyes');
    const before = org.effects().length;
    const page = await openWindow(browser, address());
    const { dialog, selectedCard, selectedRow, calls } = screenOf(page);
    await seen(selectedCard);
    await page.keyboard.press('?');
    await seen(dialog.getByRole('heading', { name: 'Keys' }), dialog.getByText('Edit, then approve'));
    await page.keyboard.press('a');
    await page.keyboard.press('Escape');
    await gone(dialog);

    const find = calls.getByRole('searchbox');
    await page.keyboard.press('/');
    await eventually(() => find.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.type('aerjk?gl');
    expect(await find.inputValue()).toBe('aerjk?gl');
    expect(await dialog.count()).toBe(0);
    await find.fill('');
    await page.keyboard.press('Escape');
    await eventually(() => find.evaluate((input) => input === document.activeElement)).toBe(false);

    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await seen(page.getByRole('heading', { name: 'Approvals', level: 1 }));
    // Which of the two came first is not promised: what is said at once is read while it arrives.
    await seen(selectedRow);
    const rows = ['Create case', 'Update contact'];
    if (!(await selectedRow.textContent())?.includes('Create case')) rows.reverse();
    await holdClock(page);
    await page.keyboard.press('j');
    await seen(selectedRow.getByText(rows[1] ?? ''));
    await page.keyboard.press('k');
    await seen(selectedRow.getByText(rows[0] ?? ''));
    await page.keyboard.press('Enter');
    await seen(page.getByRole('heading', { name: 'Dana Reyes', level: 1 }));
    await seen(selectedCard.and(page.getByRole('article', { name: rows[0] ?? '' })));
    await page.keyboard.press('g');
    await page.keyboard.press('j');
    await seen(page.getByRole('heading', { name: 'Journal', level: 1 }));
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await seen(page.getByRole('log', { name: 'Transcript' }));
    expect(org.effects()).toHaveLength(before);
  });

  it('needs Ctrl and Shift as well once single keys are switched off', async () => {
    const { org, play, address } = await servedConsole();
    await play('priya-natarajan');
    const before = org.effects().length;
    const page = await openWindow(browser, address());
    const screen = screenOf(page);
    await screen.goTo('Settings');
    const single = page.getByRole('switch', { name: /^Single keys act/ });
    await single.uncheck();
    await eventually(() => single.isChecked()).toBe(false);
    await screen.goTo('Live');
    await seen(screen.selectedCard);
    await holdClock(page);
    for (const key of ['e', 'r', 'a', '?']) await page.keyboard.press(key);
    expect(await screen.dialog.count()).toBe(0);
    await seen(button(screen.selectedCard, 'Approve'));
    await page.keyboard.press('Control+Shift+A');
    await seen(screen.card('Update contact').getByText(/^Written/));
    expect(org.effects(before)).toHaveLength(1);
  });

  it('keeps the chosen row in its place: what comes in waits behind a count until the person moves', async () => {
    const { running, address } = await servedConsole();
    const call = (nth: number) => [
      callEvent('start', danaCalls(), `call-${nth}`),
      { ...asks(`t${nth}`, 'create_case', { subject: `Wish ${nth}` }), call: `call-${nth}` },
    ];
    await deliver(running, ...call(1), ...call(2));
    const page = await openWindow(browser, address());
    const screen = screenOf(page);
    await screen.goTo('Approvals');
    await seen(screen.selectedRow.getByText('Wish 1'));
    const place = await screen.selectedRow.boundingBox();
    await deliver(running, ...call(3), ...call(4));
    await holdClock(page);
    await seen(page.getByRole('button', { name: '2 new' }));
    expect(await screen.waiting.getByRole('option').count()).toBe(2);
    expect(await screen.selectedRow.boundingBox()).toEqual(place);
    await seen(screen.selectedRow.getByText('Wish 1'));
    await page.keyboard.press('j');
    await seen(screen.selectedRow.getByText('Wish 2'));
    await gone(page.getByRole('button', { name: /\d new/ }));
    expect(await screen.waiting.getByRole('option').count()).toBe(4);
  });
});

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor({ state: 'attached' });
  const isThere = () => wanted.evaluate((element) => element === document.activeElement);
  for (let tabs = 0; tabs < 40 && !(await isThere()); tabs += 1) await page.keyboard.press('Tab');
  expect(await isThere()).toBe(true);
}
