import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { AnyRouter } from '@orpc/server';
import pino from 'pino';
import type { Page } from 'playwright-core';
import type { CallSummary, StatusLine } from '../../../../shared/contract/views.ts';
import { callName } from '../../../calls/call-store.ts';
import { startBrowserHost } from '../../../web/browser-host.ts';
import { benchRoot, launchBenchBrowser, readyBrowser } from '../bench-browser.ts';
import { type FeedsBench, startEvent, turnEvent } from './feeds-bench.ts';
import { createUnstoredConsole } from './unstored-console.ts';

const calls = 100;
const rates = [10, 50, 200];
/** Events of the call on the screen, per second: all others are of calls beside it. */
const shownPerSecond = 5;
const seconds = 12;

type Told = { mark: string; at: number };

/** From an event to its words on the screen, at several rates over a hundred live calls, beside the same page fed without the store. */
export async function benchPainted(bench: FeedsBench, print: (line: string) => void): Promise<void> {
  const executablePath = readyBrowser();
  if (executablePath === null) {
    print('event to painted: not measured, since no Chromium was found');
    return;
  }
  const { running, url, headers } = bench;
  await bench.send({
    url,
    headers,
    connections: 10,
    bodies: Array.from({ length: calls }, (_, index) => startEvent(`p${index}`)),
  });
  await running.idle();
  const shown = await callOf(bench, 'p0');
  const unstored = createUnstoredConsole(await summariesOf(bench), quietStatus);
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const browser = await launchBenchBrowser(executablePath);
  try {
    let seq = 0;
    const viaStore = (call: number, mark: string) => {
      seq += 1;
      post(url, headers, turnEvent(`p${call}`, seq, `The mark of this turn is ${mark}.`), agent);
    };
    const direct = (call: number, mark: string) => {
      seq += 1;
      const id = call === 0 ? shown : `other-${call}`;
      const text = `The mark of this turn is ${mark}.`;
      unstored.say(id, {
        id: `${id}-${seq}`,
        call: id,
        seq,
        party: 'caller',
        text,
        state: 'final',
        startMs: null,
        endMs: null,
        receivedAt: Date.now(),
        masked: [],
      });
    };
    for (const rate of rates) {
      const times: Record<string, { p50: number; p95: number; painted: number }> = {};
      for (const [name, router, tell] of [
        ['through the store', running.router, viaStore],
        ['without it', unstored.router, direct],
      ] as const) {
        times[name] = await measure(browser.newPage.bind(browser), router, { shown, rate, tell, folder: bench.folder });
      }
      const lines = Object.entries(times).map(
        ([name, { p50, p95, painted }]) =>
          `${name} p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)} ms (${painted} painted)`,
      );
      print(`event to painted at ${rate} events/s over ${calls} live calls: ${lines.join('; ')}`);
    }
  } finally {
    await browser.close();
    agent.destroy();
  }
}

type Run = { shown: string; rate: number; folder: string; tell(call: number, mark: string): void };

async function measure(newPage: () => Promise<Page>, router: AnyRouter, { shown, rate, folder, tell }: Run) {
  const host = await startBrowserHost({
    router,
    rendererFolder: join(benchRoot, 'out/renderer'),
    dataFolder: folder,
    port: 0,
    onNextAddress: () => {},
    log: pino({ level: 'silent' }),
  });
  const page = await newPage();
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.addInitScript(watchMarks);
  await page.goto(host.url);
  await page.goto(new URL(`/#/live/${shown}`, host.url).href);
  await page.locator('[data-words], main').first().waitFor();
  await wait(1_000);
  const sent: Told[] = [];
  const beats = rate * seconds;
  const everyShown = Math.max(2, Math.round(rate / shownPerSecond));
  const began = performance.now();
  for (let beat = 0; beat < beats; beat += 1) {
    const late = began + (beat * 1000) / rate - performance.now();
    if (late > 0) await wait(late);
    const mark = `m${rate}x${beat}x${sent.length}z`;
    if (beat % everyShown === 0) sent.push({ mark, at: performance.timeOrigin + performance.now() });
    tell(beat % everyShown === 0 ? 0 : 1 + (beat % (calls - 1)), mark);
  }
  await wait(1_500);
  const painted = await page.evaluate<Told[]>('globalThis.paintedMarks');
  await page.close();
  await host.stop();
  const at = new Map(painted.map((each) => [each.mark, each.at]));
  const times = sent.flatMap((each) => {
    const paintedAt = at.get(each.mark);
    return paintedAt === undefined ? [] : [paintedAt - each.at];
  });
  times.sort((a, b) => a - b);
  const share = (of: number) => times[Math.min(times.length - 1, Math.floor(times.length * of))] ?? Number.NaN;
  return { p50: share(0.5), p95: share(0.95), painted: times.length };
}

/** Runs in the page: notes when each mark was first on the screen, after the frame that drew it. */
const watchMarks = `
  globalThis.paintedMarks = [];
  const seen = new Set();
  new MutationObserver(() => {
    const fresh = [];
    for (const each of document.querySelectorAll('[data-words]')) {
      const mark = /m\\d+x\\d+x\\d+z/.exec(each.textContent)?.[0];
      if (mark && !seen.has(mark)) { seen.add(mark); fresh.push(mark); }
    }
    if (fresh.length === 0) return;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        const at = performance.timeOrigin + performance.now();
        for (const mark of fresh) globalThis.paintedMarks.push({ mark, at });
      };
      channel.port2.postMessage(null);
    });
  }).observe(document, { subtree: true, childList: true, characterData: true });
`;

function post(url: string, headers: Record<string, string>, body: string, agent: Agent): void {
  const sent = request(url, {
    method: 'POST',
    agent,
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
  });
  sent.on('response', (response) => response.resume());
  sent.on('error', () => {});
  sent.end(body);
}

async function callOf({ running }: FeedsBench, externalId: string): Promise<string> {
  const row = await running.store.db
    .selectFrom('call_sources')
    .select('call')
    .where('external_id', '=', externalId)
    .executeTakeFirstOrThrow();
  return row.call;
}

async function summariesOf({ running }: FeedsBench): Promise<CallSummary[]> {
  const rows = await running.store.db.selectFrom('calls').select('body').where('ended_at', 'is', null).execute();
  return rows.slice(-calls).map(({ body }) => {
    const call: CallSummary['call'] = JSON.parse(body);
    return { call, name: callName(call), waiting: 0, uncertain: 0, written: 0, rejected: 0, replaying: false };
  });
}

const quietStatus: StatusLine = {
  connection: { state: 'connecting' },
  host: 'browser',
  liveCalls: calls,
  waiting: 0,
  oldestWaitingAt: null,
  followUps: 0,
  journal: { entries: 0, verifiedAt: null, problem: null },
  secrets: 'memory',
  notice: null,
  now: 0,
};
