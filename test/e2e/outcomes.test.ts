import { createHash } from 'node:crypto';
import axeCore from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { practiceCalls } from '../../electron/practice/calls/practice-calls.ts';
import { asSomebodyElse, servedConsole } from '../support/e2e-console.ts';
import { button } from '../support/e2e-screen.ts';
import { eventually, gone, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { rowsOf } from '../support/org-requests.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);
afterAll(() => browser?.close());

async function violations(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const told = await Reflect.get(globalThis, 'axe').run({ resultTypes: ['violations'] });
    return told.violations.flatMap((each: { id: string; nodes: { html: string }[] }) =>
      each.nodes.map(({ html }) => `${each.id}: ${html.slice(0, 200)}`),
    );
  });
}

it('a practice call ends; its outcome is heard, reviewed, edited and written, and stands in the org with its recording', async () => {
  const { running, org, address, play } = await servedConsole();
  await play('grace-ito');
  const page = await openWindow(browser, 'about:blank', { colorScheme: 'light', reducedMotion: 'reduce' });
  await page.addInitScript(axeCore.source);
  await page.goto(address());
  await seen(page.getByRole('link', { name: /Outcomes/ }));
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  const list = page.getByRole('listbox', { name: 'Calls that ended' });
  const panel = page.getByRole('region', { name: 'What became of it' });
  await seen(
    list.getByRole('option', { name: /Grace Ito/, selected: true }),
    panel.getByText('Resolved', { exact: true }),
  );

  // The line that is clicked is heard, and the line that is heard is marked.
  const transcript = page.getByRole('list', { name: 'Transcript' });
  await transcript.getByText('It’s 1420').or(transcript.getByText("It's 1420")).click();
  const current = transcript.locator('[aria-current="true"]');
  await seen(current.getByText("It's 1420 Northwest Marshall Street."));
  const heardAt = () => page.locator('audio').evaluate((audio) => Reflect.get(audio, 'currentTime'));
  await eventually(heardAt).toBeGreaterThan(32);
  await seen(page.getByRole('button', { name: 'Pause' }));
  await page.keyboard.press('Space');
  await seen(page.getByRole('button', { name: 'Play' }));
  await page.keyboard.press('Shift+ArrowRight');
  await seen(current.getByText('Is there a unit number?'));
  await page.keyboard.press('.');
  await seen(page.getByRole('button', { name: /^Speed 1\.25/ }));
  expect(await page.locator('audio').evaluate((audio) => Reflect.get(audio, 'src'))).toMatch(
    /^http:\/\/127\.0\.0\.1:\d+\/recording\//,
  );

  // By keyboard alone: disagreed with, edited, noted, flagged, assigned.
  await page.keyboard.press('r');
  await page.getByRole('textbox', { name: /Why it is not right/ }).fill('The parcel is still out.');
  await button(page, 'Disagree').last().click();
  await seen(panel.getByText(/disagrees: “The parcel is still out\.”/));
  await page.keyboard.press('e');
  await page
    .getByRole('textbox', { name: 'Disposition' })
    .or(page.getByRole('combobox', { name: 'Disposition' }))
    .fill('Address changed');
  await page.getByRole('textbox', { name: 'Summary' }).fill('The studio moved; its address is changed.');
  await page.keyboard.press('Control+Enter');
  await seen(panel.getByText('Address changed'), panel.getByRole('button', { name: 'Put back disposition' }));
  await page.keyboard.press('c');
  await page.keyboard.type('Look after the parcel.');
  await page.keyboard.press('Control+Enter');
  await seen(panel.getByText('Look after the parcel.', { exact: true }).first());
  await page.keyboard.press('Escape');
  await page.keyboard.press('f');
  await page.keyboard.press('o');
  await page
    .getByRole('dialog')
    .getByRole('textbox')
    .or(page.getByRole('dialog').getByRole('combobox'))
    .fill('Robin Vale');
  await page.keyboard.press('Enter');
  await seen(panel.getByText('For Robin Vale'), panel.getByText(/^Flagged by/));
  expect(await violations(page)).toEqual([]);

  // Written back: nothing before it is approved, and the recording after the log.
  await page.keyboard.press('l');
  const back = page.getByRole('region', { name: 'Write back' });
  await seen(
    back.getByRole('article', { name: 'Log call outcome' }),
    back.getByRole('article', { name: 'Attach recording' }),
  );
  await seen(back.getByText(/The studio moved; its address is changed\./));
  expect(await rowsOf(org, 'SELECT Id FROM Task WHERE CallObject != null')).toEqual([]);
  // A key meant for what stood there a moment ago does nothing: it is pressed until the card took it.
  for (const action of ['Log call outcome', 'Attach recording']) {
    const card = back.getByRole('article', { name: action });
    await eventually(async () => {
      await page.keyboard.press('a');
      return button(card, 'Approve').count();
    }).toBe(0);
  }
  await running.idle();
  await eventually(async () => (await rowsOf(org, 'SELECT Id FROM Task WHERE CallObject != null')).length).toBe(1);
  await running.idle();
  const [task] = await rowsOf(
    org,
    'SELECT Id, CallDisposition, Description, Who.Name FROM Task WHERE CallObject != null',
  );
  expect(task).toMatchObject({ CallDisposition: 'Address changed', Who: { Name: 'Grace Ito' } });
  expect(task?.Description).toMatch(
    /^The studio moved; its address is changed\.\n\nTranscript\n00:00 Agent: Hello, kiln support/,
  );
  const links = `SELECT ContentDocument.LatestPublishedVersionId FROM ContentDocumentLink WHERE LinkedEntityId = '${task?.Id}'`;
  const [link] = await rowsOf(org, links);
  const version = Reflect.get(Object(link?.ContentDocument), 'LatestPublishedVersionId');
  const stored = await fetch(`${org.url}/services/data/v66.0/sobjects/ContentVersion/${version}/VersionData`, {
    headers: { authorization: `Bearer ${org.accessToken}` },
  });
  const sound = practiceCalls.find(({ key }) => key === 'grace-ito')?.recording() ?? Buffer.alloc(0);
  expect(digest(Buffer.from(await stored.arrayBuffer()))).toBe(digest(sound));

  // Reviewed, it leaves the queue; the address alone leads back to it, in the dark, and after the window was closed.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await seen(panel.getByText(/^Logged · P-/));
  await page.keyboard.press('d');
  await seen(panel.getByText(/^Reviewed by/));
  const view = page.url();
  expect(view).toMatch(/#\/outcomes\/review\//);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.reload();
  await seen(page.getByRole('heading', { name: 'Grace Ito' }), panel.getByText('For Robin Vale'));
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: /^Needs review 0/ }).click();
  await gone(list);
  await page.getByRole('button', { name: /^All 1/ }).click();
  await seen(list.getByRole('option', { name: /Address changed/ }));

  // At the end of a shift: several calls that just ended, in one decision.
  await play('lee-okafor', 'walter-chen');
  await page.getByRole('button', { name: /^Needs review 2/ }).click();
  await list.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('l');
  await button(back, 'Approve').waitFor();
  await eventually(() => back.getByRole('button', { name: /^Approve 4/ }).count()).toBe(1);
  await page.keyboard.press('Shift+A');
  await seen(back.getByText(/4 .*approved|approved.* 4/i));
  await running.idle();
  expect(await rowsOf(org, 'SELECT Id FROM Task WHERE CallObject != null')).toHaveLength(3);
  await asSomebodyElse(org, 'GET', '/limits');
}, 120_000);

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
