import type { Page } from 'playwright-core';

/** A window's clock that stands still, so that what depends on moments does not depend on how fast a test runs. */
export type HeldClock = {
  /** Moves the clock on. */
  pass(ms: number): Promise<void>;
  /** Moves it past the moment in which a key may have been meant for what stood there before. */
  afterTheGuard(): Promise<void>;
};

/** Holds the clock of a window until it is loaded anew. */
export async function holdClock(page: Page): Promise<HeldClock> {
  let at = Date.now() + 1000;
  const pass = async (ms: number) => {
    at += ms;
    await page.evaluate((held) => {
      Date.now = () => held;
    }, at);
  };
  await pass(0);
  return { pass, afterTheGuard: () => pass(1000) };
}
