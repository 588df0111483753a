import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Browser, Download, Page } from 'playwright-core';
import { beforeAll, expect, it, onTestFinished } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { verifyVcon } from '../../electron/outcomes/vcon/verify-vcon.ts';
import { bothSizes, inspection } from '../support/e2e-axe.ts';
import { asSomebodyElse, servedConsole } from '../support/e2e-console.ts';
import { button, screenOf } from '../support/e2e-screen.ts';
import { eventually, gone, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { sampleFeed } from '../support/sample-feed.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);

/** A server that takes calls as Twilio's API does, and remembers them. */
async function twilioServer() {
  const placed: URLSearchParams[] = [];
  const server = createServer(async (request, response) => {
    expect(request.url).toBe('/2010-04-01/Accounts/AC0001/Calls.json');
    placed.push(new URLSearchParams(await text(request)));
    response.writeHead(201, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ sid: 'CA0001', status: 'queued' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { placed, url: `http://127.0.0.1:${port}` };
}

/** Presses a button that hands out a file, and waits for the file. */
async function downloaded(page: Page, name: string | RegExp): Promise<{ name: string; bytes: Buffer }> {
  const waiting: Promise<Download> = page.waitForEvent('download');
  await page.getByRole('button', { name }).first().press('Enter');
  const file = await waiting;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

it('a template is tried dry, switched on, started by a contact made elsewhere, approved, and places the call; then it is looked at in figures, and handed out', {
  timeout: 120_000,
}, async () => {
  const { placed, url } = await twilioServer();
  const { org, running, address, play } = await servedConsole();
  const options = { accountSid: 'AC0001', fromNumber: '+14155550100', twimlUrl: 'https://agents.example/answer' };
  await running.feeds.book.save(sampleFeed('twilio', { name: 'Our Twilio', apiBase: url, options }), {
    authToken: 't0ken',
  });
  const page = await openWindow(browser, address());
  const screen = screenOf(page);
  const { inspect, expectNothingFound } = inspection(page, bothSizes);
  await seen(screen.foot.getByText('Sam Ortiz'));

  // It may be night where this runs.
  await screen.goTo('Settings');
  await page.getByRole('link', { name: 'Calls out' }).click();
  await page.getByRole('switch', { name: /Nobody is called/ }).press('Space');
  await inspect('Settings, calls out');
  await page.getByRole('button', { name: 'Save' }).press('Enter');
  await seen(page.getByRole('button', { name: 'Save', disabled: true }));

  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await seen(page.getByRole('button', { name: 'Use it: Call a new contact within five minutes' }));
  await inspect('Automations, templates');
  await page.getByRole('button', { name: 'Use it: Call a new contact within five minutes' }).press('Enter');
  const steps = page.getByRole('list', { name: 'Steps' });
  await seen(steps.getByText('Propose a call to {{record.Phone}} through twilio'));

  await page.getByRole('button', { name: 'Dry run' }).press('Enter');
  await screen.dialog.getByRole('textbox', { name: 'On which Contact' }).fill('Dana');
  await screen.dialog.getByRole('button', { name: /^Dana Reyes/ }).press('Enter');
  await screen.dialog.getByRole('button', { name: 'Run dry' }).press('Enter');
  const report = screen.dialog.getByRole('region', { name: 'What it would do' });
  await seen(report.getByRole('list', { name: 'Steps it would take' }).getByText('Call them'));
  await inspect('Automations, dry run');
  expect(placed).toEqual([]);
  await page.keyboard.press('Escape');
  await gone(screen.dialog);

  await steps.getByRole('button', { name: /Call them Propose a call/ }).press('Enter');
  await steps.getByRole('button', { name: 'Pick a value for Value of first_name' }).press('Enter');
  await page.getByRole('textbox', { name: 'Find a value' }).fill('LastName');
  await page.getByRole('menuitem', { name: /record\.LastName/ }).press('Enter');
  await seen(steps.getByRole('textbox', { name: 'Value of first_name' }));
  expect(await steps.getByRole('textbox', { name: 'Value of first_name' }).inputValue()).toContain(
    '{{record.LastName}}',
  );
  await inspect('Automations, a step');
  await page.getByRole('button', { name: 'Save' }).press('Enter');
  await seen(page.getByText('Version 1', { exact: true }));
  await page.getByRole('switch', { name: 'Switched on' }).press('Space');
  const listed = page.getByRole('navigation', { name: 'Automations' });
  await seen(listed.getByText('on', { exact: true }));

  await asSomebodyElse(org, 'POST', '/sobjects/Contact', {
    FirstName: 'Nell',
    LastName: 'Brook',
    Phone: '+14155550188',
  });
  await seen(listed.getByText('1 to decide'));
  await screen.goTo('Approvals');
  await seen(screen.chosen.getByText('+14155550188'));
  expect(placed).toEqual([]);
  await eventually(async () => {
    if (placed.length === 0)
      await button(screen.chosen, 'Approve')
        .click({ timeout: 500 })
        .catch(() => {});
    return placed.map((form) => form.get('To'));
  }).toEqual(['+14155550188']);

  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await listed.getByRole('link', { name: /Call a new contact/ }).press('Enter');
  await page.getByRole('tab', { name: 'What ran' }).press('Enter');
  await page
    .getByRole('list', { name: 'Runs' })
    .getByRole('button', { name: /Nell Brook/ })
    .press('Enter');
  await seen(page.getByRole('list', { name: 'Steps taken' }).getByText('Call them'));
  await seen(page.getByRole('list', { name: 'Runs' }).getByText('done').first());
  await inspect('Automations, a run');
  expect(placed).toHaveLength(1);

  await play('dana-reyes');
  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await seen(page.getByRole('heading', { name: 'Calls and outcomes' }));
  await seen(page.getByText(/^1 call: 1 /));
  await inspect('Figures');
  const picture = await downloaded(page, 'PNG of Calls and outcomes');
  expect(picture.name).toMatch(/^calls-.*\.png$/);
  expect(picture.bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(picture.bytes.length).toBeGreaterThan(5_000);
  const table = await downloaded(page, 'Export CSV');
  expect(table.bytes.toString('utf8')).toContain(
    '"Approved, edited, rejected by action","Start call","Approved as it stood",1',
  );
  await page.getByRole('button', { name: 'Table of Calls and outcomes' }).press('Enter');
  await inspect('Figures, a table');
  await page
    .getByRole('button', { name: /Calls: .*show cases$/ })
    .first()
    .press('Enter');
  await seen(screen.dialog.getByText('Dana Reyes'));
  await inspect('Figures, cases');
  await screen.dialog.getByRole('link', { name: /Dana Reyes/ }).press('Enter');
  await seen(page.getByRole('heading', { name: 'Dana Reyes', level: 1 }));

  const file = await downloaded(page, 'Export this call as a signed vCon');
  expect(file.name).toMatch(/\.vcon\.json$/);
  expect(verifyVcon(file.bytes.toString('utf8'))).toMatchObject({ ok: true, subject: 'Dana Reyes' });

  await screen.goTo('Settings');
  await page.getByRole('link', { name: 'Retention' }).click();
  await page.getByRole('textbox', { name: 'Record, phone or email' }).fill('(415) 555-0134');
  await page.keyboard.press('Enter');
  await seen(page.getByText(/^Kept of this person: 1 call, /));
  await seen(page.getByText(/Nothing can be erased yet/));
  await inspect('Settings, retention');
  expectNothingFound();
});
