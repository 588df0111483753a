import type { Browser } from 'playwright-core';
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

describe('Approvals', () => {
  it('lists callers on the line first, then what is in doubt; a decision selects the next, by mouse and by keyboard', async () => {
    const { org, running, play, address } = await servedConsole();
    await play('priya-natarajan', 'grace-ito');
    await deliver(running, callEvent('start', danaCalls()), asks('t1', 'create_case', { subject: 'On the line' }));
    const before = org.effects().length;
    const page = await openWindow(browser, address());
    const screen = screenOf(page);
    await screen.goTo('Approvals');
    const rows = screen.waiting.getByRole('option');
    await seen(rows);
    await eventually(async () => (await rows.allTextContents()).map(whose)).toEqual([
      'On the line',
      'Grace Ito',
      'Priya Natarajan',
    ]);
    await seen(screen.selectedRow.getByText('On the line'));
    await button(screen.chosen, 'Approve').click();
    await seen(screen.selectedRow.getByText('Grace Ito').first());
    await rows.filter({ hasText: 'Priya Natarajan' }).click();
    await seen(screen.chosen.getByText('+1 917 555 0166').first(), screen.chosen.getByText('The words around it'));
    const clock = await holdClock(page);
    await page.keyboard.press('a');
    await seen(screen.selectedRow.getByText('Grace Ito').first());
    await clock.afterTheGuard();
    await page.keyboard.press('a');
    await seen(screen.foot.getByText('0 waiting'));
    await eventually(() => org.effects(before).length).toBe(3);
  });
});

describe('Journal', () => {
  it('shows what was decided and written, or everything, is searched and verified, and each row opens its call', async () => {
    const { play, address } = await servedConsole();
    await play('priya-natarajan', 'grace-ito');
    const page = await openWindow(browser, address());
    const screen = screenOf(page);
    await screen.callNamed('Priya Natarajan').click();
    await button(screen.card('Update contact'), 'Approve').click();
    await seen(screen.card('Update contact').getByText(/^Written/));
    await screen.goTo('Journal');
    const entries = page.getByRole('region', { name: 'Journal entries' });
    await seen(entries.getByText('written', { exact: true }));
    await gone(entries.getByText('Grace Ito'));
    await page.getByText('Everything', { exact: true }).click();
    await seen(entries.getByText('Grace Ito').first());
    await page.getByRole('searchbox').fill('Natarajan');
    await gone(entries.getByText('Grace Ito'));
    await entries.getByRole('button').filter({ hasText: 'written' }).click();
    await seen(entries.getByText('+1 917 555 0166').first());
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    await seen(page.getByText(/^Unbroken: \d+ entries verified$/));
    await entries.getByRole('button', { name: 'See the call' }).click();
    await seen(page.getByRole('heading', { name: 'Priya Natarajan', level: 1 }));
  });
});

describe('calls', () => {
  it('that ended stay listed with what still waits, and any is found by words, name, number or record', async () => {
    const { play, address } = await servedConsole();
    await play('priya-natarajan', 'aisha-rahman', 'maria-alvarez');
    const page = await openWindow(browser, address());
    const { calls, callNamed } = screenOf(page);
    await seen(
      calls.getByRole('heading', { name: /^Ended, last 24 hours/ }),
      callNamed('Priya Natarajan').getByText('waiting'),
      callNamed('Aisha Rahman'),
    );
    for (const words of ['pallet for Monday', 'Priya', '2125550171', 'Natarajan Logistics']) {
      await calls.getByRole('searchbox').fill(words);
      await seen(calls.getByRole('heading', { name: /^Found/ }));
      await eventually(() => calls.locator('[data-call]').allTextContents()).toEqual([
        expect.stringContaining('Priya Natarajan'),
      ]);
    }
    await calls.getByRole('searchbox').fill('no such words were said');
    await seen(calls.getByText('No call fits.'));
  });
});

function whose(row: string): string {
  return ['On the line', 'Priya Natarajan', 'Grace Ito'].find((name) => row.includes(name)) ?? row;
}
