import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';

/** A window on a console, and what is timed in it: from the deed until the frame that shows it was drawn. */
export type DeskPage = {
  page: Page;
  /** From the start of loading until the first row is seen. */
  load(): Promise<number>;
  open(): Promise<number>;
  filter(word: string): Promise<number>;
  move(): Promise<number>;
  decide(): Promise<number>;
  scroll(): Promise<{ drawn: number; dropped: number }>;
  /** Bytes in use once what is not needed was cleared away. */
  memory(): Promise<number>;
};

/** Keys meant for what stood there before are not heard for so long. */
const guardMs = 450;
const settleMs = 250;
const row = '[data-row][aria-selected="true"]';

/** Opens a window in which so many wait; resolves when all of them are in it. */
export async function openDeskPage(browser: Browser, url: string, waiting: number): Promise<DeskPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(timing);
  await page.goto(url);
  await page.goto(new URL('/#/approvals', url).href);
  const whole = () => page.evaluate(`wholly(${waiting})`);
  await whole();
  const devtools = await context.newCDPSession(page);
  const timed = async (deed: string, holds: string) => {
    await page.bringToFront();
    return page.evaluate<number>(`timed(() => { ${deed} }, () => ${holds})`);
  };
  const key = (letter: string) =>
    timed(
      `globalThis.chosen = document.querySelector('${row}').dataset.row;
       document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '${letter}', bubbles: true, cancelable: true }));`,
      `document.querySelector('${row}') && document.querySelector('${row}').dataset.row !== globalThis.chosen`,
    );
  return {
    page,
    async load() {
      await page.bringToFront();
      await page.reload();
      const at = await page.evaluate<number>('firstRow');
      await whole();
      await wait(settleMs);
      return at;
    },
    async open() {
      await page.evaluate(`location.hash = '#/live'`);
      await wait(settleMs);
      return timed(`location.hash = '#/approvals'`, `document.querySelector('${row}') !== null`);
    },
    async filter(word) {
      const size = `document.querySelector('[data-row]')?.getAttribute('aria-setsize')`;
      const ms = await timed(
        `const field = document.querySelector('main input[type="search"]');
         globalThis.size = ${size};
         Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, ${JSON.stringify(word)});
         field.dispatchEvent(new Event('input', { bubbles: true }));`,
        `${size} !== undefined && ${size} !== globalThis.size`,
      );
      await wait(settleMs);
      return ms;
    },
    async move() {
      const ms = await key('j');
      await wait(50);
      return ms;
    },
    async decide() {
      await wait(guardMs);
      return key('a');
    },
    async scroll() {
      await page.bringToFront();
      return page.evaluate<{ drawn: number; dropped: number }>('scrolled()');
    },
    async memory() {
      await devtools.send('HeapProfiler.collectGarbage');
      return (await devtools.send('Runtime.getHeapUsage')).usedSize;
    },
  };
}

/** Runs in the page. A frame is dropped when none came in the time of one. */
const timing = `
  const painted = (then) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => then(performance.now());
    channel.port2.postMessage(null);
  });
  const whenShown = (holds, then) => {
    const look = () => {
      if (!holds()) return;
      observer.disconnect();
      painted(then);
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    look();
  };
  globalThis.timed = (deed, holds) => new Promise((resolve) => {
    const began = performance.now();
    deed();
    whenShown(holds, (at) => resolve(at - began));
  });
  globalThis.firstRow = new Promise((resolve) => {
    whenShown(() => document.querySelector('[data-row]') !== null, resolve);
  });
  globalThis.wholly = (count) => new Promise((resolve) => {
    whenShown(() => Number(document.querySelector('[data-row]')?.getAttribute('aria-setsize') ?? 0) >= count, resolve);
  });
  globalThis.scrolled = () => new Promise((resolve) => {
    const list = document.querySelector('[role="listbox"]');
    const frameMs = 1000 / 60;
    let frames = 0, dropped = 0, before = performance.now(), step = 48;
    const next = (now) => {
      dropped += Math.max(0, Math.round((now - before) / frameMs) - 1);
      before = now;
      if (list.scrollTop + list.clientHeight >= list.scrollHeight - 1) step = -48;
      if (list.scrollTop <= 0 && step < 0) step = 48;
      list.scrollTop += step;
      frames += 1;
      if (frames < 180) requestAnimationFrame(next);
      else { list.scrollTop = 0; resolve({ drawn: frames, dropped }); }
    };
    requestAnimationFrame((now) => { before = now; requestAnimationFrame(next); });
  });
`;
