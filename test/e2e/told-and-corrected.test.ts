import { call as callRoute } from '@orpc/server';
import axeCore from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { servedConsole } from '../support/e2e-console.ts';
import { button, screenOf } from '../support/e2e-screen.ts';
import { eventually, gone, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { allProposals, asks, callEvent, danaCalls, deliver, sam, says } from '../support/test-console.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);
afterAll(() => browser?.close());

async function violations(page: Page): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const size of [
    { width: 1024, height: 700 },
    { width: 1440, height: 900 },
  ]) {
    await page.setViewportSize(size);
    found.push(
      ...(await page.evaluate(async () => {
        const told = await Reflect.get(globalThis, 'axe').run({ resultTypes: ['violations'] });
        return told.violations.map(
          (each: { id: string; nodes: { html: string }[] }) => `${each.id} ${each.nodes[0]?.html}`,
        );
      })),
    );
  }
  return found;
}

it('what the agent told and is not so is an alert, decided, proposed or dropped by keyboard, and owed once the call is over', async () => {
  const { running, address } = await servedConsole();
  await deliver(
    running,
    callEvent('start', danaCalls()),
    asks('t1', 'update_contact', { email: 'dana@new.example' }),
    says(1, 'agent', "I've updated your email. I've changed your mobile number too, and I've closed your case."),
  );
  const page = await openWindow(browser, 'about:blank');
  await page.addInitScript(axeCore.source);
  await page.goto(address());
  const screen = screenOf(page);
  const told = page.getByRole('region', { name: 'Told the caller, but not done' });
  await seen(
    told.getByText('P-1001 Update contact is not written yet.'),
    screen.calls.getByRole('button', { name: /told not done/ }),
  );
  await eventually(() => told.getByRole('listitem').count()).toBe(3);
  await seen(screen.card('Update contact').getByText(/told the caller already: .*updated your email/));
  expect(await violations(page)).toEqual([]);

  await told.getByRole('button', { name: 'Decide P-1001' }).press('Enter');
  await seen(screen.selectedCard);
  await page.keyboard.press('a');
  await seen(screen.card('Update contact').getByText(/^Written/));
  await eventually(() => told.getByRole('listitem').count()).toBe(2);
  await seen(screen.transcript.getByText('told: done, P-1001'));

  await told.getByRole('button', { name: /^Propose it: .*mobile/ }).press('Enter');
  const form = page.getByRole('dialog', { name: /^Propose what was told/ });
  await form.getByRole('textbox', { name: 'Mobile Phone' }).fill('+14155550199');
  await page.keyboard.press('Enter');
  await seen(told.getByText(/P-1002 Update contact is not written yet/));

  await told.getByRole('button', { name: /^No claim: .*closed your case/ }).press('Enter');
  await seen(told.getByText('1 was no claim'));

  await deliver(running, callEvent('end', { type: 'call.ended', endedAt: Date.now(), reason: null }));
  await page.getByRole('contentinfo').getByRole('link', { name: '1 follow-up' }).press('Enter');
  const owed = page.getByRole('list', { name: 'Follow-ups to do' }).getByRole('listitem');
  await seen(owed.getByText(/told the caller: .*changed your mobile number.*P-1002 Update contact still waits/));
  await owed.getByRole('link', { name: 'P-1002 in its call' }).press('Enter');
  const card = screen.card('Update contact').filter({ hasText: 'P-1002' });
  await button(card, 'Approve').press('Enter');
  await eventually(async () => (await allProposals(running)).map(({ status }) => status.state)).toEqual([
    'written',
    'written',
  ]);
  await gone(page.getByRole('contentinfo').getByRole('link', { name: /follow-up/ }));
}, 60_000);

it('the journal shows who made what of a proposal, is verified and undone from; corrections lead to the input that repairs them', async () => {
  const { running, address } = await servedConsole();
  await deliver(running, callEvent('start', danaCalls()));
  for (const [index, priority] of ['Low', 'Medium', 'Low'].entries()) {
    await deliver(running, asks(`c${index}`, 'create_case', { subject: `Lamp ${index} is broken`, priority }));
    const of = (await allProposals(running)).at(-1);
    if (of) await running.proposals.approve(of.id, of.revision, { Priority: 'High' }, sam);
    await running.idle();
  }
  const page = await openWindow(browser, 'about:blank');
  await page.addInitScript(axeCore.source);
  await page.goto(address());
  await screenOf(page).goTo('Journal');
  const entries = page.getByRole('region', { name: 'Journal entries' });
  await page.getByRole('searchbox').fill('P-1003 written');
  const written = entries.getByRole('button', { name: /P-1003 Create case: written/ });
  await eventually(() => entries.getByRole('button').count()).toBe(1);
  await written.press('Enter');
  const row = entries.getByRole('row', { name: /^Priority/ });
  await seen(row.getByRole('cell', { name: 'Low' }), row.getByRole('cell', { name: 'High edited' }));
  await seen(entries.getByText(`${sam.name}, who saw revision`), entries.getByText('Salesforce answered'));
  await page.getByRole('button', { name: 'Verify' }).press('Enter');
  await seen(page.getByText(/^Unbroken: \d+ entries verified$/));

  await page.getByRole('link', { name: 'Corrections' }).press('Enter');
  await page.getByRole('button', { name: /^Priority.*3 of 3 edited, 100 %/ }).press('Enter');
  await seen(page.getByRole('link', { name: 'P-1001' }), page.getByText('3 of 3 edits made it “High”.'));
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Open it in Settings, Actions' }).press('Enter');
  const input = page.getByRole('group', { name: 'Input priority' });
  await eventually(() => input.getByRole('textbox', { name: 'Fixed value' }).inputValue()).toBe('High');
  await page.getByRole('button', { name: 'Save', exact: true }).press('Enter');
  await gone(page.getByText('Filled in from Corrections', { exact: false }));
  const asked = { key: 'create_case', platform: 'vapi' as const, url: 'https://intake.example' };
  const { text } = await callRoute(running.router.actions.toolDefinition, asked);
  expect(text).not.toContain('"priority"');

  await screenOf(page).goTo('Journal');
  await page.getByRole('searchbox').fill('P-1003 written');
  await eventually(() => entries.getByRole('button').count()).toBe(1);
  await written.press('Enter');
  await entries.getByRole('button', { name: 'Undo' }).press('Enter');
  await seen(page.getByRole('article', { name: /Delete case|Undo/ }));
}, 60_000);
