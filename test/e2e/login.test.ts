import { join } from 'node:path';
import pino from 'pino';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import type { Console } from '../../electron/console/start-console.ts';
import type { PracticeOrg } from '../../electron/practice/org/practice-org.ts';
import { revokeLogin } from '../../electron/salesforce/login/login.ts';
import { openConnection } from '../../electron/salesforce/open-connection.ts';
import { createMemoryBox } from '../../electron/secrets/create-memory-box.ts';
import { startBrowserHost } from '../../electron/web/browser-host.ts';
import { violations } from '../support/e2e-axe.ts';
import { setPace } from '../support/e2e-pace.ts';
import { button, screenOf } from '../support/e2e-screen.ts';
import { eventually, gone, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { customerOrg, orgConsole, testKeyring } from '../support/org-console.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { asks, callEvent, danaCalls, deliver, testOrg } from '../support/test-console.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);

type Served = { running: Console; org: PracticeOrg; address: string; logins: Page[] };

/** A console with its window, an org to sign in to, and a browser of the system's that shows its login page. */
async function served(options: { memory?: boolean; production?: boolean } = {}): Promise<Served> {
  const { org, port } = await customerOrg();
  const logins: Page[] = [];
  const system = await browser.newContext();
  onTestFinished(() => system.close());
  const dataFolder = temporaryFolder();
  await setPace(dataFolder, 'off');
  const running = await orgConsole({
    org: await testOrg(),
    dataFolder,
    secretBox: options.memory ? createMemoryBox() : testKeyring(),
    loginPorts: [port],
    async openBrowser(address) {
      const page = await system.newPage();
      await page.goto(address);
      logins.push(page);
    },
    open: (settings) =>
      openConnection(
        options.production && settings.instanceUrl === org.url ? { ...settings, environment: 'production' } : settings,
      ),
  });
  const host = await startBrowserHost({
    router: running.router,
    rendererFolder: join(import.meta.dirname, '../../out/renderer'),
    dataFolder,
    port: 0,
    onNextAddress: () => {},
    log: pino({ level: 'silent' }),
  });
  onTestFinished(() => host.stop());
  return { running, org, address: host.url, logins };
}

/** Fills in what is asked for and goes to the login page. */
async function askToSignIn(page: Page, org: PracticeOrg, name: string): Promise<void> {
  const { dialog } = screenOf(page);
  await dialog.getByText('My Domain', { exact: true }).click();
  await dialog.getByLabel('My Domain', { exact: false }).last().fill(org.url);
  await dialog.getByLabel('Consumer key').fill(org.clientId);
  await dialog.getByLabel('Name here').fill(name);
  await dialog.getByText('Blue', { exact: true }).click();
  await button(dialog, 'Sign in with your browser').click();
}

/** What a person does on the login page of Salesforce. */
async function answerLogin(logins: Page[], choice: 'Log in and allow' | 'Deny'): Promise<Page> {
  await eventually(() => logins.length).toBeGreaterThan(0);
  const page = logins.pop();
  if (!page) throw new Error('no login page was opened');
  await page.getByLabel('Password').fill('anything');
  await page.getByRole('button', { name: choice }).click();
  return page;
}

async function goToOrgs(page: Page): Promise<void> {
  await screenOf(page).goTo('Settings');
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Orgs' }).click();
  await seen(page.getByRole('heading', { name: 'Orgs', level: 2 }));
}

describe('signing in to an org', () => {
  it('goes through the browser, tells who one is and with which rights, and ends with a revoked login', async () => {
    const { running, org, address, logins } = await served();
    const page = await openWindow(browser, address);
    const { dialog, foot } = screenOf(page);
    await goToOrgs(page);
    await seen(page.getByRole('article').getByText('Practice', { exact: true }));
    await button(page, 'Connect an org').click();
    await dialog.getByText('How to set up the External Client App').click();
    await seen(
      dialog.getByText('http://localhost:1718/OauthRedirect'),
      dialog.getByText('Proof Key for Code Exchange'),
    );
    await askToSignIn(page, org, 'Acme');
    await seen(dialog.getByText('Waiting for you to allow it'));
    const login = await answerLogin(logins, 'Log in and allow');
    await seen(login.getByText('You are logged in'));
    await gone(dialog);

    const card = page.getByRole('article', { name: 'Acme' });
    await seen(card.getByText('Connected'), card.getByText(org.username));
    await seen(foot.getByText('Acme'));
    await button(card, 'Show my rights').click();
    await seen(card.getByRole('row', { name: /^Contact Yes Yes/ }));
    expect(await page.content()).not.toContain(String((await running.orgs.tokensOf(org.organizationId))?.accessToken));

    await button(card, 'Name and colour').click();
    await dialog.getByLabel('Name').fill('Acme EU');
    await button(dialog, 'Save').click();
    const renamed = page.getByRole('article', { name: 'Acme EU' });
    await button(renamed, 'Disconnect').click();
    await page.keyboard.press('Escape');
    await gone(dialog);
    await button(renamed, 'Disconnect').click();
    await button(dialog, 'Disconnect').click();
    await seen(renamed.getByText('Disconnected'), renamed.getByRole('button', { name: 'Sign in again' }));
    expect(await running.orgs.tokensOf(org.organizationId)).toBeNull();
  });

  it('that is denied says so, and can be tried again at once', async () => {
    const { org, address, logins } = await served();
    const page = await openWindow(browser, address);
    const { dialog } = screenOf(page);
    await goToOrgs(page);
    await button(page, 'Connect an org').click();
    await button(dialog, 'Sign in with your browser').click();
    await seen(dialog.getByText('Copy it from the External Client App.'));
    await askToSignIn(page, org, 'Acme');
    await answerLogin(logins, 'Deny');
    await seen(dialog.getByText('The login was denied in Salesforce. Nothing was connected.'));
    await askToSignIn(page, org, 'Acme');
    await answerLogin(logins, 'Log in and allow');
    await seen(page.getByRole('article', { name: 'Acme' }).getByText('Connected'));
  });
});

