import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { practiceTokenClient } from '../../electron/practice/org/oauth/clients.ts';
import { violations } from '../support/e2e-axe.ts';
import { servedConsole } from '../support/e2e-console.ts';
import { button, screenOf } from '../support/e2e-screen.ts';
import { openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { sampleFeed } from '../support/sample-feed.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);

async function settings(page: Page, section: 'Orgs' | 'Actions') {
  await screenOf(page).goTo('Settings');
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: section }).click();
}

/** Takes a picture where somebody wants to look at one. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.COUNTERSIGN_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}

describe('an access token for an agent', () => {
  it('is set up, switched on, asked for, approved, given and revoked in the window, in dark and in light', async () => {
    const { org, running, address } = await servedConsole();
    const feed = sampleFeed('actions', { holdMs: 55_000 });
    await running.feeds.book.save(feed, { bearer: 'b1' });
    await running.feeds.intake.follow();
    const page = await openWindow(browser, address());

    await settings(page, 'Actions');
    await page.getByRole('button', { name: /^Get access token/ }).click();
    const editor = page.getByRole('form', { name: 'Edit Get access token' });
    await editor.getByRole('switch', { name: 'Switched on' }).click();
    await editor.getByRole('button', { name: 'Save' }).click();
    await seen(editor.getByText(/Access tokens need an app of their own/));

    await settings(page, 'Orgs');
    await page.getByRole('button', { name: 'Access tokens for agents' }).first().click();
    const form = page.getByRole('form', { name: 'App for access tokens' });
    await form.getByLabel('Consumer key').fill(practiceTokenClient.clientId);
    await form.getByLabel('Consumer secret', { exact: false }).first().fill(practiceTokenClient.secret);
    expect(await violations(page)).toEqual([]);
    await picture(page, `token-setup`);
    await form.getByRole('button', { name: 'Try and set up' }).click();
    await seen(page.getByRole('dialog').getByText('Tokens are issued as'));
    await seen(page.getByRole('dialog').getByText('agent.tokens@practice.example'));
    await picture(page, `token-set-up`);
    await form.getByRole('button', { name: 'Close' }).click();
    await seen(page.getByText(/as Agent Integration/));
    await picture(page, `token-org`);

    await settings(page, 'Actions');
    await page.getByRole('button', { name: /^Get access token/ }).click();
    await editor.getByRole('switch', { name: 'Switched on' }).click();
    await picture(page, `token-action`);
    await editor.getByRole('button', { name: 'Save' }).click();
    await seen(page.getByRole('button', { name: /^Get access token.*changed/ }));

    const answering = fetch(`${running.feeds.intake.localUrlOf(feed)}/get_access_token`, {
      method: 'POST',
      headers: { authorization: 'Bearer b1', 'content-type': 'application/json', prefer: 'wait=120' },
      body: '{}',
    });
    await screenOf(page).goTo('Approvals');
    const card = screenOf(page).card('Get access token');
    await seen(card.getByText(/can write to Salesforce as/));
    await seen(card.getByText('Countersign Agent Tokens'));
    expect(await violations(page)).toEqual([]);
    await picture(page, `token-asked`);
    await button(card, 'Approve').click();
    await button(card, 'Approve once more').click();
    const { values } = await (await answering).json();
    const statusNow = async () =>
      (
        await fetch(`${org.url}/services/oauth2/userinfo`, {
          headers: { authorization: `Bearer ${values.access_token}` },
        })
      ).status;
    expect(await statusNow()).toBe(200);
    await seen(card.getByText(/is revoked at/));
    expect(await violations(page)).toEqual([]);
    await picture(page, `token-given`);
    expect(await page.content()).not.toContain(String(values.access_token).split('!')[1]);
    await button(card, 'Revoke now').click();
    await seen(card.getByText(/· revoked/));
    expect(await statusNow()).toBe(403);
  });
});
