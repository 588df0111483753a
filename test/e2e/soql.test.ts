import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { violations } from '../support/e2e-axe.ts';
import { asSomebodyElse, servedConsole } from '../support/e2e-console.ts';
import { button, screenOf } from '../support/e2e-screen.ts';
import { eventually, gone, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { rowsOf } from '../support/org-requests.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);

function soqlOf(page: Page) {
  const editor = page.getByRole('textbox', { name: 'SOQL query' });
  return {
    editor,
    offers: page.getByRole('listbox').getByRole('option'),
    table: page.getByRole('grid', { name: 'Result' }),
    strip: page.getByRole('region', { name: 'The chosen cell' }),
    changes: page.getByRole('region', { name: 'Proposed changes' }),
    cell: (text: string) => page.getByRole('gridcell', { name: text }),
    async write(text: string) {
      await editor.click();
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Delete');
      await page.keyboard.insertText(text);
    },
    run: () => page.keyboard.press('Control+Enter'),
  };
}

describe('the SOQL screen', () => {
  it('completes a query, runs it, and writes an edited cell once it is approved, in dark and in light', async () => {
    const { org, address } = await servedConsole();
    const page = await openWindow(browser, address());
    await screenOf(page).goTo('SOQL');
    const soql = soqlOf(page);
    await soql.write('SELECT Id, Name\nFROM ');
    await page.keyboard.type('Conta');
    await soql.offers.filter({ hasText: 'Contact' }).first().click();
    await page.keyboard.type(" WHERE Name = 'Dana Reyes");
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('End');
    await page.keyboard.type(', Em');
    await seen(soql.offers.filter({ hasText: 'Email' }));
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.type(', Account.Nam');
    await soql.offers.filter({ hasText: /^Name/ }).first().click();
    await eventually(() => soql.editor.textContent()).toContain('Email, Account.Name');
    await soql.run();
    const [dana] = await rowsOf(org, "SELECT Id, Email, Account.Name FROM Contact WHERE Name = 'Dana Reyes'");
    await seen(soql.cell(dana.Email), soql.cell(dana.Account.Name), page.getByText('1 row ·'));

    await soql.table.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await seen(soql.strip.getByText(/It belongs to the record behind Account/));
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    const form = page.getByRole('dialog', { name: 'Edit Email' });
    await form.getByLabel('Email').fill('dana@new.example');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    const card = soql.changes.getByRole('article');
    await seen(card.getByText('dana@new.example'), soql.cell(dana.Email).filter({ hasText: 'proposed' }));
    await seen(card.getByText(dana.Email));
    expect((await rowsOf(org, `SELECT Email FROM Contact WHERE Id = '${dana.Id}'`))[0].Email).toBe(dana.Email);
    expect(await violations(page)).toEqual([]);
    await button(card, 'Approve').click();
    await seen(soql.cell('dana@new.example'));
    expect((await rowsOf(org, `SELECT Email FROM Contact WHERE Id = '${dana.Id}'`))[0].Email).toBe('dana@new.example');
    await button(soql.changes, 'Close').click();
    await gone(soql.changes);

    await page.getByRole('link', { name: 'Dana Reyes' }).first().click();
    await seen(page.getByRole('heading', { name: 'Dana Reyes' }));
    await page.goBack();
    await seen(soql.cell('dana@new.example'));
  });

  it('reads thousands of rows on as they are scrolled to, and exports them all without formulas', async () => {
    const { org, address } = await servedConsole();
    for (let at = 0; at < 4_400; at += 200) {
      const records = Array.from({ length: 200 }, (_, index) => ({
        attributes: { type: 'Lead' },
        LastName: `Row ${String(at + index).padStart(4, '0')}`,
        Company: 'Bulk',
        Title: '=1+1',
      }));
      await asSomebodyElse(org, 'POST', '/composite/sobjects', { allOrNone: true, records });
    }
    const page = await openWindow(browser, address());
    await screenOf(page).goTo('SOQL');
    const soql = soqlOf(page);
    await soql.write("SELECT Id, LastName, Title FROM Lead WHERE Company = 'Bulk' ORDER BY LastName");
    await soql.run();
    await seen(page.getByText('2,000 of 4,400 rows'));
    expect(await page.getByRole('row').count()).toBeLessThan(80);
    await soql.table.focus();
    await page.keyboard.press('Control+End');
    await seen(page.getByText('4,000 of 4,400 rows'), soql.cell('Row 1999'));
    await button(page, 'Export CSV').click();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Load the rest, then export' }).click();
    const file = await readFile(await (await downloading).path(), 'utf8');
    const lines = file.split('\r\n');
    expect(lines).toHaveLength(4_402);
    expect(lines[0]).toBe('\uFEFF"Id","LastName","Title"');
    expect(lines[4_400]).toMatch(/^"00Q\w{15}","Row 4399","'=1\+1"$/);
    await seen(page.getByText('4,400 rows ·'));
    // Sorted the other way round in the window, by key: the query stays as it is.
    await soql.table.focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Alt+ArrowDown');
    await seen(soql.cell('Row 4399'));
    expect(await page.getByRole('columnheader', { name: 'LastName' }).getAttribute('aria-sort')).toBe('descending');
    expect(await violations(page)).toEqual([]);
  });

  it('shows where a query is refused, and cancels one that takes long', async () => {
    const { org, address } = await servedConsole();
    const page = await openWindow(browser, address());
    await screenOf(page).goTo('SOQL');
    const soql = soqlOf(page);
    await soql.write('SELECT Id,\n  Nonsense\nFROM Case');
    await soql.run();
    await seen(page.getByText(/^Line 2, column 3: There is no field called Nonsense/));
    expect(await page.locator('.cm-refused').textContent()).toBe('Nonsense');
    await soql.write('SELECT Id FROM Case');
    await gone(page.locator('.cm-refused'));
    org.faults.add({ match: { path: '/query' }, fault: { kind: 'late-commit', ms: 60_000 } });
    await soql.run();
    await seen(page.getByText('Waiting for Salesforce'));
    await button(page, 'Cancel').click();
    await seen(page.getByText('Cancelled.'));
    // The org saw its client go.
    await eventually(async () => (await fetch(org.url)).text()).toContain('SELECT+Id+FROM+Case');
    await soql.run();
    await seen(soql.table);
    await button(page, 'History').click();
    await page.getByRole('button', { name: /Nonsense/ }).click();
    await eventually(() => soql.editor.textContent()).toContain('Nonsense');
  });
});
