import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { servedConsole } from '../support/e2e-console.ts';
import { button, screenOf } from '../support/e2e-screen.ts';
import { gone, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);

const calls = join(import.meta.dirname, '../../electron/practice/calls');
const grace = readFileSync(join(calls, 'grace-ito.vcon.json'), 'utf8');

/** Chooses a file as a person does: by the button. */
async function choose(page: Page, file: string): Promise<void> {
  const asked = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open file' }).click();
  await (await asked).setFiles(file);
}

/** Drops files on the window. */
async function drop(page: Page, files: { name: string; text: string }[]): Promise<void> {
  const carried = await page.evaluateHandle((dropped) => {
    const transfer = new DataTransfer();
    for (const { name, text } of dropped) transfer.items.add(new File([text], name, { type: 'application/json' }));
    return transfer;
  }, files);
  await page.dispatchEvent('main', 'dragover', { dataTransfer: carried });
  await seen(page.getByText('Drop a call file to play it'));
  await page.dispatchEvent('main', 'drop', { dataTransfer: carried });
}

describe('a call file', () => {
  it('is opened by button and played', async () => {
    const { address } = await servedConsole();
    const page = await openWindow(browser, address());
    await choose(page, join(calls, 'grace-ito.vcon.json'));
    await seen(
      page.getByRole('heading', { name: 'Grace Ito', level: 1 }),
      screenOf(page).transcript.getByText('Hello, kiln support'),
    );
    await page.getByRole('button', { name: 'Stop this replay' }).click();
    await seen(screenOf(page).calls.getByRole('heading', { name: /^Ended/ }));
  });

  it('is dropped on the window and played; what cannot be read is told line by line, and the rest plays', async () => {
    const { address } = await servedConsole();
    const page = await openWindow(browser, address());
    const screen = screenOf(page);
    const line = (name: string) =>
      JSON.stringify({
        id: name,
        parties: [{ role: 'caller', name }],
        utterances: [{ speaker: 'caller', text: `It is ${name}.` }],
      });
    await drop(page, [
      { name: 'two.jsonl', text: `${line('One Caller')}\nthis is garbage\n${line('Other Caller')}\n` },
    ]);
    await seen(screen.dialog.getByRole('heading', { name: 'two.jsonl' }));
    await seen(
      screen.dialog.getByText(/^One place could not be understood\. 2 calls were started from the rest\.$/),
      screen.dialog.getByText('line 2'),
      screen.dialog.getByText('This is not JSON.'),
    );
    await button(screen.dialog, 'Close').last().click();
    await gone(screen.dialog);
    await seen(screen.callNamed('One Caller'), screen.callNamed('Other Caller'));
  });

  it('that is truncated, too large, empty or no call file is refused in words, and nothing is lost', async () => {
    const { play, address } = await servedConsole();
    await play('priya-natarajan');
    const page = await openWindow(browser, address());
    const screen = screenOf(page);
    await seen(screen.callNamed('Priya Natarajan'));
    const refusedWith = async (words: string | RegExp) => {
      await seen(screen.dialog.getByText(words));
      await page.keyboard.press('Escape');
      await gone(screen.dialog);
    };
    await drop(page, [{ name: 'half.vcon.json', text: grace.slice(0, grace.length / 2) }]);
    await refusedWith('This is cut off: the JSON ends before it is complete.');
    await drop(page, [{ name: 'empty.vcon.json', text: '' }]);
    await refusedWith('empty.vcon.json is empty.');
    await drop(page, [{ name: 'page.json', text: '<!doctype html><p>no call</p>' }]);
    await refusedWith('This is a web page or XML, not JSON.');
    await drop(page, [{ name: 'other.json', text: '{"hello":"world"}' }]);
    await refusedWith(/neither a vCon nor a call/);
    const large = join(temporaryFolder(), 'large.vcon.json');
    writeFileSync(large, Buffer.alloc(21 * 1024 * 1024, ' '));
    await choose(page, large);
    await refusedWith(/large\.vcon\.json is 21 MB; a call file may have 20 MB at most\. Nothing was read\./);
    await seen(screen.callNamed('Priya Natarajan'), screen.foot.getByText('1 waiting'));
    expect(await screen.calls.locator('[data-call]').count()).toBe(1);
  });
});
