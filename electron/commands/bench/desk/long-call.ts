import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import type { CallEvent } from '../../../../shared/model/call-event.ts';
import type { DeskConsole } from './desk-console.ts';

const together = 2000;

/** A call that is open in a window, and the time from a word that comes in until it is seen. */
export type LongCall = { append(): Promise<number> };

/** Opens a call in which so much was said. */
export async function openLongCall(browser: Browser, console: DeskConsole, said: number): Promise<LongCall> {
  const { running } = console;
  const url = console.url();
  const source = { feed: 'bench', platform: 'bench', call: `long-${said}` };
  await running.desk.deliver({ ...source, id: 'start', event: started });
  const { call } = await running.store.db
    .selectFrom('call_sources')
    .select('call')
    .where('external_id', '=', source.call)
    .executeTakeFirstOrThrow();
  await say(console, call, said);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(url);
  await page.goto(new URL(`/#/live/${call}`, url).href);
  await marked(page, `turn ${said - 1}.`);
  let seq = said;
  return {
    async append() {
      seq += 1;
      const mark = `mark${said}x${seq}`;
      await page.bringToFront();
      const shown = page.evaluate<number>(`new Promise((resolve) => {
        const look = () => {
          if (![...document.querySelectorAll('[data-words]')].some((each) => each.textContent.includes('${mark}'))) return;
          observer.disconnect();
          requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
            channel.port2.postMessage(null);
          });
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { subtree: true, childList: true, characterData: true });
      })`);
      await wait(100);
      const began = performance.timeOrigin + performance.now();
      const words = { key: mark, seq, party: 'caller' as const, text: `Well, ${mark}.`, startMs: null, endMs: null };
      await running.desk.deliver({ ...source, id: mark, event: { type: 'utterance.final', utterance: words } });
      const ms = (await shown) - began;
      await running.desk.idle();
      return ms;
    },
  };
}

const started: CallEvent = {
  type: 'call.started',
  carrierId: null,
  channel: 'phone',
  direction: 'inbound',
  agent: null,
  parties: [],
  variables: {},
  startedAt: Date.now(),
  heldAt: null,
};

/** Puts on disk what was said before, past the intake: only the reading of it is measured. */
async function say({ running: { store } }: DeskConsole, call: string, count: number): Promise<void> {
  for (let from = 0; from < count; from += together) {
    await store.transact(async (tx) => {
      const changed = await store.nextChange(tx);
      for (let at = from; at < Math.min(count, from + together); at += 1) {
        await tx
          .insertInto('utterances')
          .values({
            id: `${call}-${at}`,
            call,
            key: `t${at}`,
            seq: at,
            party: at % 2 === 0 ? 'agent' : 'caller',
            state: 'final',
            text: `Well, as I was saying a moment ago, this is turn ${at}.`,
            start_ms: null,
            end_ms: null,
            received_at: Date.now(),
            masked: '[]',
            changed,
          })
          .execute();
      }
    });
  }
}

async function marked(page: Page, words: string): Promise<void> {
  await page.locator('[data-words]').filter({ hasText: words }).last().waitFor({ timeout: 120_000 });
}
