import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from '../../build/find-browser.ts';

let running: Promise<Browser> | null = null;

/** The real browser the tests drive, without a window and without talking to anyone; files that run one after the other share it. */
export async function launchChromium(): Promise<Browser> {
  const shared = await running;
  if (shared?.isConnected()) return shared;
  running = start();
  return running;
}

function start(): Promise<Browser> {
  const executablePath = findBrowser();
  if (!executablePath) throw new Error('No Chromium was found. Run the tests with npm test, which gets one.');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
