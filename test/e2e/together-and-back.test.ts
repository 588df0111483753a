import { call } from '@orpc/server';
import type { Browser } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { violations } from '../support/e2e-axe.ts';
import { servedConsole } from '../support/e2e-console.ts';
import { screenOf } from '../support/e2e-screen.ts';
import { eventually, gone, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { rowsOf } from '../support/org-requests.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);

it('decides about many together, and takes back one before it is sent and one after it was written, by keyboard alone', {
  timeout: 90_000,
}, async () => {
  const { org, running, address } = await servedConsole();
  const { proposals, preferences } = running.router;
  const casesOf = (subject: string) => rowsOf(org, `SELECT Id FROM Case WHERE Subject LIKE '${subject}%'`);
  const propose = async (subject: string) => {
    const values = [{ field: 'Subject', value: subject, evidence: null }];
    await call(proposals.propose, { call: null, record: null, action: 'create_case', values });
    await running.idle();
  };
  for (let at = 0; at < 4; at += 1) await propose(`Together ${at}`);
  const [contact] = await rowsOf(org, "SELECT Id FROM Contact WHERE Name = 'Dana Reyes'");
  const record = { object: 'Contact', id: contact.Id, name: 'Dana Reyes', detail: null };
  await call(proposals.propose, { call: null, record, action: 'delete_object', object: 'Contact', values: [] });
  await running.idle();

  const page = await openWindow(browser, address());
  const { waiting, selectedRow } = screenOf(page);
  await seen(page.getByRole('navigation', { name: 'Screens' }));
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await seen(waiting.getByRole('option').nth(4));
  await eventually(async () => {
    await page.keyboard.press('k');
    return waiting.getByRole('option').first().and(selectedRow).count();
  }).toBe(1);
  await page.keyboard.press('x');
  for (let at = 1; at < 5; at += 1) await page.keyboard.press('Shift+J');
  const picked = page.getByRole('button', { name: /^Approve 4/ });
  await seen(picked, page.getByText(/1 left out/), page.getByText(/A deletion is approved by itself/));
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Shift+A');
  await seen(page.getByText(/^4 of 4 decided/));
  await running.idle();
  expect(await casesOf('Together')).toHaveLength(4);
  await page.getByRole('button', { name: 'Done' }).press('Enter');
  await seen(page.getByText('Delete object').first());
  expect(await rowsOf(org, `SELECT Id FROM Contact WHERE Id = '${contact.Id}'`)).toHaveLength(1);

  await call(preferences.write, { theme: 'system', singleKeys: true, cancelSeconds: 10 });
  await propose('Kept back');
  const keptBack = waiting.getByRole('option', { name: /Kept back/ });
  await eventually(async () => {
    if ((await keptBack.and(selectedRow).count()) === 0) await page.keyboard.press('j');
    return keptBack.and(selectedRow).count();
  }).toBe(1);
  await page.keyboard.press('a');
  const cancel = page.getByRole('article', { name: 'Create case' }).getByRole('button', { name: 'Cancel' });
  await seen(cancel);
  await page.keyboard.press('u');
  await gone(cancel);
  await seen(keptBack);
  await running.idle();
  expect(await casesOf('Kept back')).toHaveLength(0);

  await call(preferences.write, { theme: 'system', singleKeys: true, cancelSeconds: 0 });
  await eventually(async () => {
    if ((await keptBack.and(selectedRow).count()) === 0) await page.keyboard.press('j');
    return keptBack.and(selectedRow).count();
  }).toBe(1);
  // A card that has just come is not decided by a key that was meant for the one before.
  await eventually(async () => {
    await page.keyboard.press('a');
    return (await casesOf('Kept back')).length;
  }).toBe(1);
  await seen(page.getByRole('article', { name: 'Create case' }).getByRole('button', { name: 'Undo' }));
  await page.keyboard.press('u');
  const undo = page.getByRole('article', { name: /^Undo Create case/ });
  await seen(undo);
  // What deletes has no key that approves it.
  await eventually(async () => {
    const press = undo.getByRole('button', { name: /^Approve/ });
    if (await press.count()) await press.press('Enter');
    return (await casesOf('Kept back')).length;
  }).toBe(0);
});
