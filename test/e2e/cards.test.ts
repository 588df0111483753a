import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { violations } from '../support/e2e-axe.ts';
import { asSomebodyElse, servedConsole } from '../support/e2e-console.ts';
import { button } from '../support/e2e-screen.ts';
import { eventually, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { rowsOf } from '../support/org-requests.ts';
import { asks, callEvent, danaCalls, deliver } from '../support/test-console.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);

const metadata = {
  duplicateRules: [
    { object: 'Contact', name: 'SameName', fields: ['FirstName', 'LastName'], action: 'alert' as const },
  ],
};
const cardOf = (page: Page, title: string) =>
  page.getByRole('article').filter({ has: page.getByRole('heading', { name: title, exact: true }) });

describe('what a duplicate rule found', () => {
  it('is updated instead of made once more, in dark and in light', async () => {
    const { org, running, address } = await servedConsole(metadata);
    const twin = { first_name: 'Dana', last_name: 'Reyes', email: 'twin@example.com' };
    await deliver(running, callEvent('start', danaCalls('+14155559999', null)), asks('t1', 'create_contact', twin));
    const page = await openWindow(browser, address());
    await page.getByRole('link', { name: 'Approvals' }).click();
    const refused = cardOf(page, 'Create contact');
    await button(refused, 'Approve').click();
    await seen(refused.getByRole('link', { name: /Dana Reyes/ }), refused.getByText('d.reyes@oldmail.example'));
    await seen(refused.getByRole('button', { name: 'Save anyway' }));
    expect(await violations(page)).toEqual([]);
    await refused.getByRole('button', { name: 'Update this one instead: Dana Reyes' }).click();
    const update = cardOf(page, 'Update object').or(cardOf(page, 'Update contact'));
    await button(update, 'Approve').click();
    const emails = async () =>
      (await rowsOf(org, "SELECT Email FROM Contact WHERE Name = 'Dana Reyes'")).map(
        (row: { Email: string }) => row.Email,
      );
    await eventually(emails).toEqual([twin.email]);
  });

  it('is saved anyway where the rule lets it', async () => {
    const { org, running, address } = await servedConsole(metadata);
    await deliver(
      running,
      callEvent('start', danaCalls('+14155559999', null)),
      asks('t1', 'create_contact', { first_name: 'Dana', last_name: 'Reyes' }),
    );
    const page = await openWindow(browser, address());
    await page.getByRole('link', { name: 'Approvals' }).click();
    const card = cardOf(page, 'Create contact');
    await button(card, 'Approve').click();
    await card.getByRole('button', { name: 'Save anyway' }).click();
    const twins = async () => (await rowsOf(org, "SELECT Id FROM Contact WHERE Name = 'Dana Reyes'")).length;
    await eventually(twins).toBe(2);
    await seen(page.getByText(/approved past the duplicate rule/));
  });
});

describe('a record that is to be chosen', () => {
  it('is chosen by its number', async () => {
    const { org, running, address } = await servedConsole();
    const [dana] = await rowsOf(org, "SELECT Id FROM Contact WHERE Name = 'Dana Reyes'");
    await asSomebodyElse(org, 'POST', '/sobjects/Case', { Subject: 'Second matter', ContactId: dana.Id });
    await deliver(running, callEvent('start', danaCalls()), asks('t1', 'add_comment', { comment: 'It is broken.' }));
    const page = await openWindow(browser, address());
    await page.getByRole('link', { name: 'Approvals' }).click();
    const card = cardOf(page, 'Add comment to a case');
    await seen(card.getByRole('button', { name: /Second matter/ }));
    await page.waitForTimeout(400);
    await page.keyboard.press('1');
    await seen(card.getByText('chosen by the supervisor'));
    await seen(button(card, 'Approve'));
  });
});

describe('the recording of a call', () => {
  it('is shown with its size, and uploaded when it is approved', async () => {
    const { org, address, play } = await servedConsole();
    await play('nora-kessler');
    const page = await openWindow(browser, address());
    await page.getByRole('link', { name: 'Approvals' }).click();
    await page.getByRole('option', { name: /Attach recording/ }).click();
    await seen(page.getByText(/call-recording\.wav · 0\.\d MB · audio\/wav|call-recording\.wav · \d+ kB · audio\/wav/));
    await button(cardOf(page, 'Attach recording'), 'Approve').click();
    await page.getByRole('option', { name: /Log call outcome/ }).click();
    await button(cardOf(page, 'Log call outcome'), 'Approve').click();
    const files = async () =>
      (await rowsOf(org, "SELECT Title FROM ContentVersion WHERE FileExtension = 'wav'")).length;
    await eventually(files).toBe(1);
  });
});
