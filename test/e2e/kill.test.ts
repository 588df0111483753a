import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { consoleProcess } from '../support/e2e-child.ts';
import { setPace } from '../support/e2e-pace.ts';
import { button, screenOf } from '../support/e2e-screen.ts';
import { eventually, gone, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { testOrg } from '../support/test-console.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);

describe('a console that is killed while its window is open', () => {
  it('is back with everything it acknowledged; the window reconnects by itself, and nothing is written twice', async () => {
    const org = await testOrg();
    const folder = temporaryFolder();
    await setPace(folder, 'off');
    const first = await consoleProcess(folder, { org });
    const page = await openWindow(browser, first.url, {
      expected: /WebSocket connection to .* failed|ERR_CONNECTION_REFUSED .*favicon/,
    });
    const screen = screenOf(page);
    await screen.startPractice('Samir Haddad', 'At once');
    const create = screen.card('Create case');
    const update = screen.card('Update contact');
    await seen(create, update, page.getByText('The call has ended'));
    await button(create, 'Reject').click();
    await button(screen.dialog, 'Reject').click();
    await seen(create.getByText(/^Rejected by/));
    const said = await screen.transcript.getByRole('paragraph').allTextContents();

    // The request is on its way when the console dies, and Salesforce commits it all the same.
    org.faults.add({
      match: { method: 'PATCH', path: '/sobjects/Contact/' },
      fault: { kind: 'late-commit', ms: 20_000 },
    });
    await button(update, 'Approve').click();
    await eventually(() => org.faults.list()).toEqual([]);
    await first.kill();
    await seen(screen.foot.getByText(/^Reconnecting\./));
    await seen(update.getByText('Writing to Salesforce.'));
    // Reading works meanwhile: from screen to screen and back.
    await screen.goTo('Approvals');
    await seen(page.getByRole('heading', { name: 'Approvals', level: 1 }));
    await page.goBack();
    await seen(update.getByText('Writing to Salesforce.'));
    await eventually(() => org.effects().filter((each) => each.object === 'Contact').length).toBe(1);

    const second = await consoleProcess(folder, { org });
    expect(new URL(second.url).origin).toBe(new URL(first.url).origin);
    await gone(screen.foot.getByText(/^Reconnecting\./));
    await seen(update.getByText(/^(Found written|Written) .* approved by/), create.getByText(/^Rejected by/));
    expect(await screen.transcript.getByRole('paragraph').allTextContents()).toEqual(said);
    expect(org.effects()).toMatchObject([{ object: 'Contact' }]);
  });
});
