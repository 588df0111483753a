import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { servedConsole } from '../support/e2e-console.ts';
import { screenOf } from '../support/e2e-screen.ts';
import { eventually, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { asks, callEvent, danaCalls, deliver, says } from '../support/test-console.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);

describe('the words behind a value', () => {
  it('are shown in the transcript while a value is pointed at or has the focus', async () => {
    const { play, address } = await servedConsole();
    await play('dana-reyes');
    const page = await openWindow(browser, address(), { viewport: { width: 1440, height: 500 } });
    const { card, transcript } = screenOf(page);
    const evidence = card('Update contact').getByRole('button', { name: /Show in the transcript/ });
    await seen(evidence);
    const pointed = transcript.locator('mark[data-pointed]');
    expect(await pointed.count()).toBe(0);
    await transcript.evaluate((box) => {
      box.scrollTop = 0;
    });
    await evidence.hover();
    await eventually(() => pointed.allTextContents()).toEqual(['dana at reyesinteriors dot com']);
    await eventually(() => pointed.first().evaluate(isOnScreen)).toBe(true);
    await page.mouse.move(2, 2);
    await eventually(() => pointed.count()).toBe(0);
    await evidence.focus();
    await eventually(() => pointed.allTextContents()).toEqual(['dana at reyesinteriors dot com']);
  });

  it('make one card where the agent and the caller want the same', async () => {
    const { play, address } = await servedConsole();
    await play('ben-carver');
    const page = await openWindow(browser, address());
    const { proposals } = screenOf(page);
    await seen(proposals.getByText(/asked for by agent .* and suggested from the call/));
    expect(await proposals.getByRole('article').count()).toBe(1);
  });
});

describe('hostile words', () => {
  it('stay text: no script runs, and characters that cannot be seen are shown as marks', async () => {
    const { play, address } = await servedConsole();
    await play('strange-visitor');
    const page = await openWindow(browser, address());
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    const { transcript, proposals } = screenOf(page);
    await seen(
      page.getByRole('heading', { name: '<b>Admin</b>', level: 1 }),
      transcript.getByText("<script>alert('hello')</script>"),
      transcript.getByText(/<img src=x onerror=/),
      transcript.getByText('<a href="javascript:alert(1)">').first(),
      transcript.getByText('U+202E').first(),
      proposals.getByText('U+202E').first(),
    );
    expect(await page.locator('main :is(script, img, b, a[href^="javascript"])').count()).toBe(0);
    expect(await page.locator('body').innerText()).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect(dialogs).toEqual([]);
  });
});

describe('secrets', () => {
  const planted = {
    card: '4242 4242 4242 4242',
    spoken: 'four two four two four two four two four two four two four two four two',
    ssn: '078-05-1120',
    cvv: '737',
    pin: '8361',
    password: 'Tr0ub4dor&3x',
  };

  it('are masked on every screen, whether a caller says them or an agent passes them on', async () => {
    const { running, address } = await servedConsole();
    const start = callEvent('start', danaCalls());
    await deliver(
      running,
      start,
      says(1, 'caller', `My card number is ${planted.card} and the security code is ${planted.cvv}.`),
      says(2, 'caller', `Again, my card is ${planted.spoken}.`),
      says(3, 'agent', 'And your social security number, your PIN and your password?'),
      says(4, 'caller', `My social is ${planted.ssn}, my PIN is ${planted.pin}, my password is ${planted.password}.`),
      says(5, 'caller', 'Please open a case, my order never came.'),
      asks('t1', 'create_case', {
        subject: `Pay with ${planted.card}`,
        description: `Card ${planted.card}, CVV ${planted.cvv}, SSN ${planted.ssn}, PIN: ${planted.pin}, password: ${planted.password}`,
      }),
    );
    const page = await openWindow(browser, address());
    const screen = screenOf(page);
    await seen(screen.transcript.getByText('••••').first(), screen.card('Create case').first());
    const shown = [await wholeText(page)];
    await screen.goTo('Approvals');
    await seen(screen.selectedRow);
    shown.push(await wholeText(page));
    await screen.goTo('Journal');
    await page.getByText('Everything', { exact: true }).click();
    const lines = page.getByRole('region', { name: 'Journal entries' }).getByRole('button', { expanded: false });
    await seen(lines);
    while ((await lines.count()) > 0) await lines.first().click();
    shown.push(await wholeText(page));
    expect(shown[2]).toContain('••••');
    for (const text of shown) {
      for (const secret of Object.values(planted)) expect(text).not.toMatch(asWord(secret));
      expect(text.replaceAll(/\D/g, '')).not.toContain('42424242');
    }
  });

  it.each([
    ['Walter Chen', 'walter-chen', ['four two four two', 'three one four', '4242', 'CVV 314']],
    ['Samir Haddad', 'samir-haddad', ['seven two nine four', 'five five zero two', 'bluebird77']],
  ])('are masked on the screen of the practice call of %s', async (name, key, secrets) => {
    const { play, address } = await servedConsole();
    await play(key);
    const page = await openWindow(browser, address());
    const { transcript, proposals } = screenOf(page);
    await seen(
      page.getByRole('heading', { name, level: 1 }),
      transcript.getByText('••••').first(),
      proposals.getByRole('article'),
    );
    const text = await wholeText(page);
    for (const secret of secrets) expect(text).not.toMatch(asWord(secret));
  });
});

/** Hashes and ids are full of digits: a secret counts where it stands by itself. */
function asWord(secret: string): RegExp {
  return new RegExp(`(?<![\\w])${secret.replaceAll(/[^\w\s]/g, '\\$&')}(?![\\w])`, 'i');
}

/** Everything a person could read in the page, inputs and hints included. */
async function wholeText(page: Page): Promise<string> {
  return page.evaluate(() => {
    const titles = [...document.querySelectorAll('[title], input, textarea')].map(
      (each) => `${each.getAttribute('title') ?? ''} ${'value' in each ? String(each.value) : ''}`,
    );
    return `${document.body.textContent}\n${titles.join('\n')}`;
  });
}

function isOnScreen(element: Element): boolean {
  const box = element.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= window.innerHeight;
}
