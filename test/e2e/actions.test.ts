import { call } from '@orpc/server';
import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { violations } from '../support/e2e-axe.ts';
import { servedConsole } from '../support/e2e-console.ts';
import { screenOf } from '../support/e2e-screen.ts';
import { eventually, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);

describe('Settings, Actions', () => {
  it('edits an action, shows it as a tool and tries it out, in dark and in light', async () => {
    const { running, address } = await servedConsole();
    const page = await openWindow(browser, address());
    const screen = screenOf(page);
    await screen.goTo('Settings');
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Actions' }).click();
    await page.getByRole('button', { name: /^Create case/ }).click();
    const form = page.getByRole('form', { name: 'Edit Create case' });
    await form.getByLabel('Label').fill('Open a case');
    await form
      .getByRole('group', { name: 'Input subject' })
      .getByLabel('Description for the LLM')
      .fill('In a few words.');
    await form.getByRole('button', { name: 'Save' }).click();
    await seen(page.getByRole('button', { name: /^Open a case/ }));
    const saved = async () =>
      (await call(running.router.actions.list, undefined)).find(({ action }) => action.key === 'create_case')?.action;
    await eventually(async () => (await saved())?.inputs[0]?.description).toBe('In a few words.');

    await page.getByText('Tool definition').click();
    await eventually(() => page.getByLabel('Definition').inputValue()).toContain('"description": "In a few words."');
    await page.getByText('Try it on the practice org').click();
    const trying = page.getByRole('form', { name: 'Try Open a case' });
    await trying.getByLabel('subject').fill('Tried in the window');
    await trying.getByRole('button', { name: 'Propose it' }).click();
    await seen(page.getByText(/waits in/));
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Approvals' }).last().click();
    await seen(page.getByText('Tried in the window'));
  });

  it('makes an action of one’s own and flags a field that cannot be written', async () => {
    const { running, address } = await servedConsole();
    const page = await openWindow(browser, address());
    await screenOf(page).goTo('Settings');
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Actions' }).click();
    await page.getByRole('button', { name: 'New action' }).click();
    const form = page.getByRole('form', { name: 'New action' });
    await form.getByLabel('Label').fill('Create opportunity');
    await form.getByLabel('Description for the LLM').fill('Note what the caller wants to buy.');
    await form.getByLabel('Object').selectOption('Opportunity');
    await form.getByRole('button', { name: 'Make it' }).click();
    await seen(page.getByText(/is required. Add an input for StageName/));
    const editor = page.getByRole('form', { name: 'Edit Create opportunity' });
    await editor.getByRole('button', { name: 'Add an input' }).click();
    await editor.getByRole('button', { name: 'Save' }).click();
    await eventually(async () => {
      const views = await call(running.router.actions.list, undefined);
      return views.find(({ action }) => action.key === 'create_opportunity')?.action.inputs.length;
    }).toBe(1);
    await editor.getByLabel('Value').selectOption('From a call variable');
    await editor.getByLabel('Call variable').fill('basket');
    await editor.getByRole('button', { name: 'Save' }).click();
    await eventually(async () => {
      const views = await call(running.router.actions.list, undefined);
      return views.find(({ action }) => action.key === 'create_opportunity')?.action.inputs[0]?.from;
    }).toEqual({ mode: 'from-call', from: { kind: 'variable', name: 'basket' } });
  });

  it('does not put a new action in the place of one of that name', async () => {
    const { running, address } = await servedConsole();
    const before = await call(running.router.actions.list, undefined);
    const page = await openWindow(browser, address());
    await screenOf(page).goTo('Settings');
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Actions' }).click();
    await page.getByRole('button', { name: 'New action' }).click();
    const form = page.getByRole('form', { name: 'New action' });
    await form.getByLabel('Label').fill('Create case');
    await form.getByLabel('Description for the LLM').fill('Ours.');
    await form.getByLabel('Object').selectOption('Case');
    await form.getByRole('button', { name: 'Make it' }).click();
    await seen(form.getByText('There is “Create case” already.', { exact: false }));
    expect(await call(running.router.actions.list, undefined)).toEqual(before);
  });
});