describe('a login that was revoked', () => {
  it('stops what is approved, says so in the foot, and goes on after signing in again', async () => {
    const { running, org, address, logins } = await served();
    const page = await openWindow(browser, address);
    const screen = screenOf(page);
    await goToOrgs(page);
    await button(page, 'Connect an org').click();
    await askToSignIn(page, org, 'Acme');
    await answerLogin(logins, 'Log in and allow');
    const card = page.getByRole('article', { name: 'Acme' });
    await button(card, 'Use for replayed calls').click();
    await seen(card.getByText('Replayed calls belong here'));
    const start = callEvent('start', danaCalls());
    await deliver(running, start, asks('t1', 'create_case', { subject: 'Kept', description: 'Kept' }));
    const tokens = await running.orgs.tokensOf(org.organizationId);
    await revokeLogin({ loginUrl: org.url, clientId: org.clientId }, tokens?.refreshToken ?? '');

    await screen.goTo('Live');
    await screen.callNamed('Dana Reyes').click();
    await button(screen.card('Create case'), 'Approve').click();
    await seen(screen.foot.getByText(/no longer accepts this login/));
    await goToOrgs(page);
    await seen(card.getByText('Signed out'), card.getByText(/One approved write waits/));
    await button(card, 'Sign in again').click();
    await button(screen.dialog, 'Sign in with your browser').click();
    await answerLogin(logins, 'Log in and allow');
    await seen(card.getByText('Connected'));
    await eventually(() => org.effects().filter((each) => each.fields.Subject === 'Kept').length).toBe(1);
  });
});

describe('a production org', () => {
  it('is unmistakable, and asks once more before the first write', async () => {
    const { running, org, address, logins } = await served({ production: true });
    const page = await openWindow(browser, address);
    const screen = screenOf(page);
    await goToOrgs(page);
    await button(page, 'Connect an org').click();
    await askToSignIn(page, org, 'Acme');
    await answerLogin(logins, 'Log in and allow');
    const card = page.getByRole('article', { name: 'Acme' });
    await seen(card.getByText('Production', { exact: true }), screen.foot.getByText('Production', { exact: true }));
    await button(card, 'Use for replayed calls').click();
    await seen(card.getByText('Replayed calls belong here'));
    const start = callEvent('start', danaCalls());
    await deliver(running, start, asks('t1', 'create_case', { subject: 'Real', description: 'Real' }));
    await screen.goTo('Live');
    await screen.callNamed('Dana Reyes').click();
    const proposal = screen.card('Create case');
    await seen(proposal.getByText('Production', { exact: true }));
    await button(proposal, 'Approve').click();
    await seen(proposal.getByText(/is a production org, and this is the first write of this session/));
    expect(org.effects().filter((each) => each.fields.Subject === 'Real')).toHaveLength(0);
    await button(proposal, 'Yes, write to production').click();
    await seen(proposal.getByText(/^Written/));
    expect(org.effects().filter((each) => each.fields.Subject === 'Real')).toHaveLength(1);
  });
});

describe('Settings, Orgs', () => {
  it('is without violations, in dark and in light, and says where tokens are', async () => {
    const { address } = await served({ memory: true });
    const page = await openWindow(browser, address);
    await goToOrgs(page);
    await seen(page.getByText('Tokens are kept in memory only'));
    await button(page, 'Show my rights').click();
    await seen(page.getByRole('row', { name: /^Contact/ }));
    expect(await violations(page)).toEqual([]);
    await button(page, 'Connect an org').click();
    await page.getByText('How to set up the External Client App').click();
    await page.getByRole('dialog').getByText('My Domain', { exact: true }).click();
    expect(await violations(page)).toEqual([]);
  });
});
