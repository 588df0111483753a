import type { Browser, Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { violations } from '../support/e2e-axe.ts';
import { servedConsole } from '../support/e2e-console.ts';
import { button, screenOf } from '../support/e2e-screen.ts';
import { eventually, gone, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { rowsOf } from '../support/org-requests.ts';
import { callEvent, danaCalls, deliver, says } from '../support/test-console.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);

const start = callEvent('start', danaCalls());
const faxed = 'You can also send it by fax, that is 415 555 0177, to my office.';

/** Drags over words as a hand does, from just before the first letter to just after the last. */
async function selectWords(page: Page, within: Locator, words: string): Promise<void> {
  const ends = await within.evaluate((box, wanted) => {
    const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const boxes = [...range.getClientRects()];
      const [first, last] = [boxes[0], boxes.at(-1)];
      if (first && last)
        return { from: [first.left + 1, first.top + first.height / 2], to: [last.right, last.top + last.height / 2] };
    }
    return null;
  }, words);
  if (!ends) throw new Error(`${words} is not on the screen`);
  await page.mouse.move(ends.from[0] ?? 0, ends.from[1] ?? 0);
  await page.mouse.down();
  await page.mouse.move(ends.to[0] ?? 0, ends.to[1] ?? 0, { steps: 6 });
  await page.mouse.up();
}

/** Drags from the beginning of one text into another. */
async function dragFrom(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = [await from.first().boundingBox(), await to.first().boundingBox()];
  if (!start || !end) throw new Error('not on the screen');
  await page.mouse.move(start.x + 1, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(end.x + end.width - 4, end.y + end.height / 2, { steps: 6 });
  await page.mouse.up();
}

describe('words chosen in a call', () => {
  it('become a proposal, are approved, and stand in the org, in dark and in light', async () => {
    const { running, org, address } = await servedConsole();
    await deliver(running, start, says(1, 'agent', 'How can we reach you?'), says(2, 'caller', faxed));
    const page = await openWindow(browser, address());
    const { transcript, selectedCard } = screenOf(page);
    await seen(transcript.getByText('415 555 0177'));
    await selectWords(page, transcript, '415 555 0177');
    await page.getByRole('button', { name: /^Use these words/ }).click();
    const form = page.getByRole('dialog', { name: 'Use these words' });
    // A number fits the fields that hold one; which of them, a person says.
    const field = form.getByRole('combobox', { name: 'Use them for' });
    await field.fill('business fax');
    await page.getByRole('option', { name: 'Business Fax' }).click();
    await eventually(() => form.getByRole('textbox', { name: /^Business Fax/ }).inputValue()).toBe('415 555 0177');
    expect(await transcript.locator('mark[data-pointed]').allTextContents()).toEqual(['415 555 0177']);
    expect(await violations(page)).toEqual([]);
    await button(form, 'Propose').click();
    await gone(form);
    const card = selectedCard.filter({ hasText: 'Business Fax' });
    await seen(card.getByText('proposed by a supervisor'), card.getByRole('button', { name: /415 555 0177/ }));
    await eventually(() => card.evaluate((each) => each.contains(document.activeElement))).toBe(true);
    expect(await transcript.locator('mark').allTextContents()).toContain('415 555 0177');
    await button(card, 'Approve').click();
    await seen(page.getByText(/^Written/).first());
    expect(await rowsOf(org, "SELECT Fax FROM Contact WHERE Name = 'Dana Reyes'")).toMatchObject([
      { Fax: '+1 415 555 0177' },
    ]);
  });

  it('are reached, used and approved by keyboard alone, in a small window', async () => {
    const { running, org, address } = await servedConsole();
    await deliver(
      running,
      start,
      says(1, 'caller', 'The glass shade rattles.'),
      says(2, 'agent', 'Thank you.'),
      says(3, 'caller', 'Bye.'),
    );
    const page = await openWindow(browser, address(), { viewport: { width: 1024, height: 700 } });
    const { transcript, selectedCard } = screenOf(page);
    await seen(transcript.getByText('Bye.'), page.getByText(/1 open case/));
    await page.keyboard.press('s');
    const pointed = transcript.locator('mark[data-pointed]');
    await eventually(() => pointed.allTextContents()).toEqual(['Bye']);
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowRight', 'ArrowRight', 'Shift+ArrowRight'])
      await page.keyboard.press(key);
    await eventually(() => pointed.allTextContents()).toEqual(['glass shade']);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('s');
    const form = page.getByRole('dialog', { name: 'Use these words' });
    await eventually(() => form.evaluate((each) => each.contains(document.activeElement))).toBe(true);
    await page.keyboard.type('comment');
    await page.keyboard.press('Enter');
    const comment = form.getByRole('textbox', { name: /^Comment/ });
    await eventually(() => comment.evaluate((each) => each === document.activeElement)).toBe(true);
    await page.keyboard.press('End');
    await page.keyboard.type(', says the caller');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await gone(form);
    await seen(selectedCard.getByText('glass shade rattles, says the caller'));
    await eventually(() => selectedCard.getByText('caller gone').or(selectedCard).count()).toBeGreaterThan(0);
    await page.waitForFunction(() => !document.querySelector('article[aria-current] [aria-busy]'));
    // Keys are guarded for a moment after a card came up.
    await eventually(async () => {
      await page.keyboard.press('a');
      return page.getByText(/^Written/).count();
    }).toBeGreaterThan(0);
    expect(
      await rowsOf(org, "SELECT CommentBody FROM CaseComment WHERE CommentBody LIKE 'glass shade rattles%'"),
    ).toHaveLength(1);
  });

  it('of a very long call are reached by key, in a transcript that opens at its end', async () => {
    const { running, address } = await servedConsole();
    const turns = Array.from({ length: 420 }, (_, at) => says(at + 1, at % 2 ? 'caller' : 'agent', `Turn ${at + 1}.`));
    await deliver(running, start, ...turns);
    const page = await openWindow(browser, address());
    const { transcript } = screenOf(page);
    await seen(transcript.getByText('Turn 420.'), page.getByText('Following the call'));
    await page.keyboard.press('s');
    for (let turn = 0; turn < 60; turn += 1) await page.keyboard.press('ArrowUp');
    await eventually(() => transcript.locator('mark[data-pointed]').allTextContents()).toEqual(['Turn 360.']);
    await page.keyboard.press('Enter');
    const form = page.getByRole('dialog', { name: 'Use these words' });
    await seen(form.getByText('“Turn 360.”'));
    // What is said meanwhile takes neither the words nor the form away.
    await deliver(running, says(421, 'caller', 'And more.'), says(422, 'caller', 'And more again.'));
    expect(await transcript.locator('mark[data-pointed]').allTextContents()).toEqual(['Turn 360.']);
    await seen(form);
  });

  it('are refused where a secret was masked in them, and where they are of two turns', async () => {
    const { running, address } = await servedConsole();
    await deliver(
      running,
      start,
      says(1, 'caller', 'My card is 4242 4242 4242 4242, thanks a lot.'),
      says(2, 'caller', 'Goodbye then.'),
    );
    const page = await openWindow(browser, address());
    const { transcript } = screenOf(page);
    await seen(transcript.getByText('••••').first());
    await dragFrom(page, transcript.getByText('My card is'), transcript.getByText(', thanks a lot.'));
    await seen(page.getByText(/A secret was masked in these words/));
    expect(await page.getByRole('button', { name: /^Use these words/ }).count()).toBe(0);
    await transcript.click({ position: { x: 300, y: 20 } });
    await gone(page.getByText(/A secret was masked in these words/));
    await dragFrom(page, transcript.getByText(', thanks a lot.'), transcript.getByText('Goodbye then.'));
    await seen(page.getByText('Choose words of one turn.'));
  });
});

describe('the caller beside the transcript', () => {
  it('shows record and open cases, and makes a second case a comment', async () => {
    const { running, org, address } = await servedConsole();
    await deliver(running, start, says(1, 'caller', 'Hello there.'));
    const page = await openWindow(browser, address());
    const caller = page.getByRole('region', { name: 'The caller in Salesforce' });
    await seen(
      caller.getByText('d.reyes@oldmail.example'),
      caller.getByText('Reyes Interiors'),
      caller.getByText('Lamp damaged in transit'),
    );
    const opener = caller.getByRole('button', { name: 'New case' });
    const form = page.getByRole('dialog', { name: 'New case' });
    await opener.click();
    await seen(form);
    await page.keyboard.press('Escape');
    await gone(form);
    await eventually(() => opener.evaluate((each) => each === document.activeElement)).toBe(true);
    await opener.click();
    await form.getByRole('textbox', { name: /^Subject/ }).fill('The lamp is damaged');
    await button(form, 'Propose').click();
    await gone(form);
    const card = screenOf(page).card('Create case');
    const instead = card.getByRole('button', { name: /^Comment on \d+ instead/ });
    await instead.click();
    await seen(card.getByText(/Proposed as a comment on case/));
    const comment = screenOf(page).selectedCard.filter({ hasText: 'Add comment' });
    await button(comment, 'Approve').click();
    await seen(page.getByText(/^Written/).first());
    expect(
      await rowsOf(org, "SELECT CommentBody FROM CaseComment WHERE CommentBody = 'The lamp is damaged'"),
    ).toHaveLength(1);
    expect(await rowsOf(org, "SELECT Id FROM Case WHERE Subject = 'The lamp is damaged'")).toEqual([]);
  });

  it('is read anew when a person sets the caller right, and when something was written', async () => {
    const { running, address, play } = await servedConsole();
    await play('dana-reyes');
    const page = await openWindow(browser, address());
    const caller = page.getByRole('region', { name: 'The caller in Salesforce' });
    await seen(caller.getByText('d.reyes@oldmail.example'));
    await button(screenOf(page).card('Update contact'), 'Approve').click();
    await seen(caller.getByText('dana@reyesinteriors.com'));
    await running.idle();
    await page.getByRole('button', { name: /^Contact, certain/ }).click();
    await page.getByRole('button', { name: 'Nobody in the org' }).click();
    await seen(caller.getByText('It is not known who calls'));
    await gone(caller.getByText('dana@reyesinteriors.com'));
  });
});
