import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { servedConsole } from '../support/e2e-console.ts';
import { screenOf } from '../support/e2e-screen.ts';
import { eventually, gone, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { asks, callEvent, danaCalls, deliver } from '../support/test-console.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);
afterAll(() => browser?.close());

describe('seeing everything by keyboard alone', () => {
  it('filters, saves a view, groups, survives a reload, finds a record and hands the shift over', async () => {
    const { running, play, address } = await servedConsole();
    await play('priya-natarajan', 'grace-ito');
    await deliver(running, callEvent('start', danaCalls()), asks('t1', 'create_case', { subject: 'On the line' }));
    const page = await openWindow(browser, address());
    const { waiting } = screenOf(page);
    const { keyboard } = page;
    const rows = () => eventually(() => waiting.getByRole('option').count());
    await page.getByRole('navigation', { name: 'Calls' }).waitFor();
    await keyboard.press('g');
    await keyboard.press('a');
    await rows().toBe(3);

    await keyboard.press('f');
    await eventually(() => page.locator(':focus').getAttribute('placeholder')).toBe('Any');
    await keyboard.type('Grace');
    await keyboard.press('Enter');
    await rows().toBe(1);
    await seen(waiting.getByText('Grace Ito').first());
    await keyboard.press('Escape');
    await keyboard.press('Escape');
    await gone(page.getByRole('dialog'));
    await keyboard.press('p');
    await page.getByRole('textbox', { name: 'Name what is listed now' }).focus();
    await keyboard.type('All of Grace');
    await keyboard.press('Enter');
    await seen(page.getByRole('menuitem', { name: /All of Grace/ }).first());
    await keyboard.press('Escape');
    await page.reload();
    await rows().toBe(1);

    await keyboard.press('g');
    await keyboard.press('a');
    await rows().toBe(3);
    await keyboard.press('b');
    await eventually(() => waiting.getByText('Pick all').count()).toBe(3);
    await keyboard.press(']');
    await keyboard.press('g');
    await keyboard.press('1');
    await rows().toBe(1);

    await keyboard.press('ControlOrMeta+k');
    await eventually(() => page.locator(':focus').getAttribute('placeholder')).toMatch(/^Go to a screen/);
    await keyboard.type('Natarajan');
    await seen(page.getByText('Contact · Natarajan Logistics'));
    const chosen = page.getByRole('dialog').locator('[data-selected]');
    for (let step = 0; step < 6 && !(await chosen.allTextContents()).join().includes('Contact ·'); step += 1) {
      await keyboard.press('ArrowDown');
    }
    await keyboard.press('Enter');
    await eventually(() => page.url()).toContain('#/records/');

    await keyboard.press('Escape');
    await keyboard.press('g');
    await keyboard.press('h');
    await seen(page.getByRole('region', { name: 'To countersign' }).getByText('Priya Natarajan').first());
    await page.getByRole('textbox', { name: 'Note for the next shift' }).focus();
    await keyboard.type('Grace calls back at four.');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await seen(page.getByText('Grace calls back at four.'));
    await page.getByRole('textbox', { name: 'Name of who takes it over' }).focus();
    await keyboard.type('Noor');
    await keyboard.press('Enter');
    await seen(page.getByText(/^Taken by/));
    const journal = await running.store.db
      .selectFrom('journal')
      .select(['kind', 'actor'])
      .where('kind', 'like', 'shift.%')
      .execute();
    expect(journal.map(({ kind }) => kind)).toEqual(['shift.handed-over', 'shift.taken']);
    expect(journal[1]?.actor).toBe('Noor');
  });
});
