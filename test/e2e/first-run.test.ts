import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureBuild } from '../../build/ensure-build.ts';
import { consoleProcess } from '../support/e2e-child.ts';
import { servedConsole } from '../support/e2e-console.ts';
import { screenOf } from '../support/e2e-screen.ts';
import { eventually, gone, openWindow, seen } from '../support/e2e-window.ts';
import { launchChromium } from '../support/launch-chromium.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { callEvent, danaCalls, deliver } from '../support/test-console.ts';

let browser: Browser;
beforeAll(async () => {
  await ensureBuild();
  browser = await launchChromium();
}, 120_000);

describe('the first run', () => {
  it('opens at its address once, on a practice org marked as such, with three calls in progress', async () => {
    const { url, practice } = await consoleProcess(temporaryFolder());
    expect(practice).not.toBeNull();
    const page = await openWindow(browser, url);
    const screen = screenOf(page);
    await seen(screen.foot.getByText('Practice', { exact: true }), screen.foot.getByText('3 live'));
    expect(page.url()).not.toContain('/launch/');
    expect(await page.context().cookies()).toMatchObject([{ httpOnly: true, sameSite: 'Strict' }]);
    for (const name of ['Dana Reyes', 'Priya Natarajan', 'Lee Okafor']) await seen(screen.callNamed(name));

    const stranger = await openWindow(browser, url, { expected: /401/ });
    await seen(stranger.getByRole('heading', { name: 'This window is not signed in to the console' }));
    expect(await stranger.context().cookies()).toEqual([]);

    await screen.callNamed('Lee Okafor').click();
    await seen(page.getByRole('heading', { name: 'Lee Okafor', level: 1 }));
    await screen.startPractice('Grace Ito', '1×');
    await seen(screen.foot.getByText('4 live'));
    await seen(screen.transcript.getByText('Hello, kiln support'));
  });
});

describe('the transcript', () => {
  const speaking = (text: string, final: boolean, seq: number) =>
    callEvent(`${seq} ${text.length}`, {
      type: final ? 'utterance.final' : 'utterance.partial',
      utterance: { key: `u${seq}`, seq, party: 'caller', text, startMs: seq * 1000, endMs: null },
    });
  const start = callEvent('start', danaCalls());

  it('lets a partial utterance turn final in its place', async () => {
    const { running, address } = await servedConsole();
    await deliver(running, start, speaking('Hello, this is', false, 1));
    const page = await openWindow(browser, address());
    const rows = screenOf(page).transcript.getByRole('listitem');
    await seen(rows.filter({ hasText: 'Hello, this is' }));
    const row = await rows.first().elementHandle();
    expect(await row?.getAttribute('data-state')).toBe('partial');
    await deliver(running, speaking('Hello, this is Dana', false, 1), speaking('Hello, this is Dana Reyes.', true, 1));
    await seen(rows.filter({ hasText: 'Hello, this is Dana Reyes.' }));
    expect(await rows.count()).toBe(1);
    expect(await row?.getAttribute('data-state')).toBe('final');
  });

  it('follows the call, stops when the reader scrolls up, and offers what is new', async () => {
    const { running, address } = await servedConsole();
    const turns = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) => speaking(`Turn number ${from + index}.`, true, from + index));
    await deliver(running, start, ...turns(0, 40));
    const page = await openWindow(browser, address());
    const { transcript } = screenOf(page);
    const turn = (nth: number) => transcript.getByText(`Turn number ${nth}.`, { exact: true });
    await seen(turn(39));
    await eventually(() => isInView(transcript, turn(39))).toBe(true);
    await deliver(running, ...turns(40, 42));
    await seen(turn(41));
    await eventually(() => isInView(transcript, turn(41))).toBe(true);

    await transcript.hover();
    await page.mouse.wheel(0, -600);
    await seen(page.getByText('Stopped following'));
    const top = await transcript.evaluate((box) => box.scrollTop);
    await deliver(running, ...turns(42, 45));
    const offer = page.getByRole('button', { name: '3 new' });
    await seen(offer);
    expect(await transcript.evaluate((box) => box.scrollTop)).toBe(top);
    await offer.click();
    await eventually(() => isInView(transcript, turn(44))).toBe(true);
    await gone(offer);
    await seen(page.getByText('Following the call'));
  });
});

async function isInView(
  box: ReturnType<typeof screenOf>['transcript'],
  row: ReturnType<typeof screenOf>['transcript'],
): Promise<boolean> {
  const [frame, place] = [await box.boundingBox(), await row.boundingBox()];
  if (!frame || !place) return false;
  return place.y >= frame.y - 1 && place.y + place.height <= frame.y + frame.height + 1;
}
