import type { Browser, Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { bothSizes, inspection } from '../support/e2e-axe.ts';
import { holdClock } from '../support/e2e-clock.ts';
import { servedConsole } from '../support/e2e-console.ts';
import { screenOf } from '../support/e2e-screen.ts';
import { eventually, gone, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { vapiCaller } from '../support/vapi-caller.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);

const asked = 'My new email is dana at reyes interiors dot com.';
const inputs = { email: 'dana@reyesinteriors.com' };

/** Goes to a control as the Tab key does. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the Tab key does not lead to ${wanted}`);
}

describe('Settings, Feeds', () => {
  it('a feed is added and sent a test event by keyboard alone', async () => {
    const { running, address } = await servedConsole();
    const page = await openWindow(browser, address());
    await tabTo(page, page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Settings' }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Feeds' }));
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('button', { name: 'Add a feed' }));
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Add a feed' });
    await seen(dialog.getByLabel('Platform'));
    await tabTo(page, dialog.getByRole('textbox', { name: 'Name' }));
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('Front desk');
    await tabTo(page, dialog.getByRole('button', { name: 'Save' }));
    await page.keyboard.press('Enter');
    await seen(dialog.getByText('Secret is needed: without it everything is refused.'));
    await eventually(() =>
      dialog
        .getByLabel('Secret', { exact: false })
        .first()
        .evaluate((e) => e === document.activeElement),
    ).toBe(true);
    await page.keyboard.type('vapi_test');
    await page.keyboard.press('Enter');
    await gone(dialog);
    const card = page.getByRole('article', { name: 'Front desk' });
    await seen(card.getByText('Address to paste'));
    const url = await card.getByRole('group', { name: 'Address to paste' }).textContent();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/vapi$/);
    expect(running.feeds.book.get('vapi')?.secrets).toEqual({ secret: 'vapi_test' });
    await tabTo(page, card.getByRole('button', { name: 'Send a test event' }));
    await page.keyboard.press('Enter');
    const report = card.getByRole('region', { name: 'The test event' });
    await seen(
      report.getByText('The test event got through.'),
      report.getByText('The signature is that of this body.'),
    );
    await seen(report.getByText(/^call\.started/));
    expect(await card.textContent()).not.toContain('vapi_test');
  });

  it('what was not understood is told with its reason, shown, read again and forgotten', async () => {
    const { running, address } = await servedConsole();
    const vapi = await vapiCaller(running, 10_000);
    await vapi.tell({ type: 'brand-new-thing' });
    const page = await openWindow(browser, `${address()}`);
    await page.evaluate(() => {
      location.hash = '/settings/feeds';
    });
    const kept = page.getByRole('region', { name: /^Not understood/ });
    await seen(kept.getByText('Not understood: brand-new-thing'));
    await kept.getByRole('button', { name: 'Show the body' }).click();
    await seen(kept.getByRole('region', { name: 'Body, masked' }).getByText('"brand-new-thing"'));
    await kept.getByRole('button', { name: 'Process again' }).click();
    await seen(kept.getByText(/^Still not understood/));
    await seen(page.getByRole('contentinfo').getByRole('link', { name: /^Feeds: 1 not understood/ }));
    await kept.getByRole('button', { name: 'Forget', exact: true }).click();
    await seen(kept.getByText(/^Nothing\./));
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Actions' }).click();
    await page.getByRole('button', { name: /^Update contact/ }).click();
    await page.getByText('Tool definition').click();
    await page.getByText('Vapi', { exact: true }).click();
    const ofFeed = page.getByLabel('Address of the feed');
    await eventually(() => ofFeed.inputValue()).toMatch(/\/vapi$/);
    await eventually(() => page.getByLabel('Definition').inputValue()).toContain(await ofFeed.inputValue());
  });
});

describe('a tool call that comes over HTTP as Vapi sends it', () => {
  it('is approved in the window within its hold, and the HTTP answer carries what was written', async () => {
    const { running, address, org } = await servedConsole();
    const vapi = await vapiCaller(running, 15_000);
    await vapi.says(asked);
    const page = await openWindow(browser, address());
    const screen = screenOf(page);
    await seen(page.getByRole('heading', { name: 'Dana Reyes', level: 1 }));
    const answered = vapi.asks('t1', 'update_contact', inputs);
    const card = screen.card('Update contact');
    await seen(card.getByText(/^The caller waits/), card.getByText(/nobody can move that/));
    await eventually(() =>
      card.getByRole('button', { name: 'Approve', exact: true }).getAttribute('aria-disabled'),
    ).toBeNull();
    const before = org.effects().length;
    const clock = await holdClock(page);
    await clock.afterTheGuard();
    await page.keyboard.press('a');
    const result = await answered;
    expect(result).toContain('saved');
    expect(result).toContain('dana@reyesinteriors.com');
    expect(org.effects(before).length).toBe(1);
    await seen(card.getByText(/^The agent was told, as its answer in the call/), card.getByText(result));
    expect(vapi.control.told).toEqual([]);
  });

  it('is told pending where nobody decides in time, and the late door receives the result of the approval', async () => {
    const { running, address } = await servedConsole();
    const vapi = await vapiCaller(running, 300);
    await vapi.says(asked);
    expect(await vapi.asks('t1', 'update_contact', inputs)).toMatch(/^Submitted for review, reference P-\d+/);
    const page = await openWindow(browser, address());
    const screen = screenOf(page);
    const card = screen.card('Update contact');
    await seen(card.getByText('parked'), card.getByText(/^The agent was told that it waits\./));
    const clock = await holdClock(page);
    await clock.afterTheGuard();
    await page.keyboard.press('m');
    await seen(card.getByText(/^The agent was told that it waits. Ends undecided in 60 h/));
    await clock.afterTheGuard();
    await page.keyboard.press('a');
    await seen(card.getByText(/^The agent was told, later, in the live call/));
    expect(vapi.control.told).toEqual([
      expect.objectContaining({
        type: 'add-message',
        message: expect.objectContaining({ content: expect.stringContaining('dana@reyesinteriors.com') }),
      }),
    ]);
  });

  it('is owed to the caller once the call is over, done or not done, and proposed as a task', async () => {
    const { running, address } = await servedConsole();
    const vapi = await vapiCaller(running, 300);
    await vapi.says(asked);
    await vapi.asks('t1', 'update_contact', inputs);
    await vapi.tell({ type: 'status-update', status: 'ended', endedReason: 'customer-ended-call' });
    const page = await openWindow(browser, address());
    const screen = screenOf(page);
    await screen.goTo('Approvals');
    await seen(screen.chosen.getByText('caller gone'));
    await screen.chosen.getByRole('button', { name: 'Approve', exact: true }).click();
    await screen.foot.getByRole('link', { name: '1 follow-up' }).click();
    const owed = page.getByRole('list', { name: 'Follow-ups to do' }).getByRole('listitem');
    await seen(owed.getByText(/saved/), owed.getByText(/^due in 24 h/));
    await owed.getByRole('button', { name: /^Propose a task/ }).click();
    await seen(owed.getByRole('link', { name: /^Task P-\d+ waits/ }));
    await owed.getByRole('button', { name: /^Done/ }).click();
    const done = page.getByRole('list', { name: 'Follow-ups done' }).getByRole('listitem');
    await done.getByRole('button', { name: /^Not done after all/ }).click();
    await seen(owed.getByRole('button', { name: /^Done/ }));
    expect(vapi.control.told).toEqual([]);
  });

  it('leaves the supervisor ways into the call: told, transferred and ended, each confirmed', async () => {
    const { running, address } = await servedConsole();
    const vapi = await vapiCaller(running, 300);
    await vapi.says(asked);
    const page = await openWindow(browser, address());
    const choose = async (name: string) => {
      await page.getByRole('button', { name: 'In the call' }).click();
      await page.getByRole('dialog', { name: 'In the call' }).getByRole('button', { name }).click();
    };
    const dialog = page.getByRole('dialog');
    await choose('Tell the agent');
    const message = dialog.getByLabel('Message');
    await eventually(() => message.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.type('Offer a refund.');
    await dialog.getByRole('button', { name: 'Send to the agent' }).click();
    await gone(dialog);
    await choose('Transfer to a person');
    await dialog.getByLabel('Number').fill('4155550199');
    await dialog.getByRole('button', { name: 'Transfer the call' }).click();
    await seen(dialog.getByText('A number with its country code, such as +1 415 555 0134.'));
    await dialog.getByLabel('Number').fill('+1 415 555 0199');
    await dialog.getByRole('button', { name: 'Transfer the call' }).click();
    await gone(dialog);
    await choose('End the call');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await gone(dialog);
    await choose('End the call');
    await dialog.getByRole('button', { name: 'End the call' }).click();
    await gone(dialog);
    const types = vapi.control.told.map((each) => Reflect.get(Object(each), 'type'));
    expect(types).toEqual(['add-message', 'transfer', 'end-call']);
  });
});

describe('the windows of feeds', () => {
  it('are without violations, in dark and in light', { timeout: 90_000 }, async () => {
    const { running, address } = await servedConsole();
    const vapi = await vapiCaller(running, 300);
    await vapi.says(asked);
    await vapi.asks('t1', 'update_contact', inputs);
    await vapi.tell({ type: 'hang' });
    await vapi.tell({ type: 'brand-new-thing' });
    const page = await openWindow(browser, address());
    const screen = screenOf(page);
    const { inspect, expectNothingFound } = inspection(page, bothSizes);
    await seen(
      page.getByRole('region', { name: 'About this call' }),
      screen.card('Update contact').getByText('parked'),
    );
    await inspect('Live');
    await page.getByRole('button', { name: 'In the call' }).click();
    await seen(page.getByRole('dialog', { name: 'In the call' }));
    await inspect('In the call');
    await page.getByRole('button', { name: 'Transfer to a person' }).click();
    await seen(screen.dialog.getByLabel('Number'));
    await inspect('Transfer');
    await page.keyboard.press('Escape');
    await vapi.tell({ type: 'status-update', status: 'ended', endedReason: 'customer-ended-call' });
    await screen.goTo('Approvals');
    await seen(screen.chosen.getByText('caller gone'));
    await inspect('Approvals');
    await screen.chosen.getByRole('button', { name: 'Approve', exact: true }).click();
    await screen.foot.getByRole('link', { name: '1 follow-up' }).click();
    await seen(page.getByRole('list', { name: 'Follow-ups to do' }));
    await inspect('Follow-ups');
    await screen.goTo('Settings');
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Feeds' }).click();
    const card = page.getByRole('article', { name: 'Vapi' });
    await card.getByRole('button', { name: 'How to set it up' }).click();
    await card.getByRole('button', { name: 'Send a test event' }).click();
    await seen(card.getByText('The test event got through.'));
    await page.getByRole('button', { name: 'Show the body' }).click();
    await inspect('Feeds');
    await card.getByRole('button', { name: 'Edit' }).click();
    await seen(screen.dialog.getByRole('button', { name: 'Replace' }));
    await inspect('Change a feed');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Where it listens' }).click();
    await seen(screen.dialog.getByLabel('Address'));
    await inspect('Where it listens');
    expectNothingFound();
  });
});
