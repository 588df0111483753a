import type { Browser } from 'playwright-core';
import { launchBenchBrowser, readyBrowser } from './bench-browser.ts';
import { type DeskConsole, startDeskConsole } from './desk/desk-console.ts';
import { type DeskPage, openDeskPage } from './desk/desk-page.ts';
import { openLongCall } from './desk/long-call.ts';

const few = 100;
const many = 10_000;
const fewSaid = 100;
const manySaid = 20_000;
const rounds = 9;
const limit = 1.5;

type Pair = { few: number; many: number };

/** Measures the window with 10,000 proposals waiting beside the same with 100, and a call of 20,000 utterances beside one of 100. */
export async function benchDesk(print: (line: string) => void): Promise<void> {
  const executablePath = readyBrowser();
  if (executablePath === null) {
    print('not measured, since no Chromium was found');
    process.exitCode = 1;
    return;
  }
  const consoles = { few: await startDeskConsole(few, print), many: await startDeskConsole(many, print) };
  const browser = await launchBenchBrowser(executablePath);
  try {
    print(`median of ${rounds} in turn, ms      ${few} waiting  ${many} waiting   ratio`);
    const kept = [...(await measureDesk(browser, consoles, print)), await measureCalls(browser, consoles.few, print)];
    if (kept.includes(false)) process.exitCode = 1;
  } finally {
    await browser.close();
    await consoles.few.stop();
    await consoles.many.stop();
  }
}

async function measureDesk(
  browser: Browser,
  consoles: Record<keyof Pair, DeskConsole>,
  print: (line: string) => void,
): Promise<boolean[]> {
  const pages = {
    few: await openDeskPage(browser, consoles.few.url(), few),
    many: await openDeskPage(browser, consoles.many.url(), many),
  };
  const inTurn = (deed: (page: DeskPage) => Promise<number>) =>
    pairs(
      () => deed(pages.few),
      () => deed(pages.many),
    );
  const filtered = (word: string) => async (page: DeskPage) => {
    const ms = await page.filter(word);
    await page.filter('');
    return ms;
  };
  const kept = [
    judge('open Approvals', await inTurn((page) => page.open()), print),
    judge('load the window', await inTurn((page) => page.load()), print),
    judge('filter', await inTurn(filtered('Marwood')), print),
    judge('move', await inTurn((page) => page.move()), print),
    judge('decide', await inTurn((page) => page.decide()), print),
  ];
  for (const [name, page] of Object.entries(pages)) {
    const { drawn, dropped } = await page.scroll();
    const heap = (await page.memory()) / 1024 / 1024;
    print(
      `${name === 'few' ? few : many} waiting: ${dropped} of ${drawn + dropped} frames dropped while scrolling, ${heap.toFixed(1)} MiB in use`,
    );
    await page.page.context().close();
  }
  return kept;
}

async function measureCalls(browser: Browser, console: DeskConsole, print: (line: string) => void): Promise<boolean> {
  const calls = {
    few: await openLongCall(browser, console, fewSaid),
    many: await openLongCall(browser, console, manySaid),
  };
  print(`median of ${rounds} in turn, ms     ${fewSaid} utterances ${manySaid} utterances   ratio`);
  return judge('append to painted', await pairs(calls.few.append, calls.many.append), print);
}

/** One of each in turn: whatever else the machine does meets both. The first is not counted. */
async function pairs(ofFew: () => Promise<number>, ofMany: () => Promise<number>): Promise<Pair[]> {
  const taken: Pair[] = [];
  for (let round = 0; round <= rounds; round += 1) taken.push({ few: await ofFew(), many: await ofMany() });
  return taken.slice(1);
}

function judge(name: string, taken: readonly Pair[], print: (line: string) => void): boolean {
  const [small, large] = [median(taken.map((each) => each.few)), median(taken.map((each) => each.many))];
  const ratio = large / small;
  const verdict = ratio <= limit ? '' : `  above ${limit}`;
  print(
    `${name.padEnd(24)}${small.toFixed(1).padStart(16)}${large.toFixed(1).padStart(16)}${ratio.toFixed(2).padStart(8)}${verdict}`,
  );
  return ratio <= limit;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}
